import { DJANGO_SERIES } from '../../../shared/model/django-series.ts'
import type { CollectError } from '../../../shared/model/preview.ts'
import { translateGlob } from '../python/fnmatch.ts'
import { type DjangoSettings, effectiveStaticUrl, storageBaseUrl } from './collect-settings.ts'
import { FileStorage } from './file-storage.ts'
import { HashedNames } from './hashed-names.ts'
import type { ShownRun } from './preview-result.ts'
import { type Reference, rewriteReferences } from './rewrite-references.ts'
import { rulesFor } from './rules.ts'
import { storagePatterns } from './storage-patterns.ts'

/** For each series, whether an error of a file would be met there with the same files and settings. */
export type FailsBySeries = readonly { readonly series: string; readonly fails: boolean }[]

/**
 * Applies the patterns of every series to one file and asks for each error whether a reference at its place fails there.
 * @param text the file's text; null when it is not UTF-8
 * @returns a function from error to verdicts; empty where the series cannot be told apart by looking at one file
 */
export function failsBySeries(
  settings: DjangoSettings,
  shown: ShownRun,
  name: string,
  text: string | null,
): (error: CollectError) => FailsBySeries {
  if (text === null)
    return (error) =>
      error.step === 'encoding'
        ? DJANGO_SERIES.map((series) => ({
            series,
            fails: name.endsWith('.css') || rulesFor(series).rules.adjustsJavaScript,
          }))
        : []
  const failures = new Map(DJANGO_SERIES.map((series) => [series, failuresIn(settings, shown, name, text, series)]))
  return (error) => {
    if (error.step !== 'reference') return []
    return DJANGO_SERIES.map((series) => ({
      series,
      fails: failures.get(series)?.some((reference) => isSame(reference, error, text)) === true,
    }))
  }
}

function failuresIn(
  original: DjangoSettings,
  { run, disk }: ShownRun,
  name: string,
  text: string,
  series: string,
): readonly Reference[] {
  const { rules } = rulesFor(series)
  const settings = { ...original, rules }
  const staticUrl = effectiveStaticUrl(settings)
  const names = new HashedNames(
    new FileStorage(disk, rules, settings.staticRoot, storageBaseUrl(settings), () => ''),
    settings,
  )
  const hashedFiles = run.post?.hashedFiles ?? new Map<string, string>()
  const patterns = storagePatterns(rules, settings.storage)
    .filter((set) => translateGlob(set.glob).test(name))
    .flatMap((set) => set.patterns)
  const urlOf = (target: string): string => names.urlOf(target, true, (clean) => names.storedNameIn(clean, hashedFiles))
  return rewriteReferences(text, name, patterns, { rules, staticUrl, urlOf, tolerant: true }).references.filter(
    (reference) => reference.outcome === 'error',
  )
}

/** The same place in the source; series may cut the same text a little differently. */
function isSame(reference: Reference, error: CollectError, text: string): boolean {
  if (error.line === null) return false
  const start = offsetOfLine(text, error.line)
  const at = start + (error.column ?? 1) - 1
  return reference.start <= at && at < reference.start + reference.matched.length
}

function offsetOfLine(text: string, line: number): number {
  let offset = 0
  for (let at = 1; at < line; at++) {
    const newline = text.indexOf('\n', offset)
    if (newline === -1) return offset
    offset = newline + 1
  }
  return offset
}
