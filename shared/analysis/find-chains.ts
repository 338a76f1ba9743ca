import type { RippleGraph } from './ripple-graph.ts'

/** Gives the shortest chain of changed references from a node to a root, both ends included; empty if there is none. */
export type Chains = (node: number) => readonly number[]

/** Finds how near each node is to a root, once and for all, by a walk from all roots backwards. */
export function findChains(graph: RippleGraph): Chains {
  const { count, starts, targets, isFromSource, isRoot } = graph
  const distance = new Int32Array(count).fill(-1)
  const queue: number[] = []
  for (let node = 0; node < count; node++)
    if (isRoot[node] === 1) {
      distance[node] = 0
      queue.push(node)
    }
  const backwards = reverse(graph)
  for (const node of queue) {
    for (let at = backwards.starts[node] ?? 0; at < (backwards.starts[node + 1] ?? 0); at++) {
      const edge = backwards.edges[at] ?? 0
      const referrer = backwards.referrers[at] ?? 0
      if (distance[referrer] !== -1 || (isFromSource[edge] === 1 && isRoot[node] !== 1)) continue
      distance[referrer] = (distance[node] ?? 0) + 1
      queue.push(referrer)
    }
  }

  /** The target one step nearer to a root; of several the first. */
  const step = (node: number): number => {
    let best = -1
    for (let edge = starts[node] ?? 0; edge < (starts[node + 1] ?? 0); edge++) {
      const target = targets[edge] ?? 0
      const far = distance[target] ?? -1
      if (far < 0 || target === node || (isFromSource[edge] === 1 && far > 0)) continue
      if (best === -1 || far < (distance[best] ?? 0) || (far === distance[best] && target < best)) best = target
    }
    return best
  }
  return (node) => {
    const chain = [node]
    for (let at = step(node); at !== -1; at = step(at)) {
      // The nearest root of a root in a cycle may be itself: another one has to be looked for.
      if (at === node) return searchOtherRoot(graph, node)
      chain.push(at)
      if (isRoot[at] === 1) return chain
    }
    return []
  }
}

/** The shortest chain from a root to another one, step by step from itself. */
function searchOtherRoot({ starts, targets, isFromSource, isRoot }: RippleGraph, node: number): number[] {
  const cameFrom = new Map<number, number>([[node, -1]])
  const queue = [node]
  for (const at of queue) {
    if (at !== node && isRoot[at] === 1) {
      const chain: number[] = []
      for (let back = at; back !== -1; back = cameFrom.get(back) ?? -1) chain.unshift(back)
      return chain
    }
    for (let edge = starts[at] ?? 0; edge < (starts[at + 1] ?? 0); edge++) {
      const target = targets[edge] ?? 0
      if (cameFrom.has(target) || (isFromSource[edge] === 1 && isRoot[target] !== 1)) continue
      cameFrom.set(target, at)
      queue.push(target)
    }
  }
  return []
}

function reverse({ count, starts, targets }: RippleGraph) {
  const places = new Int32Array(count + 1)
  for (const target of targets) places[target + 1] = (places[target + 1] ?? 0) + 1
  for (let at = 0; at < count; at++) places[at + 1] = (places[at + 1] ?? 0) + (places[at] ?? 0)
  const next = places.slice()
  const edges = new Int32Array(targets.length)
  const referrers = new Int32Array(targets.length)
  for (let node = 0; node < count; node++)
    for (let edge = starts[node] ?? 0; edge < (starts[node + 1] ?? 0); edge++) {
      const target = targets[edge] ?? 0
      const place = next[target] ?? 0
      edges[place] = edge
      referrers[place] = node
      next[target] = place + 1
    }
  return { starts: places, edges, referrers }
}
