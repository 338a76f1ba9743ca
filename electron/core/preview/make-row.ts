import type { OutlineRow, RowMark } from '../../../shared/model/preview.ts'
import { MARK, MARKS, type OutlineItems, type OutlineSource } from './outline-items.ts'
import type { OutlineTree } from './outline-tree.ts'
import type { RollUps } from './roll-up.ts'

/** Where a row stands among its siblings: `position` is 1-based. */
export type Place = { readonly depth: number; readonly position: number; readonly setSize: number }

/** The row of a group, with what lies below it summed up. */
export function groupRow(
  group: number,
  expanded: boolean,
  place: Place,
  tree: OutlineTree,
  rollUps: RollUps,
  preview: OutlineSource,
): OutlineRow {
  const provider = preview.providers[rollUps.providers[group] ?? -1]
  return {
    key: tree.keys[group] ?? '',
    kind: 'group',
    ...place,
    expanded,
    label: tree.labels[group] ?? '',
    name: tree.names[group] ?? '',
    files: rollUps.files[group] ?? 0,
    size: rollUps.sizes[group] ?? 0,
    action: null,
    hashedName: null,
    provider: provider?.label ?? null,
    reason: null,
    marks: marksOf(rollUps.marks, group, 'shadowed'),
    differences: [],
  }
}

/** The row of a winner, or of something that was not collected. */
export function itemRow(item: number, place: Place, items: OutlineItems, preview: OutlineSource): OutlineRow {
  const name = items.names[item] ?? ''
  const file = items.kind === 'file' ? preview.files[item] : undefined
  const ignored = items.kind === 'ignored' ? preview.notCollected[item] : undefined
  return {
    key: itemKey(items, item),
    kind: isRemoved(item, items, preview) ? 'removed' : items.kind,
    ...place,
    expanded: null,
    label: name.slice(name.lastIndexOf('/', name.length - 2) + 1),
    name,
    files: 1,
    size: items.sizes[item] ?? 0,
    action: file?.action ?? null,
    // Django gives no name to a file in which it stops; the one that going on would give must not look like its word.
    hashedName: file === undefined || file.errors > 0 ? null : file.hashedName,
    provider: preview.providers[items.providers[item] ?? -1]?.label ?? null,
    reason: ignored?.pattern ?? null,
    marks: marksOf(items.marks, item, 'shadows'),
    differences: file === undefined ? [] : [...(preview.whatIf?.differences.get(name)?.kinds ?? [])],
  }
}

/** Whether an item is a file that a what-if takes away. */
function isRemoved(item: number, items: OutlineItems, { whatIf }: OutlineSource): boolean {
  return items.kind === 'file' && whatIf !== undefined && item >= whatIf.firstRemoved
}

/** Two providers may each have left out the same name, so a name alone is no key for those. */
function itemKey(items: OutlineItems, item: number): string {
  const name = items.names[item] ?? ''
  return items.kind === 'file' ? name : `ignored:${item}/${name}`
}

/** Marks that count something, worst first. A file shadows others; a group holds files that do. */
function marksOf(columns: readonly Uint32Array[], at: number, shadowing: 'shadowed' | 'shadows'): RowMark[] {
  const marks: RowMark[] = []
  for (const [column, kind] of MARKS.entries()) {
    const count = columns[column]?.[at] ?? 0
    if (count > 0) marks.push({ kind: column === MARK.shadowed ? shadowing : kind, count })
  }
  return marks
}
