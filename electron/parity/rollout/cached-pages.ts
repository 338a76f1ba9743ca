import type { Answer } from './ask.ts'
import type { EdgeMemory } from './edge-memory.ts'
import { pagesOf } from './lay-releases.ts'
import { SIDES } from './visitor.ts'

/** Pages that a CDN keeps, and which kind each of them is. */
export class CachedPages {
  readonly #edges: EdgeMemory
  /** Template and hash to the kinds of pages that look so. */
  readonly #kinds = new Map<string, Set<string>>()

  constructor(edges: EdgeMemory) {
    this.#edges = edges
  }

  /** Has a cold edge ask a server for a page that it has just sent. */
  async keep(kind: string, template: string, server: number, answer: Answer): Promise<void> {
    if (answer.status !== 200) return
    const place = `${template} ${answer.hash}`
    this.#kinds.set(place, (this.#kinds.get(place) ?? new Set()).add(kind))
    await this.#edges.keep(`/${template}`, server, answer, false)
  }

  /**
   * Holds what edges still give for pages against what they should.
   * @param made kinds that servers make now
   * @param cached kinds that none makes any more and that some cache has
   * @returns what differs
   */
  async compare(made: ReadonlySet<string>, cached: ReadonlySet<string>): Promise<string[]> {
    const differing: string[] = []
    const there = new Set<string>()
    for (const template of new Set(SIDES.flatMap(pagesOf)))
      for (const { answer } of await this.#edges.recall(`/${template}`, 1)) {
        const kinds = [...(this.#kinds.get(`${template} ${answer.hash}`) ?? [])]
        for (const kind of kinds) there.add(kind)
        if (!kinds.some((kind) => made.has(kind) || cached.has(kind)))
          differing.push(`an edge has ${template} of a page ${kinds.join(' or ')}, which should be over`)
      }
    for (const kind of cached) if (!there.has(kind)) differing.push(`no edge has a page ${kind}, which should be there`)
    return differing
  }
}
