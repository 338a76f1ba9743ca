import { type Answer, ask } from './ask.ts'
import type { RolloutPlan } from '../../../shared/model/rollout-plan.ts'
import { isQueryIgnored, setEdgeClock } from './nginx.ts'
import type { Places } from './places.ts'

/** An answer that a cache still has. `isMoment`: it was got while a file was absent for a moment. */
export type Remembered = { readonly answer: Answer; readonly isMoment: boolean }
type Entry = { readonly edge: string; readonly span: number; readonly isMoment: boolean }

/**
 * What caches in front may still hold. Each answer lies in an edge of its own, so that a cold edge and a warm one of any
 * age are asked side by side; of equal answers the newest is kept, which lasts longest.
 */
export class EdgeMemory {
  readonly #places: Places
  readonly #ignoresQuery: boolean
  /** What caches tell apart to the answers that were kept for it, by status and hash. */
  readonly #entries = new Map<string, Map<string, readonly Entry[]>>()
  /** What edges gave at this time. One whose answer is over fetches a new one, which is none that it kept. */
  readonly #recalled = new Map<string, Promise<Answer>>()
  #edges = 0
  #span = 0

  constructor(places: Places, plan: RolloutPlan) {
    this.#places = places
    this.#ignoresQuery = isQueryIgnored(plan)
  }

  /** Sets the time; answers that were kept in the same span are not looked at. */
  at(seconds: number, span: number): void {
    this.#span = span
    this.#recalled.clear()
    setEdgeClock(this.#places, seconds)
  }

  /** Has a cold edge ask a server, and keeps what it got. */
  async keep(url: string, server: number, origin: Answer, isMoment: boolean): Promise<void> {
    const key = `${origin.status} ${origin.hash}`
    const known = this.#entries.get(this.#keyOf(url)) ?? new Map<string, readonly Entry[]>()
    this.#entries.set(this.#keyOf(url), known)
    const entries = known.get(key) ?? []
    const now = entries.find(({ span }) => span === this.#span)
    if (now !== undefined && (isMoment || !now.isMoment)) return
    const edge = String(++this.#edges)
    // The newest of an earlier span is looked at until this span is over.
    const before = entries.findLast(({ span }) => span !== this.#span)
    known.set(key, [...(before === undefined ? [] : [before]), { edge, span: this.#span, isMoment }])
    const answer = await this.#ask(edge, server, url)
    if (answer.status !== origin.status || answer.hash !== origin.hash)
      throw new Error(
        `${url} came as ${answer.status} through a cold edge, and as ${origin.status} from server ${server}`,
      )
  }

  /** What was kept for a URL before this span and is not over yet. @param server any that is there */
  async recall(url: string, server: number): Promise<Remembered[]> {
    const found: Remembered[] = []
    const known = this.#entries.get(this.#keyOf(url))
    for (const [key, entries] of known ?? []) {
      const entry = entries.findLast(({ span }) => span !== this.#span)
      if (entry === undefined) continue
      const asking = this.#recalled.get(entry.edge) ?? this.#ask(entry.edge, server, url)
      this.#recalled.set(entry.edge, asking)
      const answer = await asking
      if (answer.isCached) found.push({ answer, isMoment: entry.isMoment })
      else
        known?.set(
          key,
          // What was kept before it is over, too.
          (known.get(key) ?? []).filter((other) => other.span > entry.span),
        )
    }
    return found
  }

  #keyOf(url: string): string {
    return this.#ignoresQuery ? url.replace(/\?.*$/, '') : url
  }

  #ask(edge: string, server: number, url: string): Promise<Answer> {
    return ask(this.#places.socket('edge'), url, { 'x-edge': edge, 'x-server': String(server) })
  }
}
