import type { TreemapNode } from '../../shared/model/treemap.ts'
import { formatBytes } from '../../shared/text/format-bytes.ts'
import { plural } from '../../shared/text/plural.ts'

/** What is said of a cell: name, size, share of the whole, and how many files a group has. */
export function describeCell(node: TreemapNode, whole: number): string {
  const share = whole === 0 ? 0 : (node.size / whole) * 100
  const parts = [
    node.kind === 'file' ? node.label : node.kind === 'rest' ? `${node.label} together` : node.label,
    formatBytes(node.size),
    `${share >= 10 ? share.toFixed(0) : share.toFixed(1)} %`,
  ]
  if (node.kind !== 'file') parts.push(plural(node.files, 'file'))
  if (node.state !== 'fine') parts.push(STATE_WORDS[node.state])
  return parts.join(', ')
}

const STATE_WORDS = {
  broken: 'broken',
  warning: 'with a warning',
  shadowed: 'shadows others',
  alarm: 'alarm',
  own: 'own edit',
  ripple: 'ripple',
  added: 'added',
  removed: 'removed',
  moved: 'moved',
  tool: 'tool or name only',
  same: 'unchanged',
  other: 'other',
} as const
