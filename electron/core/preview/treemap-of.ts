import type { Treemap, TreemapNode } from '../../../shared/model/treemap.ts'
import type { Entries } from './order-entries.ts'
import { type OutlineItems, typeOf } from './outline-items.ts'
import type { OutlineTree } from './outline-tree.ts'
import type { RollUps } from './roll-up.ts'

/** What a treemap is made from. */
export type TreemapParts = {
  readonly items: OutlineItems
  readonly tree: OutlineTree
  readonly rollUps: RollUps
  readonly entries: Entries
  /** The label of a provider; null for none and for several. */
  readonly providerLabel: (provider: number) => string | null
  readonly groupState: (group: number) => TreemapNode['state']
  readonly itemState: (item: number) => TreemapNode['state']
}

/** Parts of one group that get rectangles of their own; the smaller ones are one rest. */
const MOST_PARTS = 1000

/**
 * The sizes below a group of a view, largest groups opened first, until there are `mostNodes`. What is empty is left out.
 * @param root key of the group; null for all. A group that the view does not have gives no nodes
 */
export function treemapOf(parts: TreemapParts, root: string | null, mostNodes: number): Treemap {
  const { tree, rollUps, entries } = parts
  const top = root === null ? 0 : (tree.groupByKey.get(root) ?? -1)
  if (top < 0 || (rollUps.sizes[top] ?? 0) === 0) return { trail: trailTo(parts, Math.max(0, top)), nodes: [] }
  const nodes: TreemapNode[] = [groupNode(parts, top, -1)]
  /** Groups that may be opened, the largest at the end. */
  const closed: { readonly group: number; readonly node: number; readonly size: number }[] = [
    { group: top, node: 0, size: rollUps.sizes[top] ?? 0 },
  ]
  for (let next = closed.pop(); next !== undefined; next = closed.pop()) {
    const inside = sizedParts(parts, entries.list.subarray(entries.starts[next.group], entries.starts[next.group + 1]))
    if (nodes.length + Math.min(inside.length, MOST_PARTS + 1) > mostNodes) continue
    for (const { entry, size } of inside.slice(0, MOST_PARTS)) {
      const node = nodes.length
      nodes.push(entry < 0 ? groupNode(parts, ~entry, next.node) : fileNode(parts, entry, next.node))
      if (entry < 0) insertBySize(closed, { group: ~entry, node, size })
    }
    if (inside.length > MOST_PARTS) nodes.push(restNode(parts, inside.slice(MOST_PARTS), next))
  }
  return { trail: trailTo(parts, top), nodes }
}

type Part = { readonly entry: number; readonly size: number }

function sizedParts({ items, rollUps }: TreemapParts, entries: Int32Array): Part[] {
  return Array.from(entries, (entry) => ({
    entry,
    size: (entry < 0 ? rollUps.sizes[~entry] : items.sizes[entry]) ?? 0,
  }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size)
}

function insertBySize<T extends { readonly size: number }>(sorted: T[], added: T): void {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.size ?? 0) < added.size) low = middle + 1
    else high = middle
  }
  sorted.splice(low, 0, added)
}

function groupNode(parts: TreemapParts, group: number, parent: number): TreemapNode {
  const { tree, rollUps } = parts
  const key = tree.keys[group] ?? ''
  return {
    key,
    kind: 'group',
    parent,
    label: group === 0 ? 'All files' : (tree.labels[group] ?? ''),
    name: tree.names[group] ?? '',
    size: rollUps.sizes[group] ?? 0,
    files: rollUps.files[group] ?? 0,
    provider: parts.providerLabel(rollUps.providers[group] ?? -1),
    type: /^type:([^/]*)\//.exec(key)?.[1] ?? null,
    state: parts.groupState(group),
  }
}

function fileNode(parts: TreemapParts, item: number, parent: number): TreemapNode {
  const { items } = parts
  const name = items.names[item] ?? ''
  return {
    key: name,
    kind: 'file',
    parent,
    label: name.slice(name.lastIndexOf('/') + 1),
    name,
    size: items.sizes[item] ?? 0,
    files: 1,
    provider: parts.providerLabel(items.providers[item] ?? -1),
    type: typeOf(items.lowerNames[item] ?? ''),
    state: parts.itemState(item),
  }
}

/** The parts of a group that are too small to be drawn one by one. */
function restNode(
  { rollUps, tree }: TreemapParts,
  inside: readonly Part[],
  { group, node }: { readonly group: number; readonly node: number },
): TreemapNode {
  return {
    key: `rest:${tree.keys[group] ?? ''}`,
    kind: 'rest',
    parent: node,
    label: `${inside.length} smaller`,
    name: tree.names[group] ?? '',
    size: inside.reduce((sum, { size }) => sum + size, 0),
    files: inside.reduce((sum, { entry }) => sum + (entry < 0 ? (rollUps.files[~entry] ?? 0) : 1), 0),
    provider: null,
    type: null,
    state: 'fine',
  }
}

function trailTo({ tree }: Pick<TreemapParts, 'tree'>, group: number): Treemap['trail'] {
  const trail: { key: string; label: string }[] = []
  for (let at = group; at > 0; at = tree.parents[at] ?? 0)
    trail.unshift({ key: tree.keys[at] ?? '', label: tree.labels[at] ?? '' })
  return [{ key: '', label: 'All files' }, ...trail]
}
