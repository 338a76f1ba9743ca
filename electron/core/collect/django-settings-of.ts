import type { CollectSettings } from '../../../shared/model/collect-settings.ts'
import type { StorageKind } from '../../../shared/model/storage-kinds.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { DEFAULT_FINDERS, DEFAULT_IGNORE_PATTERNS, type DjangoSettings } from './collect-settings.ts'
import { CLEAN_STATIC_ROOT } from './clean-static-root.ts'
import type { PreviewRequest, StatedSettings } from './preview-result.ts'
import { absPath } from '../python/posix-path.ts'
import { releaseIdOf } from './release-id.ts'
import { rulesFor } from './rules.ts'
import { USUAL_TRAITS } from './storage-traits.ts'
import type { CollectstaticOptions } from './collectstatic-run.ts'

/** A value that no STATIC_URL of a real project has, so that only real mistakes are reported. */
const NO_MEDIA_URL = '/<MEDIA_URL>/'

/**
 * The Django settings that a request means: its folders as STATICFILES_DIRS, its apps as INSTALLED_APPS,
 * DEBUG off; or what the project's own settings say.
 * @param output where Django would collect to, when the output is wanted; null for a preview
 * @throws InspectorError bad-input for an unsupported version, or a storage that the version does not have
 */
export function djangoSettingsOf(request: PreviewRequest, output: string | null): DjangoSettings {
  const { settings, sources, staticRoot, project } = request
  const { storage } = settings
  const remote = storage === 's3-manifest'
  const { rules } = rulesFor(settings.django)
  if (hasReleaseId(storage) && rules.series === '3.2')
    throw new InspectorError(
      'bad-input',
      'A manifest per release needs Django 4.0 or newer: 3.2 has no manifest_storage argument (#27590). Choose another storage or version.',
    )
  const destination =
    output ?? (remote ? null : staticRoot) ?? (project === undefined ? CLEAN_STATIC_ROOT : cleanRootOf(project))
  return {
    rules,
    debug: project?.debug ?? false,
    staticUrl: settings.staticUrl,
    scriptPrefix: project?.scriptPrefix ?? '/',
    mediaUrl: project?.mediaUrl ?? NO_MEDIA_URL,
    mediaRoot: project === undefined ? '' : mediaRootOf(project, output === null ? destination : null),
    staticRoot: destination,
    staticfilesDirs: project?.staticfilesDirs ?? {
      type: 'list',
      entries: sources
        .filter((source) => source.kind === 'directory')
        .map(({ path, prefix }) => ({ path, prefix: prefix === '' ? null : prefix, list: false })),
    },
    apps: sources.filter((source) => source.kind === 'app').map(({ label, path }) => ({ label, path })),
    finders: project?.finders ?? DEFAULT_FINDERS,
    appIgnorePatterns: project?.appIgnorePatterns ?? DEFAULT_IGNORE_PATTERNS,
    storage: {
      kind: storage,
      jsModules: settings.jsModules && supportsModules(settings),
      maxPasses: settings.maxPasses,
      manifestStrict: settings.manifestStrict,
      keepOnlyHashed: settings.keepOnlyHashed && storage === 'whitenoise-manifest',
      releaseId: hasReleaseId(storage) ? releaseIdOf(request) : null,
      traits: project?.traits ?? USUAL_TRAITS,
    },
    hasStaticfilesStorage: project?.hasStaticfilesStorage ?? true,
  }
}

/** The options of the command that a request means. */
export function optionsOf(settings: CollectSettings, tolerant: boolean): CollectstaticOptions {
  return {
    clear: settings.clear,
    link: settings.link,
    dryRun: false,
    postProcess: settings.postProcess,
    ignore: settings.ignore,
    useDefaultIgnore: settings.defaultIgnore,
    verbosity: 1,
    tolerant,
  }
}

/**
 * Where a project's files would go if nothing lay there yet. A place that is a source folder too is a mistake that Django
 * reports: it stays as it is.
 */
function cleanRootOf({ location, staticfilesDirs }: StatedSettings): string {
  const isSource = location !== null && staticfilesDirs.entries.some(({ path }) => absPath('/', path) === location)
  return isSource ? location : CLEAN_STATIC_ROOT
}

/** MEDIA_ROOT equal to STATIC_ROOT is a mistake that Django reports, so they stay equal where another place stands in. */
function mediaRootOf({ mediaRoot, staticRoot }: StatedSettings, standIn: string | null): string {
  return standIn !== null && mediaRoot !== '' && mediaRoot === staticRoot ? standIn : mediaRoot
}

/** The module option exists from 4.2 on; before, Django ignores the attribute. */
function supportsModules(settings: CollectSettings): boolean {
  return rulesFor(settings.django).rules.jsModuleSet > 0
}

function hasReleaseId(storage: StorageKind): boolean {
  return storage === 'release-manifest'
}
