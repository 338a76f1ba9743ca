import type { Cause } from '../model/comparison.ts'
import { LOOK_EVERY, type Pace } from './pace.ts'

/** A judged file as the graph sees it. */
export type GraphNode = {
  readonly name: string
  readonly cause: Cause
  readonly isRoot: boolean
  readonly changed: readonly { readonly target: string; readonly fromSource: boolean }[]
}

/**
 * The changed references between the files that differ, by columns: node n refers to `targets[starts[n]]` up to
 * `targets[starts[n + 1]]`. Nodes are indexes into what it was built from.
 */
export type RippleGraph = {
  readonly count: number
  readonly starts: Int32Array
  readonly targets: Int32Array
  /** 1 for a reference made from the target's source alone, over which nothing below the target comes through. */
  readonly isFromSource: Uint8Array
  /** 1 for files whose own edit or tool changes their output. */
  readonly isRoot: Uint8Array
  /** 1 for files that ripple. */
  readonly ripples: Uint8Array
}

const RIPPLE_CAUSES: ReadonlySet<Cause> = new Set(['ripple', 'own-edit-and-ripple', 'tool'])

/** Builds the graph of changed references. */
export async function buildRippleGraph(nodes: readonly GraphNode[], pace: Pace): Promise<RippleGraph> {
  const byName = new Map<string, number>()
  const count = nodes.length
  const isRoot = new Uint8Array(count)
  const ripples = new Uint8Array(count)
  for (const [at, { name, cause, isRoot: isItself, changed }] of nodes.entries()) {
    if ((at & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
    byName.set(name, at)
    if (isItself) isRoot[at] = 1
    if (changed.length > 0 && RIPPLE_CAUSES.has(cause)) ripples[at] = 1
  }
  const starts = new Int32Array(count + 1)
  const targets: number[] = []
  const fromSource: number[] = []
  for (const [at, { changed }] of nodes.entries()) {
    if ((at & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
    for (const reference of changed) {
      const target = byName.get(reference.target)
      if (target === undefined) continue
      targets.push(target)
      fromSource.push(reference.fromSource ? 1 : 0)
    }
    starts[at + 1] = targets.length
  }
  return {
    count,
    starts,
    targets: Int32Array.from(targets),
    isFromSource: Uint8Array.from(fromSource),
    isRoot,
    ripples,
  }
}
