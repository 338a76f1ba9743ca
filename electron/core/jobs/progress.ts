/** What long work tells while it runs. `total` is 0 while unknown. */
export type Progress = { readonly step: string; readonly done: number; readonly total: number }

/** Ten a second are enough for a moving bar; more would only keep the page busy. */
export const PROGRESS_INTERVAL_MS = 100

/**
 * Lets news pass at most once in an interval. What comes in between waits and goes out, as the newest state, when the
 * interval is over; so the last news is never lost.
 */
export class ProgressGate {
  readonly #send: () => void
  #sentAt = -Infinity
  #timer: NodeJS.Timeout | null = null

  /** @param send sends the present state */
  constructor(send: () => void) {
    this.#send = send
  }

  /** There is news: sends it now or when the interval is over. */
  offer(): void {
    if (this.#timer !== null) return
    const wait = this.#sentAt + PROGRESS_INTERVAL_MS - performance.now()
    if (wait <= 0) this.sendNow()
    else this.#timer = setTimeout(() => this.sendNow(), wait).unref()
  }

  /** Sends the present state without waiting; what was waiting is part of it. */
  sendNow(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#sentAt = performance.now()
    this.#send()
  }
}
