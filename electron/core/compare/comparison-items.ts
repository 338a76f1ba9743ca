import type { Comparison, Difference } from '../../../shared/analysis/comparison.ts'
import type { Cause, FileDifference } from '../../../shared/model/comparison.ts'
import type { Provider } from '../../../shared/model/preview.ts'
import { MARK, MARKS, type OutlineItems } from '../preview/outline-items.ts'

/** Columns of marks by their places in the outline's: alarms open their folders first, the author's changes next. */
export const COMPARISON_MARK = { alarms: MARK.broken, own: MARK.shadowed, ripple: MARK.rewritten } as const

/** What an outline of a comparison shows at its ends, with the differences behind it. */
export type ComparisonItems = OutlineItems & {
  readonly differences: readonly Difference[]
  /** Providers of both releases; `providers` are indexes into them, one behind the last for unknown ones. */
  readonly providerLabels: readonly string[]
}

/** Columns of what differs. */
export function comparisonItems(comparison: Comparison, providers: readonly Provider[]): ComparisonItems {
  const { differences, alarms } = comparison
  const count = differences.length
  const marks = MARKS.map(() => new Uint32Array(count))
  const codes = new Map<string, Set<number>>()
  const places = new Map<string, number>()
  const sizes = new Float64Array(count)
  const ofProviders = new Uint32Array(count)
  const names: string[] = []
  for (const [at, { difference, a, b }] of differences.entries()) {
    names.push(difference.name)
    places.set(difference.name, at)
    sizes[at] = (b ?? a)?.output?.size ?? 0
    ofProviders[at] = b?.provider ?? providers.length
    if (isAuthors(difference.cause)) add(marks, COMPARISON_MARK.own, at)
    if (difference.cause === 'ripple') add(marks, COMPARISON_MARK.ripple, at)
  }
  for (const { code, severity, name } of alarms) {
    const at = places.get(name)
    if (at === undefined) continue
    if (severity !== 'note') add(marks, COMPARISON_MARK.alarms, at)
    const known = codes.get(code)
    if (known === undefined) codes.set(code, new Set([at]))
    else known.add(at)
  }
  return {
    kind: 'file',
    names,
    lowerNames: names.map((name) => name.toLowerCase()),
    sizes,
    providers: ofProviders,
    marks,
    codes,
    differences,
    providerLabels: [...providers.map(({ label }) => label), 'unknown provider'],
  }
}

/** Whether an author, and not what follows from an edit, changed a file. */
export function isAuthors(cause: Cause): boolean {
  return cause !== 'ripple' && cause !== 'unchanged' && cause !== 'tool' && cause !== 'name-only' && cause !== 'unknown'
}

/** The root at the end of the shortest chain; null for a file that does not ripple. */
export function rootOf({ chain, roots }: FileDifference): string | null {
  return chain.at(-1) ?? roots[0] ?? null
}

function add(marks: readonly Uint32Array[], column: number, at: number): void {
  const counts = marks[column]
  if (counts !== undefined) counts[at] = (counts[at] ?? 0) + 1
}
