import type { Neighbourhood } from '../../../shared/model/check.ts'

/** A box of the drawing: one file, or those of a column that had no room. Sizes in px. */
export type NeighbourBox = {
  readonly key: string
  readonly column: number
  /** Place in the column, from 0. */
  readonly place: number
  /** Indices of nodes; more than one for the box of the rest. */
  readonly members: readonly number[]
  readonly x: number
  readonly y: number
}

export type NeighbourDrawing = {
  readonly width: number
  readonly height: number
  readonly boxes: readonly NeighbourBox[]
  /** Lines between boxes, each pair once. `isBad`: one of the references in it does not get its file. */
  readonly lines: readonly { readonly from: NeighbourBox; readonly to: NeighbourBox; readonly isBad: boolean }[]
}

export const BOX_HEIGHT = 22
const GAP_X = 36
const NARROWEST = 118
const WIDEST = 240
const GAP_Y = 6
const MARGIN = 10
/** Files of a column that are drawn one by one. */
const MOST_IN_COLUMN = 14

/** Width of a box, so that all columns fit beside each other if they can. @param room of the drawing, in px */
export function fitBoxes({ nodes }: Neighbourhood, room: number): number {
  const columns = new Set(nodes.map(({ distance }) => distance)).size
  const fitting = (room - 2 * MARGIN - (columns - 1) * GAP_X) / Math.max(1, columns)
  return Math.floor(Math.min(WIDEST, Math.max(NARROWEST, fitting)))
}

/**
 * Lays the neighbours of a file out in columns: who leads there on the left, what is reached on the right, by steps. In
 * each column files with findings come first. What does not fit is one box, which opens on demand.
 * @param open columns (their distance) whose rest is drawn one by one
 */
export function layNeighbours(
  { nodes, edges }: Neighbourhood,
  open: ReadonlySet<number>,
  boxWidth: number,
): NeighbourDrawing {
  const distances = [...new Set(nodes.map(({ distance }) => distance))].toSorted((one, other) => one - other)
  const columns = distances.map((distance, column) => {
    const members = nodes
      .map((node, index) => ({ ...node, index }))
      .filter((node) => node.distance === distance)
      .toSorted((one, other) => other.findings - one.findings || (one.name < other.name ? -1 : 1))
      .map(({ index }) => index)
    const hasRest = members.length > MOST_IN_COLUMN && !open.has(distance)
    const single = hasRest ? members.slice(0, MOST_IN_COLUMN - 1) : members
    const groups = [...single.map((index) => [index]), ...(hasRest ? [members.slice(MOST_IN_COLUMN - 1)] : [])]
    return groups.map((group, place) => ({ column, place, members: group, key: `${distance} ${group.join(' ')}` }))
  })
  const tallest = Math.max(1, ...columns.map(({ length }) => length))
  const boxes = columns.flatMap((column) =>
    column.map((box) => ({
      ...box,
      x: MARGIN + box.column * (boxWidth + GAP_X),
      y: MARGIN + (box.place + (tallest - column.length) / 2) * (BOX_HEIGHT + GAP_Y),
    })),
  )
  return {
    width: 2 * MARGIN + columns.length * boxWidth + Math.max(0, columns.length - 1) * GAP_X,
    height: 2 * MARGIN + tallest * BOX_HEIGHT + (tallest - 1) * GAP_Y,
    boxes,
    lines: joinBoxes(boxes, edges),
  }
}

function joinBoxes(boxes: readonly NeighbourBox[], edges: Neighbourhood['edges']): NeighbourDrawing['lines'] {
  const boxOf = new Map(boxes.flatMap((box) => box.members.map((index) => [index, box] as const)))
  const lines = new Map<string, NeighbourDrawing['lines'][number]>()
  for (const { from, to, served } of edges) {
    const [start, end] = [boxOf.get(from), boxOf.get(to)]
    if (start === undefined || end === undefined || start === end) continue
    const key = `${start.key} > ${end.key}`
    const isBad = served === 'missing' || served === 'wrong-case' || lines.get(key)?.isBad === true
    lines.set(key, { from: start, to: end, isBad })
  }
  return [...lines.values()]
}

/** The box that an arrow key leads to: up and down in its column, left and right to the nearest of the next one. */
export function boxBeside(boxes: readonly NeighbourBox[], from: NeighbourBox, key: string): NeighbourBox | null {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key]
  if (step === undefined) {
    const place = { ArrowUp: from.place - 1, ArrowDown: from.place + 1 }[key]
    return boxes.find((box) => box.column === from.column && box.place === place) ?? null
  }
  const beside = boxes.filter((box) => box.column === from.column + step)
  const [nearest] = beside.toSorted((one, other) => Math.abs(one.y - from.y) - Math.abs(other.y - from.y))
  return nearest ?? null
}
