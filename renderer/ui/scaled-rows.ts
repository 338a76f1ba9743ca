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
