import { type Answer, ask } from './ask.ts'
import { setEdgeClock } from './nginx.ts'
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
  /** URL to the answers that were kept for it, by status and hash. */
  readonly #entries = new Map<string, Map<string, readonly Entry[]>>()
  #edges = 0
  #span = 0

  constructor(places: Places) {
    this.#places = places
  }

  /** Sets the time; answers that were kept in the same span are not looked at. */
  at(seconds: number, span: number): void {
    this.#span = span
    setEdgeClock(this.#places, seconds)
  }

  /** Has a cold edge ask a server, and keeps what it got. */
  async keep(url: string, server: number, origin: Answer, isMoment: boolean): Promise<void> {
    const key = `${origin.status} ${origin.hash}`
    const known = this.#entries.get(url) ?? new Map<string, readonly Entry[]>()
    this.#entries.set(url, known)
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
    for (const [key, entries] of this.#entries.get(url) ?? []) {
      const entry = entries.findLast(({ span }) => span !== this.#span)
      if (entry === undefined) continue
      const answer = await this.#ask(entry.edge, server, url)
      if (answer.isCached) found.push({ answer, isMoment: entry.isMoment })
      else
        this.#entries.get(url)?.set(
          key,
          (this.#entries.get(url)?.get(key) ?? []).filter((other) => other !== entry),
        )
    }
    return found
  }

  #ask(edge: string, server: number, url: string): Promise<Answer> {
    return ask(this.#places.socket('edge'), url, { 'x-edge': edge, 'x-server': String(server) })
  }
}
