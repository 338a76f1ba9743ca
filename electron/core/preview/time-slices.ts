import { setImmediate } from 'node:timers/promises'
import { InspectorError } from '../../../shared/contract/errors.ts'

/** Long enough to be quick, short enough that a cancel or another call never waits noticeably. */
const SLICE_MS = 12

/** How many rounds of a loop pass between two looks at the clock; one less than a power of two, for `&`. */
export const LOOK_EVERY = 0xfff

/** Cuts a long loop into slices, so that the engine answers other calls in between. */
export class TimeSlices {
  readonly #signal: AbortSignal | null
  #end: number

  /** @param signal gives the loop up; null for work that is shared and must end */
  constructor(signal: AbortSignal | null) {
    this.#signal = signal
    this.#end = performance.now() + SLICE_MS
  }

  /** Whether the present slice is over. */
  get isOver(): boolean {
    return performance.now() >= this.#end
  }

  /**
   * Lets everything else run, then begins a new slice.
   * @throws InspectorError `cancelled` when the signal has fired
   */
  async rest(): Promise<void> {
    await setImmediate()
    this.check()
    this.#end = performance.now() + SLICE_MS
  }

  /** @throws InspectorError `cancelled` when the signal has fired */
  check(): void {
    if (this.#signal?.aborted === true) throw new InspectorError('cancelled', 'Cancelled')
  }
}
