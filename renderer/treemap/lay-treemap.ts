import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy'
import type { TreemapNode } from '../../shared/model/treemap.ts'

/** Where one node is drawn, in px of the map. */
export type Cell = {
  /** Index of the node. */
  readonly index: number
  readonly node: TreemapNode
  /** 0 for the one that holds all. */
  readonly depth: number
  /** Whether its parts are drawn in it. */
  readonly isOpen: boolean
  /** Room for its label above its parts, 0 without. */
  readonly head: number
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/** Height of the label of an open group. */
const HEAD = 17
/** An open group smaller than this has no label. */
const LABELLED_WIDTH = 46
const LABELLED_HEIGHT = 38

type Branch = { readonly index: number; readonly node: TreemapNode; readonly parts: Branch[] }

/**
 * Lays nodes into a map of this size. Areas follow sizes but for the labels of groups.
 * @returns the cells in the order of the nodes; parents before what lies in them. Those of less than a pixel are left out
 */
export function layTreemap(nodes: readonly TreemapNode[], width: number, height: number): readonly Cell[] {
  const branches = nodes.map((node, index): Branch => ({ index, node, parts: [] }))
  for (const branch of branches) branches[branch.node.parent]?.parts.push(branch)
  const [top] = branches
  if (top === undefined || width < 1 || height < 1) return []
  const root = hierarchy(top, ({ parts }) => parts).sum(({ node, parts }) => (parts.length > 0 ? 0 : node.size))
  const laid = treemap<Branch>()
    .tile(treemapSquarify.ratio(1.3))
    .size([width, height])
    .round(true)
    .paddingInner(1)
    .paddingOuter((place) => (place.depth === 0 ? 0 : 1))
    .paddingTop((place) => headOf(place))(root)
  const cells: Cell[] = []
  laid.each((place) => {
    const { x0, y0, x1, y1, depth, data } = place
    if (x1 <= x0 || y1 <= y0) return
    const isOpen = place.children !== undefined
    const head = isOpen && depth > 0 ? headOf(place) : 0
    cells.push({ index: data.index, node: data.node, depth, isOpen, head: head === HEAD ? HEAD : 0, x0, y0, x1, y1 })
  })
  return cells.sort((a, b) => a.index - b.index)
}

function headOf(place: { depth: number; x0: number; y0: number; x1: number; y1: number }): number {
  if (place.depth === 0) return 0
  return place.x1 - place.x0 >= LABELLED_WIDTH && place.y1 - place.y0 >= LABELLED_HEIGHT ? HEAD : 1
}

/** The innermost cell at a point. */
export function cellAt(cells: readonly Cell[], x: number, y: number): Cell | null {
  return cells.findLast((cell) => x >= cell.x0 && x < cell.x1 && y >= cell.y0 && y < cell.y1) ?? null
}

export type Direction = 'left' | 'right' | 'up' | 'down'

/** The neighbour of a cell: the nearest one whose middle lies in a direction, with sideways distance counting double. */
export function neighbourOf(cells: readonly Cell[], from: Cell, direction: Direction): Cell | null {
  let best: Cell | null = null
  let bestDistance = Number.POSITIVE_INFINITY
  for (const cell of cells) {
    if (cell.index === from.index) continue
    const [along, aside] = distances(from, cell, direction)
    if (along <= 0) continue
    const distance = along + 2 * aside
    if (distance >= bestDistance) continue
    best = cell
    bestDistance = distance
  }
  return best
}

/** How far a cell's middle lies in a direction, and how far aside: nothing where the two face each other. */
function distances(from: Cell, to: Cell, direction: Direction): readonly [along: number, aside: number] {
  const isAcross = direction === 'left' || direction === 'right'
  const way = isAcross
    ? middle(to.x0, to.x1) - middle(from.x0, from.x1)
    : middle(to.y0, to.y1) - middle(from.y0, from.y1)
  const aside = isAcross ? gap(from.y0, from.y1, to.y0, to.y1) : gap(from.x0, from.x1, to.x0, to.x1)
  return [direction === 'left' || direction === 'up' ? -way : way, aside]
}

function middle(from: number, to: number): number {
  return (from + to) / 2
}

function gap(a0: number, a1: number, b0: number, b1: number): number {
  return Math.max(0, b0 - a1, a0 - b1)
}
