import type { NotEmulated } from '../../../shared/model/settings-card.ts'
import type { ReadFinder } from './reader-answer.ts'

/** The finders that a preview asks, by Django's own names, and what the project's differ in. */
export type EmulatedFinders = { readonly names: readonly string[]; readonly notEmulated: readonly NotEmulated[] }

const MODULE = 'django.contrib.staticfiles.finders'
/** Finders whose rules the engine knows. */
const KNOWN_FINDERS: readonly string[] = [
  `${MODULE}.FileSystemFinder`,
  `${MODULE}.AppDirectoriesFinder`,
  `${MODULE}.DefaultStorageFinder`,
]

/**
 * Finders of packages that list no file for collectstatic: they answer `find` alone, for the development server.
 * (`list` gives nothing in compressor/finders.py and pipeline/finders.py.)
 */
const LIST_NOTHING = new Set([
  'compressor.finders.CompressorFinder',
  'pipeline.finders.PipelineFinder',
  'pipeline.finders.ManifestFinder',
  'pipeline.finders.CachedFileFinder',
])

/**
 * Chooses for each finder of a project the one that stands for it. A finder that is none of Django's and not known to
 * list nothing is left out, and said to be.
 */
export function emulateFinders(finders: readonly ReadFinder[]): EmulatedFinders {
  const names: string[] = []
  const notEmulated: NotEmulated[] = []
  for (const { path, built } of finders) {
    // One of Django's own that cannot be built fails in the preview as it does there.
    if (built === null) {
      names.push(path)
      continue
    }
    if (LIST_NOTHING.has(built.ancestry[0] ?? path)) continue
    const base = built.ancestry.find((name) => KNOWN_FINDERS.includes(name))
    if (base === undefined) {
      const own = built.overrides.find(({ method }) => method === 'list')
      const place = own?.file == null || own.line === null ? null : { file: own.file, line: own.line }
      notEmulated.push({
        class: built.ancestry[0] ?? path,
        method: own === undefined ? null : 'list',
        place,
        parts: 'the files that this finder lists, which are left out here',
      })
      continue
    }
    names.push(base)
    for (const { class: name, method, file, line } of built.overrides)
      notEmulated.push({
        class: name,
        method,
        place: file === null || line === null ? null : { file, line },
        parts: 'which files this finder lists, and in which order',
      })
    if (base.endsWith('.AppDirectoriesFinder') && built.sourceDir !== 'static')
      notEmulated.push({
        class: built.ancestry[0] ?? path,
        method: null,
        place: null,
        parts: `files of apps: it looks into their folder ${String(built.sourceDir)} instead of static`,
      })
  }
  return { names, notEmulated }
}
