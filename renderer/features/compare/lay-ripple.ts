import type { ComparisonFile, RippleNeighbour } from '../../../shared/model/comparison-view.ts'

export const NODE_HEIGHT = 24
const STEP = NODE_HEIGHT + 6
/** Nodes of one column. */
const MOST = 8
/** Room between two columns, and about the width of a letter, in px. */
const GAP = 36
const LETTER = 6.4

/** One file of the graph, with its place in px. */
export type GraphNode = RippleNeighbour & {
  readonly column: 'targets' | 'itself' | 'users'
  /** The last part of the name, cut to fit. */
  readonly label: string
  readonly x: number
  readonly y: number
  readonly width: number
}

export type RippleLayout = {
  /** Column by column from the top down. */
  readonly nodes: readonly GraphNode[]
  readonly height: number
  /** What has no room. */
  readonly moreTargets: number
  readonly moreUsers: number
}

/** Lays a file between what it refers to and who refers to it. */
export function layRipple(file: ComparisonFile, width: number): RippleLayout {
  const { difference, targets, users, userCount } = file
  const columns = [
    ['targets', targets.slice(0, MOST)],
    ['itself', [{ name: difference.name, cause: difference.cause }]],
    ['users', users.slice(0, MOST)],
  ] as const
  const filled = columns.filter(([, nodes]) => nodes.length > 0)
  const height = Math.max(...filled.map(([, nodes]) => nodes.length)) * STEP
  const nodeWidth = Math.max(60, (width - GAP * (filled.length - 1)) / filled.length)
  const nodes = filled.flatMap(([column, files], at) =>
    files.map(({ name, cause }, row): GraphNode => ({
      name,
      cause,
      column,
      label: cut(name.slice(name.lastIndexOf('/') + 1), Math.floor((nodeWidth - 26) / LETTER)),
      x: at * (nodeWidth + GAP),
      y: (height - files.length * STEP) / 2 + row * STEP + 3,
      width: nodeWidth,
    })),
  )
  return {
    nodes,
    height,
    moreTargets: targets.length - Math.min(targets.length, MOST),
    moreUsers: userCount - Math.min(users.length, MOST),
  }
}

/** The node that an arrow key leads to; null for other keys and at an edge. */
export function nextNode(nodes: readonly GraphNode[], from: GraphNode, key: string): GraphNode | null {
  const near = (found: readonly GraphNode[], distance: (node: GraphNode) => number): GraphNode | null =>
    found.toSorted((a, b) => distance(a) - distance(b))[0] ?? null
  const aside = (node: GraphNode) => Math.abs(node.x - from.x) * 10 + Math.abs(node.y - from.y)
  switch (key) {
    case 'ArrowLeft':
      return near(
        nodes.filter(({ x }) => x < from.x),
        aside,
      )
    case 'ArrowRight':
      return near(
        nodes.filter(({ x }) => x > from.x),
        aside,
      )
    case 'ArrowUp':
      return near(
        nodes.filter(({ x, y }) => x === from.x && y < from.y),
        aside,
      )
    case 'ArrowDown':
      return near(
        nodes.filter(({ x, y }) => x === from.x && y > from.y),
        aside,
      )
    default:
      return null
  }
}

/** Cut in its middle, so that the ending stays. */
function cut(name: string, letters: number): string {
  if (name.length <= letters) return name
  const end = Math.min(8, Math.floor(letters / 2))
  return `${name.slice(0, Math.max(1, letters - end - 1))}…${name.slice(-end)}`
}
