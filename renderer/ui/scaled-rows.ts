/**
 * Rows that are laid out at most. Chromium ends an element at about 33.5 million px; at 26 px a row that is row 1,290,000.
 * Longer lists scroll faster than they are dragged, but every row can be reached.
 */
export const SLOTS = 1_200_000

/** Rows left out above the first slot, for a list of `total` rows scrolled to `fraction` (0 to 1) of its way. */
export function rowShift(total: number, fraction: number): number {
  return total <= SLOTS ? 0 : Math.round(Math.min(1, Math.max(0, fraction)) * (total - SLOTS))
}

/** How far (0 to 1) a list must be scrolled so that a row lies in the slots. */
export function fractionOf(total: number, index: number): number {
  return total <= 1 ? 0 : index / (total - 1)
}

/** Where a row of a list is, and how it is to be brought into sight. */
export type RowPlace = {
  readonly total: number
  readonly index: number
  /** A row that is not in sight is put in the middle, or just comes into sight. */
  readonly align: 'auto' | 'center'
  /** px */
  readonly rowHeight: number
  /** px that stay in sight above the rows. */
  readonly headerHeight: number
}

/**
 * How far a list must be scrolled to show a row.
 * @param offset how far it is scrolled now, in px
 * @param view height of what is in sight, in px
 */
export function offsetToShow(place: RowPlace, offset: number, view: number): number {
  const { total, index, align, rowHeight, headerHeight } = place
  const most = Math.max(0, Math.min(total, SLOTS) * rowHeight + headerHeight - view)
  if (total > SLOTS) return fractionOf(total, index) * most
  const now = Math.min(offset, most)
  const top = index * rowHeight
  const bottom = top + rowHeight + headerHeight
  if (top >= now && bottom <= now + view) return now
  const wanted = align === 'center' ? (top + bottom - view) / 2 : top < now ? top : bottom - view
  // Whole pixels, which an element keeps as they are.
  return Math.min(most, Math.max(0, Math.round(wanted)))
}
