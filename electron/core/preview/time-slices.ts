import { setImmediate } from 'node:timers/promises'
import { InspectorError } from '../../../shared/contract/errors.ts'

/** Long enough to be quick, short enough that a cancel or another call never waits noticeably. */
const SLICE_MS = 12

/** All who rest until the same turn of the event loop; they share the time of one slice. */
type Turn = { resting: number }
let nextTurn: Turn | null = null

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
   * Lets everything else run, then begins a new slice, which is the shorter the more others begin one in the same turn.
   * @throws InspectorError `cancelled` when the signal has fired
   */
  async rest(): Promise<void> {
    const turn = (nextTurn ??= { resting: 0 })
    turn.resting++
    await setImmediate()
    // From here on whoever rests does so until the turn after this one.
    if (nextTurn === turn) nextTurn = null
    this.check()
    this.#end = performance.now() + SLICE_MS / turn.resting
  }

  /** Rests where the present slice is over. @throws InspectorError `cancelled` when the signal has fired */
  async restIfOver(): Promise<void> {
    this.check()
    if (this.isOver) await this.rest()
  }

  /** @throws InspectorError `cancelled` when the signal has fired */
  check(): void {
    if (this.#signal?.aborted === true) throw new InspectorError('cancelled', 'Cancelled')
  }
}
