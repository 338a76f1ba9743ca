/** Rows per request. */
export const PAGE_SIZE = 100

/** Pages kept: at most 800 rows, whatever the size of the view. */
const PAGES_KEPT = 8

/** The rows of a long list that the page holds at the moment. `total` counts all of them. */
export type RowPages<Row> = { readonly total: number; readonly pages: ReadonlyMap<number, readonly Row[]> }

/** A list of which nothing has been read yet. */
export function noPages<Row>(total: number): RowPages<Row> {
  return { total, pages: new Map() }
}

/** The row at an index, undefined while it has not been read. */
export function rowAt<Row>(rows: RowPages<Row>, index: number): Row | undefined {
  return rows.pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE]
}

/** Numbers of the pages that cover `first..last` (inclusive, clamped) and have not been read. */
export function missingPages<Row>(rows: RowPages<Row>, first: number, last: number): readonly number[] {
  const missing: number[] = []
  const end = Math.min(last, rows.total - 1)
  for (let page = Math.floor(Math.max(first, 0) / PAGE_SIZE); page * PAGE_SIZE <= end; page++) {
    if (!rows.pages.has(page)) missing.push(page)
  }
  return missing
}

/** Adds a page and lets go of those farthest from it. */
export function withPage<Row>(rows: RowPages<Row>, page: number, read: readonly Row[], total: number): RowPages<Row> {
  const pages = new Map(rows.pages).set(page, read)
  const byDistance = [...pages.keys()].sort((a, b) => Math.abs(b - page) - Math.abs(a - page))
  for (const far of byDistance.slice(0, Math.max(0, pages.size - PAGES_KEPT))) pages.delete(far)
  return { total, pages }
}

/** Adds rows that were read in one go; `offset` is where a page begins. Pages that are here already stay the same. */
export function withPages<Row>(
  rows: RowPages<Row>,
  offset: number,
  read: readonly Row[],
  total: number,
): RowPages<Row> {
  let added = rows.total === total ? rows : { total, pages: rows.pages }
  for (let at = 0; at < read.length; at += PAGE_SIZE) {
    const page = (offset + at) / PAGE_SIZE
    if (!rows.pages.has(page)) added = withPage(added, page, read.slice(at, at + PAGE_SIZE), total)
  }
  return added
}
