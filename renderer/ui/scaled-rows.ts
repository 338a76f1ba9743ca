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

/** Rows above and below those in sight that are drawn too, so that a turn of the wheel finds them there. */
const OVERSCAN = 4

type ListSize = Pick<RowPlace, 'total' | 'rowHeight' | 'headerHeight'>

/** Height of all rows that are laid out, in px. */
export function rowsHeight({ total, rowHeight }: ListSize): number {
  return Math.min(total, SLOTS) * rowHeight
}

/** How far a list can be scrolled, in px. @param view height of what is in sight, in px */
export function mostOffset(size: ListSize, view: number): number {
  return Math.max(0, rowsHeight(size) + size.headerHeight - view)
}

/** The slots that are drawn of a list that is scrolled so far, in order; none before its height is known. All in px. */
export function slotsInSight({ total, rowHeight, headerHeight }: ListSize, offset: number, view: number): number[] {
  if (view <= 0) return []
  const first = Math.max(0, Math.floor(offset / rowHeight) - OVERSCAN)
  const end = Math.min(Math.min(total, SLOTS), Math.ceil((offset + view - headerHeight) / rowHeight) + OVERSCAN)
  return Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at)
}

/**
 * How far a list must be scrolled to show a row.
 * @param offset how far it is scrolled now, in px
 * @param view height of what is in sight, in px
 */
export function offsetToShow(place: RowPlace, offset: number, view: number): number {
  const { total, index, align, rowHeight, headerHeight } = place
  const most = mostOffset(place, view)
  if (total > SLOTS) return fractionOf(total, index) * most
  const now = Math.min(offset, most)
  const top = index * rowHeight
  const bottom = top + rowHeight + headerHeight
  if (top >= now && bottom <= now + view) return now
  const wanted = align === 'center' ? (top + bottom - view) / 2 : top < now ? top : bottom - view
  // Whole pixels, which an element keeps as they are.
  return Math.min(most, Math.max(0, Math.round(wanted)))
}
