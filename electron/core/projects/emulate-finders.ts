import type { NotEmulated } from '../../../shared/model/settings-card.ts'
import type { FinderWalk, OwnFinder } from '../collect/own-finder.ts'
import { doubtAbout } from './doubts.ts'
import type { ProjectFacts, ReadFinder } from './reader-answer.ts'

/** The finders that a preview asks: Django's by their own names, others by what they walk; and what may differ. */
export type EmulatedFinders = {
  readonly finders: readonly (string | OwnFinder)[]
  readonly notEmulated: readonly NotEmulated[]
}

type Built = NonNullable<ReadFinder['built']>
type Emulated = { readonly finder: string | OwnFinder | null; readonly doubts: readonly NotEmulated[] }

const MODULE = 'django.contrib.staticfiles.finders'
/** Finders whose rules the engine knows. */
const KNOWN_FINDERS: readonly string[] = [
  `${MODULE}.FileSystemFinder`,
  `${MODULE}.AppDirectoriesFinder`,
  `${MODULE}.DefaultStorageFinder`,
]
/** Methods that collectstatic does not ask for, or whose effect is seen in the finder's folders. */
const HARMLESS = /^(?:__init__|find|find_location|find_in_app|check)$/

/**
 * Finders of packages that list no file for collectstatic: they answer `find` alone, for the development server.
 * (`list` gives nothing in compressor/finders.py, pipeline/finders.py and sass_processor/finders.py.)
 */
const LIST_NOTHING = new Set([
  'compressor.finders.CompressorFinder',
  'pipeline.finders.PipelineFinder',
  'pipeline.finders.ManifestFinder',
  'pipeline.finders.CachedFileFinder',
  'sass_processor.finders.CssFinder',
])

/**
 * Chooses for each finder of a project what stands for it. A finder that cannot be followed is left out, and said to be.
 */
export function emulateFinders({ finders, dirs }: Pick<ProjectFacts, 'finders' | 'dirs'>): EmulatedFinders {
  const emulated = finders.map(({ path, built }) => emulate(path, built, dirs))
  return {
    finders: emulated.flatMap(({ finder }) => (finder === null ? [] : [finder])),
    notEmulated: emulated.flatMap(({ doubts }) => doubts),
  }
}

function emulate(path: string, built: Built | null, dirs: ProjectFacts['dirs']): Emulated {
  // One of Django's own that cannot be built fails in the preview as it does there.
  if (built === null) return { finder: path, doubts: [] }
  const name = built.ancestry[0] ?? path
  if (LIST_NOTHING.has(name)) return { finder: null, doubts: [] }
  const base = built.ancestry.find((ancestor) => KNOWN_FINDERS.includes(ancestor))
  const list = built.overrides.find(({ method }) => method === 'list')
  if (list === undefined && (base !== undefined || built.ancestry.includes(`${MODULE}.BaseStorageFinder`)))
    return byFolders(name, base, built, dirs)
  if (built.walks !== null) return byTrying(name, built.walks, list)
  const parts =
    base === undefined
      ? 'the files that this finder lists, which are left out here'
      : 'which files this finder lists, and in which order'
  return { finder: base ?? null, doubts: [doubtAbout(name, list, parts)] }
}

/** A finder that walks its storages as Django's do: only which they are may differ. */
function byFolders(name: string, base: string | undefined, built: Built, dirs: ProjectFacts['dirs']): Emulated {
  const doubts = built.overrides
    .filter(({ method }) => !HARMLESS.test(method))
    .map((override) => doubtAbout(override.class, override, 'which files this finder lists, and in which order'))
  const isUsual =
    base !== undefined &&
    (base === name || (built.sourceDir ?? 'static') === 'static') &&
    hasUsualFolders(base, built, dirs)
  if (isUsual) return { finder: base, doubts }
  const walks = built.storages.map(({ location, prefix }): FinderWalk => {
    return { location, prefix, ignore: [], heedsCommand: true, files: null }
  })
  return { finder: { name, walks }, doubts }
}

/** The folders are those of the settings, unless an own `__init__` had a say in it. */
function hasUsualFolders(base: string, { overrides, storages }: Built, { entries }: ProjectFacts['dirs']): boolean {
  if (!overrides.some(({ method }) => method === '__init__')) return true
  if (!base.endsWith('.FileSystemFinder')) return false
  const folders = new Map(entries.map(({ path, prefix }) => [path, prefix ?? '']))
  return folders.size === storages.length && storages.every(({ location, prefix }) => folders.get(location) === prefix)
}

function byTrying(name: string, walks: readonly FinderWalk[], list: Built['overrides'][number] | undefined): Emulated {
  if (walks.length === 0) return { finder: null, doubts: [noted(name, list, 'it lists no file')] }
  const isListed = walks.some(({ files }) => files !== null)
  const ignored = [...new Set(walks.flatMap(({ ignore }) => ignore))]
  const found = isListed
    ? 'the files are those that it listed when the settings were read'
    : `it walks its folders as Django does${ignored.length === 0 ? '' : ` and ignores ${ignored.join(', ')}`}`
  return { finder: { name, walks }, doubts: [noted(name, list, found)] }
}

function noted(name: string, list: Built['overrides'][number] | undefined, recognised: string): NotEmulated {
  return { ...doubtAbout(name, list, 'the files that this finder lists'), recognised }
}
