import type { RippleGraph } from './ripple-graph.ts'

/** Groups of nodes that reach each other. Numbers rise from targets to what refers to them. */
export type Components = { readonly count: number; readonly of: Int32Array }

/**
 * Tarjan's strongly connected components, with a stack of its own so that long chains do no harm. References made from a
 * source alone are left out: nothing comes through them.
 */
export function findComponents({ count, starts, targets, isFromSource }: RippleGraph): Components {
  const of = new Int32Array(count).fill(-1)
  const order = new Int32Array(count).fill(-1)
  const low = new Int32Array(count)
  const next = starts.slice(0, count)
  const open: number[] = []
  const path: number[] = []
  let met = 0
  let components = 0
  for (let first = 0; first < count; first++) {
    if (order[first] !== -1) continue
    path.push(first)
    while (path.length > 0) {
      const node = path.at(-1) ?? 0
      if (order[node] === -1) {
        order[node] = low[node] = met++
        open.push(node)
      }
      const edge = next[node] ?? 0
      if (edge < (starts[node + 1] ?? 0)) {
        next[node] = edge + 1
        const target = targets[edge] ?? 0
        if (isFromSource[edge] === 1) continue
        if (order[target] === -1) path.push(target)
        else if (of[target] === -1) low[node] = Math.min(low[node] ?? 0, order[target] ?? 0)
        continue
      }
      path.pop()
      const parent = path.at(-1)
      if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[node] ?? 0)
      if (low[node] !== order[node]) continue
      let member = -1
      while (member !== node) {
        member = open.pop() ?? node
        of[member] = components
      }
      components++
    }
  }
  return { count: components, of }
}
