/** The part of a row that the keys ask for. `expanded` is null for a row without rows below it. */
export type KeyedRow = { readonly key: string; readonly depth: number; readonly expanded: boolean | null }

/** What a key asks of the outline. */
export type OutlineAct<Row extends KeyedRow> =
  | { readonly kind: 'move'; readonly index: number }
  | { readonly kind: 'toggle'; readonly row: Row; readonly expanded: boolean }
  | { readonly kind: 'parent'; readonly from: number; readonly depth: number }
  | { readonly kind: 'expand-all' }
  | { readonly kind: 'detail' }

/**
 * The keys of the ARIA tree grid pattern, rows only (https://www.w3.org/WAI/ARIA/apg/patterns/treegrid/).
 * @param active index of the active row
 * @param row the active row, undefined while it is being read
 * @param page rows that fit into the window
 */
export function outlineKey<Row extends KeyedRow>(
  key: string,
  active: number,
  row: Row | undefined,
  page: number,
  total: number,
): OutlineAct<Row> | null {
  const move = (index: number): OutlineAct<Row> => ({ kind: 'move', index: Math.max(0, Math.min(index, total - 1)) })
  switch (key) {
    case 'ArrowDown':
      return move(active + 1)
    case 'ArrowUp':
      return move(active - 1)
    case 'PageDown':
      return move(active + page)
    case 'PageUp':
      return move(active - page)
    case 'Home':
      return move(0)
    case 'End':
      return move(total - 1)
    case '*':
      return { kind: 'expand-all' }
    case 'ArrowRight':
      if (row?.expanded === false) return { kind: 'toggle', row, expanded: true }
      return row?.expanded === true ? move(active + 1) : null
    case 'ArrowLeft':
      if (row?.expanded === true) return { kind: 'toggle', row, expanded: false }
      return row !== undefined && row.depth > 0 ? { kind: 'parent', from: active, depth: row.depth } : null
    case ' ':
      return row?.expanded == null ? { kind: 'detail' } : { kind: 'toggle', row, expanded: !row.expanded }
    case 'Enter':
      return { kind: 'detail' }
    default:
      return null
  }
}
