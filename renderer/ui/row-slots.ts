/** A row of a virtual list with the key under which its element is kept. */
export type RowSlot<Drawn> = {
  readonly index: number
  readonly key: number
  /** Undefined while nothing is drawn. */
  readonly drawn: Drawn | undefined
  /** The row that is drawn: another one than `index` while that is being read. */
  readonly drawnIndex: number
}

/**
 * The slots of a list's rows. A row that stays keeps its slot. After a jump, which none survives, the new rows take the
 * slots of the old ones, in order: to write other words into an element costs less than to make one. While the new ones are
 * being read, the old ones stay where they are, which is out of sight.
 */
export class RowSlots<Drawn> {
  #slots: readonly RowSlot<Drawn>[] = []

  /**
   * Fills the slots with the rows that are in sight now.
   * @param rows one behind the other; `drawn` is undefined for a row that is being read
   * @param total rows of the list
   */
  fill(
    rows: readonly { readonly index: number; readonly drawn: Drawn | undefined }[],
    total: number,
  ): readonly RowSlot<Drawn>[] {
    const former = this.#slots
    const byIndex = new Map(former.map((slot) => [slot.index, slot]))
    const isJump = !rows.some(({ index }) => byIndex.has(index))
    const [first = 0, last = 0] = [rows[0]?.index, rows.at(-1)?.index]
    const isHidden = (index: number): boolean => (index < first || index > last) && index < total
    let key = former.reduce((most, slot) => Math.max(most, slot.key), -1)
    this.#slots = rows.map(({ index, drawn }, at) => {
      const slot = isJump ? former[at] : byIndex.get(index)
      if (slot === undefined) return { index, key: ++key, drawn, drawnIndex: index }
      const stays = drawn === undefined && slot.drawn !== undefined && isHidden(slot.drawnIndex)
      return stays ? { ...slot, index } : { index, key: slot.key, drawn, drawnIndex: index }
    })
    return this.#slots
  }
}
