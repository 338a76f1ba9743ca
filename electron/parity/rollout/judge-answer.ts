import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NameTable, Outcome, ReleaseSide } from '../../../shared/model/rollout.ts'
import type { Answer } from './ask.ts'
import { sourceOf } from './lay-releases.ts'
import type { RealWorld } from './real-world.ts'
import { type Asset, SIDES, storedOf } from './visitor.ts'

/** What a visitor really got; `cut`: the beginning of a file, and no more; `broken`: bytes of neither release. */
export type RealOutcome = Outcome | 'cut' | 'broken'

/** Says of answers what they are to a visitor, by the bytes that real Django has written for each release alone. */
export class AnswerJudge {
  readonly #names: Readonly<Record<ReleaseSide, ReadonlyMap<string, string>>>
  /** `release name` to what is served under the stored name. */
  readonly #outputs = new Map<string, string>()

  constructor(world: RealWorld) {
    this.#names = { a: world.namesOf('a'), b: world.namesOf('b') }
    for (const side of SIDES)
      for (const [name, stored] of this.#names[side])
        this.#outputs.set(`${side} ${name}`, readFileSync(join(world.places.pristine(side), stored), 'utf8'))
  }

  /** The table of a process, by the names that it says it has. */
  tableOf(names: Readonly<Record<string, string>> | null): NameTable | 'other' | null {
    if (names === null) return null
    const list = Object.entries(names)
    if (list.length === 0) return 'empty'
    const isOf = (side: ReleaseSide): boolean =>
      list.length === this.#names[side].size && list.every(([name, stored]) => this.#names[side].get(name) === stored)
    return isOf('a') ? 'a' : isOf('b') ? 'b' : 'other'
  }

  /** What an answer is to a visitor of a page. @param table that the page was made with */
  judge(asset: Asset, page: ReleaseSide, table: NameTable, answer: Answer | null): RealOutcome {
    if (answer === null) return 'cut'
    if (answer.status === 404) return 'missing'
    if (answer.status === 500) return 'error-500'
    if (answer.status !== 200) return 'broken'
    if (this.#text(asset, page) === answer.body) {
      if (asset.how === 'plain') return 'ok'
      if (table === 'empty' || table === 'unreadable' || !this.#names[table].has(asset.name)) return 'unhashed'
      return storedOf(asset.url) === this.#names[page].get(asset.name) ? 'ok' : 'harmless'
    }
    const known = SIDES.flatMap((side) =>
      [asset, { ...asset, how: 'plain' as const }].map((one) => this.#text(one, side) ?? ''),
    )
    if (known.includes(answer.body)) return 'other-version'
    return known.some((text) => text.startsWith(answer.body)) ? 'cut' : 'broken'
  }

  /** The files of the site are text, all of them. */
  #text({ how, name }: Asset, side: ReleaseSide): string | null {
    return how === 'plain' ? sourceOf(side, name) : (this.#outputs.get(`${side} ${name}`) ?? null)
  }
}
