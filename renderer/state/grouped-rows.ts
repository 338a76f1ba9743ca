import { PAGE_SIZE } from './row-pages.ts'

/** A group with the number of rows below it. */
export type RowGroup = { readonly key: string; readonly size: number }

/** Rows below groups, of which those in sight are here. */
export type GroupedRows<Group extends RowGroup, Row> = {
  readonly groups: readonly Group[]
  /** Keys of the groups whose rows are not shown. */
  readonly closed: ReadonlySet<string>
  /** Index of each group's own line; the last entry is the number of all lines. */
  readonly starts: readonly number[]
  /** Pages of rows by `pageKey`. */
  readonly pages: ReadonlyMap<string, readonly Row[]>
}

/** What stands at an index. `row` is undefined while it is being read. */
export type GroupedLine<Group, Row> =
  | { readonly kind: 'group'; readonly group: Group; readonly position: number; readonly isOpen: boolean }
  | { readonly kind: 'row'; readonly group: Group; readonly position: number; readonly row: Row | undefined }

/** Rows kept, so that the window never holds all of them: more than fit in sight, however small the groups are. */
const ROWS_KEPT = 1200

/** Lays groups out, each a line and, unless it is closed, its rows below. Pages of an earlier layout may be kept. */
export function layGroups<Group extends RowGroup, Row>(
  groups: readonly Group[],
  closed: ReadonlySet<string>,
  pages: GroupedRows<Group, Row>['pages'] = new Map(),
): GroupedRows<Group, Row> {
  const starts = [0]
  let at = 0
  for (const { key, size } of groups) {
    at += closed.has(key) ? 1 : 1 + size
    starts.push(at)
  }
  return { groups, closed, starts, pages }
}

/** Number of lines. */
export function lineCount({ starts }: Pick<GroupedRows<RowGroup, unknown>, 'starts'>): number {
  return starts.at(-1) ?? 0
}

/** The line at an index; undefined outside. */
export function lineAt<Group extends RowGroup, Row>(
  rows: GroupedRows<Group, Row>,
  index: number,
): GroupedLine<Group, Row> | undefined {
  const at = groupIndexAt(rows.starts, index)
  const group = rows.groups[at]
  const start = rows.starts[at]
  if (group === undefined || start === undefined || index < 0) return undefined
  if (index === start) return { kind: 'group', group, position: at + 1, isOpen: !rows.closed.has(group.key) }
  const offset = index - start - 1
  const row = rows.pages.get(pageKey(group.key, Math.floor(offset / PAGE_SIZE)))?.[offset % PAGE_SIZE]
  return { kind: 'row', group, position: offset + 1, row }
}

/** One page of a group's rows. */
export type GroupPage = { readonly group: string; readonly page: number }

export function pageKey(group: string, page: number): string {
  return `${page} ${group}`
}

/** Pages that cover the lines `first..last` and have not been read. */
export function missingGroupPages<Group extends RowGroup, Row>(
  rows: GroupedRows<Group, Row>,
  first: number,
  last: number,
): GroupPage[] {
  const missing: GroupPage[] = []
  const end = Math.min(last, lineCount(rows) - 1)
  for (let at = groupIndexAt(rows.starts, Math.max(0, first)); at < rows.groups.length; at++) {
    const group = rows.groups[at]
    const start = rows.starts[at] ?? 0
    if (group === undefined || start > end) break
    if (rows.closed.has(group.key)) continue
    const from = Math.max(0, first - start - 1)
    const to = Math.min(group.size - 1, end - start - 1)
    for (let page = Math.floor(from / PAGE_SIZE); page * PAGE_SIZE <= to; page++)
      if (!rows.pages.has(pageKey(group.key, page))) missing.push({ group: group.key, page })
  }
  return missing
}

/** Adds a page and lets go of those that were read longest ago. */
export function withGroupPage<Group extends RowGroup, Row>(
  rows: GroupedRows<Group, Row>,
  { group, page }: GroupPage,
  read: readonly Row[],
): GroupedRows<Group, Row> {
  const pages = new Map(rows.pages)
  pages.delete(pageKey(group, page))
  pages.set(pageKey(group, page), read)
  let kept = [...pages.values()].reduce((sum, { length }) => sum + length, 0)
  for (const [old, { length }] of pages) {
    if (kept <= ROWS_KEPT) break
    pages.delete(old)
    kept -= length
  }
  return { ...rows, pages }
}

/** Index of the next line, or the one before, that is a row and no group; null at the end. */
export function stepToRow(rows: GroupedRows<RowGroup, unknown>, from: number, forward: boolean): number | null {
  const total = lineCount(rows)
  for (let index = from + (forward ? 1 : -1); index >= 0 && index < total; index += forward ? 1 : -1)
    if (lineAt(rows, index)?.kind === 'row') return index
  return null
}

/** Index of the group whose lines hold an index. */
function groupIndexAt(starts: readonly number[], index: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= index) low = middle
    else high = middle - 1
  }
  return low
}
