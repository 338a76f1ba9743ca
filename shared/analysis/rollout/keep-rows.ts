import type { KeepChoice, KeepQuery } from '../../model/keep-query.ts'
import type { KeepUntil } from '../../model/rollout.ts'

/** The rows of a list of kept files, and how many there are of each choice. */
export type KeepRows = {
  readonly files: readonly KeepUntil[]
  readonly counts: Readonly<Record<KeepChoice, number>>
}

/**
 * The files that a query asks for, in its order. What has no end counts as later than everything, a size that is not
 * known as smaller; equals are in the order of their names.
 */
export function keepRows(kept: readonly KeepUntil[], { text, which, sort, descending }: KeepQuery): KeepRows {
  const wanted = text.toLowerCase()
  const matching =
    wanted === ''
      ? kept
      : kept.filter(
          ({ name, storedName }) => name.toLowerCase().includes(wanted) || storedName.toLowerCase().includes(wanted),
        )
  const going = matching.filter(({ until }) => until !== null)
  const counts = { going: going.length, staying: matching.length - going.length, all: matching.length }
  const chosen = {
    going,
    staying: which === 'staying' ? matching.filter(({ until }) => until === null) : [],
    all: matching,
  }[which]
  const sign = descending ? -1 : 1
  const byName = (one: KeepUntil, other: KeepUntil): number => compare(one.name, other.name)
  const files = chosen.toSorted((one, other) => {
    switch (sort) {
      case 'name':
        return sign * byName(one, other)
      case 'size':
        return sign * ((one.size ?? -1) - (other.size ?? -1)) || byName(one, other)
      case 'until':
        return sign * compare(one.until ?? Infinity, other.until ?? Infinity) || byName(one, other)
    }
  })
  return { files, counts }
}

function compare<Value extends string | number>(one: Value, other: Value): number {
  return one < other ? -1 : one > other ? 1 : 0
}
