/** A table that keeps so many entries and no more: what was put in or asked for longest ago goes first. */
export class RecentlyUsed<Value> {
  readonly #most: number
  readonly #onForget: (key: string) => void
  /** In order of use, the newest at the end. */
  readonly #entries = new Map<string, Value>()

  /**
   * @param most entries that are kept
   * @param onForget hears of each entry that goes because there are too many
   */
  constructor(most: number, onForget: (key: string) => void = () => undefined) {
    this.#most = most
    this.#onForget = onForget
  }

  /** Null where nothing is kept under a key. */
  find(key: string): Value | null {
    const value = this.#entries.get(key)
    if (value === undefined) return null
    this.#entries.delete(key)
    this.#entries.set(key, value)
    return value
  }

  /** Takes the place of what was kept under the key. */
  keep(key: string, value: Value): void {
    this.#entries.delete(key)
    this.#entries.set(key, value)
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#most) break
      this.#entries.delete(oldest)
      this.#onForget(oldest)
    }
  }

  /** To forget a key twice does no harm. */
  forget(key: string): void {
    this.#entries.delete(key)
  }

  /** What is kept, the oldest first; asking does not renew it. */
  [Symbol.iterator](): IterableIterator<[string, Value]> {
    return this.#entries.entries()
  }
}
