import type { Comparison, Difference } from '../../../shared/analysis/comparison.ts'
import { servedName } from '../../../shared/analysis/file-pair.ts'
import { type Alarm, type Cause, CAUSES, type FileDifference } from '../../../shared/model/comparison.ts'
import type { Provider } from '../../../shared/model/preview.ts'
import type { ReleaseFile } from '../../../shared/model/release.ts'
import { MARK, MARKS, type OutlineItems } from '../preview/outline-items.ts'

/** Columns of marks by their places in the outline's: alarms open their folders first, the author's changes next. */
export const COMPARISON_MARK = { alarms: MARK.broken, own: MARK.shadowed, ripple: MARK.rewritten } as const

/** What an outline of a comparison shows at its ends, with the files behind it. */
export type ComparisonItems = OutlineItems & {
  /** Differences first, then files that are the same on both sides. */
  readonly pairs: readonly ComparedPair[]
  /** Bytes in B less those in A; 0 where a size is not known. */
  readonly changes: Float64Array
  /** Places in `CAUSES`; one behind the last where nothing differs. */
  readonly causes: Uint8Array
  /** The worst alarm of an item that is more than a note. */
  readonly alarms: ReadonlyMap<number, Alarm['code']>
  /** Labels of providers; `providers` are indexes into them, one behind the last for unknown ones. */
  readonly providerLabels: readonly string[]
}

/** A file on both sides; `difference` is null where nothing differs. */
export type ComparedPair = {
  readonly difference: FileDifference | null
  readonly a: ReleaseFile | null
  readonly b: ReleaseFile | null
}

/**
 * Columns of what differs.
 * @param providers those of B
 * @param withUnchanged all unchanged files too; without, only those that have an alarm
 */
export function comparisonItems(
  comparison: Comparison,
  providers: readonly Provider[],
  withUnchanged: boolean,
): ComparisonItems {
  const { differences, alarms, unchanged } = comparison
  const grave = alarms.filter(({ severity }) => severity !== 'note')
  const alarmed = new Set(grave.map(({ name }) => name))
  const same = withUnchanged ? unchanged : unchanged.filter(({ name }) => alarmed.has(name))
  const pairs: readonly (Difference | ComparedPair)[] = [
    ...differences,
    ...same.map((file) => ({ difference: null, a: file, b: file })),
  ]
  const names = pairs.map(nameOf)
  const places = new Map(names.map((name, at) => [name, at]))
  const used: readonly number[] = Object.values(COMPARISON_MARK)
  const marks = MARKS.map((_, column) => new Uint32Array(used.includes(column) ? pairs.length : 0))
  const sizes = new Float64Array(pairs.length)
  const changes = new Float64Array(pairs.length)
  const causes = new Uint8Array(pairs.length).fill(CAUSES.length)
  const placeOfCause = new Map(CAUSES.map((cause, at) => [cause, at]))
  const ofProviders = new Uint32Array(pairs.length)
  for (const [at, pair] of pairs.entries()) {
    const { difference, a, b } = pair
    sizes[at] = (b ?? a)?.output?.size ?? 0
    changes[at] = changeOf(pair) ?? 0
    ofProviders[at] = b?.provider ?? providers.length
    if (difference === null) continue
    causes[at] = placeOfCause.get(difference.cause) ?? CAUSES.length
    if (isAuthors(difference.cause)) add(marks, COMPARISON_MARK.own, at)
    if (difference.cause === 'ripple') add(marks, COMPARISON_MARK.ripple, at)
  }
  const codes = new Map<string, Set<number>>()
  const worst = new Map<number, Alarm['code']>()
  for (const { code, severity, name } of alarms) {
    const at = places.get(name)
    if (at === undefined) continue
    if (severity !== 'note') {
      add(marks, COMPARISON_MARK.alarms, at)
      if (!worst.has(at)) worst.set(at, code)
    }
    const known = codes.get(code)
    if (known === undefined) codes.set(code, new Set([at]))
    else known.add(at)
  }
  return {
    kind: 'file',
    names,
    lowerNames: names.map((name) => name.toLowerCase()),
    sizes,
    changes,
    causes,
    providers: ofProviders,
    marks,
    codes,
    pairs,
    alarms: worst,
    providerLabels: [...providers.map(({ label }) => label), 'unknown provider'],
  }
}

/** Bytes in B less those in A, a missing file counting as none; null where a size is not known. */
export function changeOf({ a, b }: ComparedPair): number | null {
  const [before, after] = [a === null ? 0 : a.output?.size, b === null ? 0 : b.output?.size]
  return before === undefined || after === undefined ? null : after - before
}

/** The name under which a file is served; null for a file that is not there. */
export function servedOrNull(file: ReleaseFile | null): string | null {
  return file === null ? null : servedName(file)
}

/** Whether an author, and not what follows from an edit, changed a file. */
export function isAuthors(cause: Cause): boolean {
  return cause !== 'ripple' && cause !== 'unchanged' && cause !== 'tool' && cause !== 'name-only' && cause !== 'unknown'
}

/** The root at the end of the shortest chain; null for a file that does not ripple. */
export function rootOf({ chain, roots }: FileDifference): string | null {
  return chain.at(-1) ?? roots[0] ?? null
}

function nameOf({ difference, a, b }: ComparedPair): string {
  return difference?.name ?? b?.name ?? a?.name ?? ''
}

function add(marks: readonly Uint32Array[], column: number, at: number): void {
  const counts = marks[column]
  if (counts !== undefined) counts[at] = (counts[at] ?? 0) + 1
}
