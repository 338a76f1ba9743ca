import { ROOTS_SHOWN } from '../model/comparison.ts'
import { findComponents } from './find-components.ts'
import { LOOK_EVERY, type Pace } from './pace.ts'
import type { RippleGraph } from './ripple-graph.ts'

/** The root edits of each node, and how far each root edit reaches. */
export type Roots = {
  /** Roots of a node in rising order, at most `ROOTS_SHOWN`; absent for none. */
  readonly of: ReadonlyMap<number, readonly number[]>
  /** All of them, by node. */
  readonly counts: Int32Array
  /** Files that ripple because of a root, the root itself not counted; by node. */
  readonly blastFiles: Int32Array
  readonly blastBytes: Float64Array
}

/** So many roots are followed at a time, one bit each. */
const BATCH = 512
const WORDS = BATCH / 32

/**
 * Follows each root edit up to all that ripples because of it: over components, which have no cycles, from targets to
 * what refers to them, some hundred roots at a time as bits. Exact for any number of roots, in little memory.
 * @param sizes bytes of each node's output in B
 */
export async function findRoots(graph: RippleGraph, sizes: Float64Array, pace: Pace): Promise<Roots> {
  const { count, starts, targets, isFromSource, isRoot, ripples } = graph
  const roots = reachedRoots(graph)
  const of = new Map<number, number[]>()
  const counts = new Int32Array(count)
  const blastFiles = new Int32Array(count)
  const blastBytes = new Float64Array(count)
  if (roots.length === 0) return { of, counts, blastFiles, blastBytes }
  const components = findComponents(graph)
  const referrers = nodesByComponent(graph, components.of, components.count)
  const bits = new Uint32Array(components.count * WORDS)
  const slot = new Int32Array(count).fill(-1)
  for (let from = 0; from < roots.length; from += BATCH) {
    const batch = roots.slice(from, from + BATCH)
    bits.fill(0)
    for (const [at, root] of batch.entries()) slot[root] = at
    // A component is seen after all that its nodes refer to, for numbers rise from targets to referrers. Its own bits
    // are those that a referrer gets: the roots in it, and those below.
    for (const [at, node] of referrers.entries()) {
      if ((at & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
      const own = (components.of[node] ?? 0) * WORDS
      setSlot(bits, own, slot[node] ?? -1)
      for (let edge = starts[node] ?? 0; edge < (starts[node + 1] ?? 0); edge++) {
        const target = targets[edge] ?? 0
        if (isFromSource[edge] === 1) setSlot(bits, own, isRoot[target] === 1 ? (slot[target] ?? -1) : -1)
        else {
          const below = (components.of[target] ?? 0) * WORDS
          setSlot(bits, own, slot[target] ?? -1)
          if (below !== own)
            for (let word = 0; word < WORDS; word++)
              bits[own + word] = (bits[own + word] ?? 0) | (bits[below + word] ?? 0)
        }
      }
    }
    for (const [at, node] of referrers.entries()) {
      if ((at & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
      if ((starts[node + 1] ?? 0) === (starts[node] ?? 0)) continue
      const own = (components.of[node] ?? 0) * WORDS
      for (let word = 0; word < WORDS; word++) {
        let rest = bits[own + word] ?? 0
        while (rest !== 0) {
          const low = 31 - Math.clz32(rest & -rest)
          rest &= rest - 1
          const root = batch[word * 32 + low] ?? 0
          if (root === node) continue
          counts[node] = (counts[node] ?? 0) + 1
          note(of, node, root)
          if (ripples[node] !== 1) continue
          blastFiles[root] = (blastFiles[root] ?? 0) + 1
          blastBytes[root] = (blastBytes[root] ?? 0) + (sizes[node] ?? 0)
        }
      }
    }
    for (const root of batch) slot[root] = -1
  }
  return { of, counts, blastFiles, blastBytes }
}

/** Roots that something refers to by a changed reference, in rising order. */
function reachedRoots({ count, targets, isRoot }: RippleGraph): number[] {
  const isReached = new Uint8Array(count)
  for (const target of targets) isReached[target] = 1
  const roots: number[] = []
  for (let node = 0; node < count; node++) if (isReached[node] === 1 && isRoot[node] === 1) roots.push(node)
  return roots
}

/** Nodes with changed references and what they refer to, by component. */
function nodesByComponent({ count, starts, targets }: RippleGraph, of: Int32Array, components: number): Int32Array {
  const isIn = new Uint8Array(count)
  for (const target of targets) isIn[target] = 1
  for (let node = 0; node < count; node++) if ((starts[node + 1] ?? 0) > (starts[node] ?? 0)) isIn[node] = 1
  const places = new Int32Array(components + 1)
  for (let node = 0; node < count; node++)
    if (isIn[node] === 1) places[(of[node] ?? 0) + 1] = (places[(of[node] ?? 0) + 1] ?? 0) + 1
  for (let at = 0; at < components; at++) places[at + 1] = (places[at + 1] ?? 0) + (places[at] ?? 0)
  const nodes = new Int32Array(places[components] ?? 0)
  for (let node = 0; node < count; node++) {
    if (isIn[node] !== 1) continue
    const component = of[node] ?? 0
    const place = places[component] ?? 0
    nodes[place] = node
    places[component] = place + 1
  }
  return nodes
}

function setSlot(bits: Uint32Array, own: number, slot: number): void {
  if (slot >= 0) bits[own + (slot >> 5)] = (bits[own + (slot >> 5)] ?? 0) | (1 << (slot & 31))
}

function note(of: Map<number, number[]>, node: number, root: number): void {
  const known = of.get(node)
  if (known === undefined) of.set(node, [root])
  else if (known.length < ROOTS_SHOWN) known.push(root)
}
