import { existsSync } from 'node:fs'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { type CollectSettings, collectSettingsSchema } from '../../../shared/model/collect-settings.ts'
import type { NotEmulated } from '../../../shared/model/settings-card.ts'
import type { PreviewRequest, StatedSettings } from '../collect/preview-result.ts'
import { nodePath } from '../files/file-content.ts'
import { doubtAbout, doubtSentence, doubtSeverity } from './doubts.ts'
import { emulateFinders } from './emulate-finders.ts'
import { type EmulatedStorage, emulateStorage } from './emulate-storage.ts'
import type { ProjectFacts } from './reader-answer.ts'
import { visibleText } from './visible-text.ts'

/** What a user wants other than the project's settings say: the what-if. */
export type Overrides = {
  readonly settings: Partial<CollectSettings>
  /** A folder; `configured`: the project's own STATIC_ROOT; null: a clean one. */
  readonly staticRoot: { readonly kind: 'folder'; readonly path: string } | { readonly kind: 'configured' } | null
  /** The output goes to another place, so that STATIC_ROOT need not be set. */
  readonly hasOutput: boolean
}

/**
 * The preview that a project's settings ask for.
 * @throws InspectorError would-fail where Django would not even begin, bad-input for overrides that make no sense
 */
export function projectRequest(facts: ProjectFacts, overrides: Overrides): PreviewRequest {
  refuseProject(facts, overrides)
  return requestOf(facts, overrides)
}

/**
 * Refuses settings with which Django would not even begin.
 * @throws InspectorError would-fail, bad-input
 */
export function refuseProject(facts: ProjectFacts, overrides: Overrides): void {
  refuseWhatCannotRun(facts, overrides)
  const storage = emulateStorage(facts)
  if (storage.location === '' && overrides.staticRoot === null && !overrides.hasOutput)
    throw new InspectorError(
      'would-fail',
      "collectstatic would fail: You're using the staticfiles app without having set the STATIC_ROOT setting to a filesystem path. " +
        'Set it, or try a folder with --static-root DIR.',
    )
}

/**
 * The request alone, of settings that may be refused: what there is of them can still be shown.
 * @throws InspectorError bad-input
 */
export function requestOf(facts: ProjectFacts, overrides: Overrides): PreviewRequest {
  const storage = emulateStorage(facts)
  const finders = emulateFinders(facts)
  const isOwn = overrides.settings.storage === undefined || overrides.settings.storage === storage.kind
  const settings = settingsOf(facts, storage, overrides.settings)
  const stated: StatedSettings = {
    staticfilesDirs: facts.dirs,
    finders: finders.finders,
    traits: isOwn ? storage.traits : null,
    appIgnorePatterns: facts.ignorePatterns ?? [],
    scriptPrefix: facts.scriptPrefix,
    mediaUrl: facts.mediaUrl,
    mediaRoot: facts.mediaRoot,
    staticRoot: facts.staticRoot,
    debug: facts.debug,
    hasStaticfilesStorage: facts.hasStaticfilesStorage,
    missingFolders: facts.dirs.entries.map(({ path }) => path).filter((path) => !existsSync(nodePath(path))),
    location: storage.location,
    notEmulated: doubtsOf(facts, storage, overrides.settings.storage, finders.notEmulated).map((doubt) => ({
      severity: doubtSeverity(doubt),
      sentence: doubtSentence(doubt),
    })),
  }
  return {
    settings,
    sources: [
      ...facts.dirs.entries.map(({ path, prefix }) => ({ kind: 'directory', path, prefix: prefix ?? '' }) as const),
      ...facts.apps.map(({ label, path }) => ({ kind: 'app', label, path }) as const),
    ],
    staticRoot: staticRootOf(storage, overrides),
    project: stated,
  }
}

/** Every place in which a preview may differ from the project's own classes. */
export function doubtsOf(
  facts: ProjectFacts,
  storage: EmulatedStorage,
  chosen: string | undefined,
  finders: readonly NotEmulated[],
): NotEmulated[] {
  const { command } = facts
  const isOwn = chosen === undefined || chosen === storage.kind
  const ofStorage = isOwn ? storage.notEmulated : []
  const ofCommand: NotEmulated[] =
    command === null || command === 'django.contrib.staticfiles'
      ? []
      : [doubtAbout(`collectstatic of ${command}`, undefined, 'everything that it changes')]
  return [...ofCommand, ...ofStorage, ...finders]
}

/**
 * What a project's own settings come to in a preview.
 * @throws InspectorError bad-input where no preview can be made with them
 */
export function ownSettings(facts: ProjectFacts): CollectSettings {
  return settingsOf(facts, emulateStorage(facts), {})
}

function refuseWhatCannotRun(facts: ProjectFacts, { settings }: Overrides): void {
  if (!facts.hasStaticfiles)
    throw new InspectorError(
      'bad-input',
      'django.contrib.staticfiles is not in INSTALLED_APPS, so the project has no collectstatic. Add it, or name other settings with --settings MODULE.',
    )
  if (settings.staticUrl === undefined && (facts.staticUrl ?? '') === '')
    throw new InspectorError(
      'bad-input',
      'STATIC_URL is not set, so collectstatic raises ImproperlyConfigured. Set it, or try a value with --static-url.',
    )
  if (settings.storage === undefined && facts.storage.built === null && facts.hasStaticfilesStorage)
    refuseUnbuilt('storage', facts.storage.backend, facts, 'Install or correct it, or try another with --storage KIND.')
  for (const { path, built } of facts.finders)
    if (built === null)
      refuseUnbuilt(`finder ${path}`, path, facts, 'Install or correct it, or take it out of STATICFILES_FINDERS.')
}

/** Messages of Django that the preview itself comes to: `check_settings`, and a default storage without a place. */
const REPEATED =
  /^(?:The MEDIA_|runserver can't serve|You're using the staticfiles)|staticfiles finder .* doesn't have a valid location/

/** What Django cannot build stops collectstatic before it begins, except where the preview meets the same error itself. */
function refuseUnbuilt(phase: string, name: string, { problems }: ProjectFacts, advice: string): void {
  const problem = problems.find((candidate) => candidate.phase === phase)
  if (problem === undefined || REPEATED.test(problem.message)) return
  const { type, message, frame } = problem
  throw new InspectorError(
    'would-fail',
    visibleText(`collectstatic would fail before it begins: ${name} cannot be built (${type}). ${advice}`),
    { details: visibleText(`  ${message}${frame === null ? '' : `\n  at ${frame.file}:${frame.line}`}`) },
  )
}

function settingsOf(facts: ProjectFacts, storage: EmulatedStorage, chosen: Partial<CollectSettings>): CollectSettings {
  const parsed = collectSettingsSchema.safeParse({
    django: facts.django,
    storage: storage.kind,
    staticUrl: facts.staticUrl,
    jsModules: storage.jsModules,
    manifestStrict: storage.manifestStrict,
    maxPasses: storage.maxPasses,
    keepOnlyHashed: storage.keepOnlyHashed,
    releaseId: storage.releaseId,
    ...chosen,
  })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new InspectorError(
    'bad-input',
    `The project's ${String(issue?.path[0] ?? 'settings')} cannot be previewed: ${issue?.message ?? 'unknown value'}.`,
  )
}

function staticRootOf(storage: EmulatedStorage, { staticRoot }: Overrides): string | null {
  if (staticRoot === null) return null
  if (staticRoot.kind === 'folder') return staticRoot.path
  if (storage.location) return storage.location
  throw new InspectorError(
    'bad-input',
    'The project has no STATIC_ROOT on this disk (--static-root configured). Name a folder, or leave the option out for a clean one.',
  )
}
