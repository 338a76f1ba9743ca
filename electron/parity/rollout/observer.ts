import { placesOf } from '../../../shared/analysis/rollout/world.ts'
import type { Condition, NameTable, ReleaseSide } from '../../../shared/model/rollout.ts'
import { type Answer, ask } from './ask.ts'
import { CachedPages } from './cached-pages.ts'
import type { EdgeMemory } from './edge-memory.ts'
import { type AnswerJudge, type RealOutcome } from './judge-answer.ts'
import { pagesOf } from './lay-releases.ts'
import { type FoundProcess, RealProcesses } from './real-processes.ts'
import type { PlainCopies, RealWorld } from './real-world.ts'
import type { RolloutSet } from './rollout-set.ts'
import type { Asset, SentPage, Visitor } from './visitor.ts'

/** One kind of page of which visitors have copies. */
export type RealAsker = {
  readonly page: ReleaseSide
  readonly table: NameTable
  readonly isOpenPage: boolean
  readonly condition: Condition
  readonly server: number
  /** Whose plain copies the names of the page were computed from; empty where none is. */
  readonly copies: PlainCopies | ''
}

/** What came of one file of one page at one server within a span. */
export type RealRequest = {
  readonly asker: RealAsker
  readonly template: string
  readonly asset: Asset
  readonly server: number
  /** What the server itself gave, at each look. */
  readonly origin: Set<RealOutcome>
  /** What caches gave, and whether only those that had asked in a moment of absence. */
  readonly cached: Map<RealOutcome, { isMoment: boolean }>
}

/** What came of one page of one process within a span. */
export type RealPage = {
  readonly asker: RealAsker
  readonly template: string
  /** Status and error at each look; 200 has none. */
  readonly errors: Set<string | null>
}

/** All that was seen in one span. */
export type Seen = {
  readonly pages: Map<string, RealPage>
  readonly requests: Map<string, RealRequest>
  /** Server to the table that its process says it has. */
  readonly tables: Map<number, NameTable | 'other' | null>
  readonly oddities: string[]
  /** Pages that were sent while a collect stood still, each by its addresses. */
  readonly halfway: Map<string, Map<string, SentPage>>
  looks: number
}

/** What caches do with answers: keep them, keep those of a moment in which files are half changed, or keep nothing. */
type Keeping = 'calm' | 'moment' | 'no'
type Kept = {
  readonly asker: RealAsker
  readonly template: string
  readonly versions: Map<string, SentPage>
  last: number
}

/** Looks at the whole site as all its visitors do, again and again. */
export class Observer {
  readonly #set: RolloutSet
  readonly #world: RealWorld
  readonly #visitor: Visitor
  readonly #judge: AnswerJudge
  readonly #edges: EdgeMemory
  readonly #processes: RealProcesses
  readonly #kept = new Map<string, Kept>()
  /** Pages of a process, which do not change while its table is strict. */
  readonly #sent = new Map<string, { readonly answer: Answer; readonly page: SentPage }>()
  readonly #cachedPages: CachedPages
  /** What servers gave for files since the world last changed. */
  readonly #answers = new Map<string, Promise<Answer | null>>()
  #changes = -1
  requests = 0

  constructor(set: RolloutSet, world: RealWorld, means: { visitor: Visitor; judge: AnswerJudge; edges: EdgeMemory }) {
    this.#set = set
    this.#world = world
    this.#visitor = means.visitor
    this.#judge = means.judge
    this.#edges = means.edges
    this.#cachedPages = new CachedPages(means.edges)
    this.#processes = new RealProcesses(set.plan, world, means.judge)
  }

  /**
   * Opens every page of every process, and asks for every file of every page that somebody has.
   * @param at seconds after the start
   * @param changes how often the world has changed
   */
  async look(at: number, seen: Seen, keeps: Keeping, changes: number): Promise<void> {
    seen.looks++
    if (changes !== this.#changes) {
      this.#answers.clear()
      // Where names are computed, each page may change with the files.
      if (!this.#set.plan.strict) this.#sent.clear()
    }
    this.#changes = changes
    // With the first copy of a collect, pages whose names were computed before it are old ones.
    const isFirstHalf = keeps === 'moment' && seen.looks === 1
    const fresh: Kept[] = []
    for (const process of await this.#processes.find(at, seen, changes)) {
      // Whoever is back before --clear has deleted anything is so in the span before.
      if (isFirstHalf && this.#set.plan.collect.clear && process.condition === 'rollback') continue
      for (const template of pagesOf(process.side))
        fresh.push(stillHad(await this.#open(process, template, at, seen, keeps), seen, keeps))
    }
    const { lifetimes, openPage } = this.#set.plan
    const made = new Set(
      fresh.filter(({ asker }) => asker.condition !== 'rollback').map(({ asker }) => this.#groupOf(asker)),
    )
    const still = [...this.#kept.values()].filter(
      ({ asker, last }) =>
        (!made.has(this.#groupOf(asker)) || (isFirstHalf && asker.copies !== '')) &&
        last + lifetimes.html + openPage >= at,
    )
    // What somebody surely has open is not only had if a process restarted.
    const sure = new Set(
      still.filter(({ asker }) => asker.condition === 'always').map(({ asker }) => this.#groupOf(asker)),
    )
    const open = still.filter(({ asker }) => asker.condition === 'always' || !sure.has(this.#groupOf(asker)))
    if (this.#isPageCached() && keeps !== 'moment') {
      // Only such a server has an address that a CDN can ask.
      const cached = new Set(
        open
          .filter(({ asker, last }) => asker.condition === 'always' && last + lifetimes.html >= at)
          .map(({ asker }) => this.#groupOf(asker)),
      )
      seen.oddities.push(...(await this.#cachedPages.compare(made, cached)))
    }
    const kept = new Set<string>()
    for (const { asker, template, versions } of [
      ...fresh,
      ...open.map((kept) => ({ ...kept, asker: { ...kept.asker, isOpenPage: true } })),
    ])
      for (const { status, assets } of versions.values())
        if (status === 200)
          await Promise.all(
            assets.flatMap((asset) =>
              this.#answering(asker).map((server) =>
                this.#request({ asker, template, asset, server }, seen, kept, keeps),
              ),
            ),
          )
  }

  #isPageCached(): boolean {
    const { cdn, lifetimes } = this.#set.plan
    return cdn && lifetimes.html > 0
  }

  async #open(process: FoundProcess, template: string, at: number, seen: Seen, keeps: Keeping): Promise<Kept> {
    const { strict } = this.#set.plan
    const asker: RealAsker = {
      page: process.side,
      table: process.table,
      isOpenPage: false,
      condition: process.condition,
      server: process.server,
      copies: strict || process.side === process.table ? '' : this.#world.plainCopiesOf(process),
    }
    // A process that could not read its manifest has a table later.
    const sender = `${process.socket} ${process.running.id} ${process.table} ${template}`
    const known = this.#sent.get(sender)
    const opened = known ?? (await this.#visitor.open(process.socket, template))
    const { page } = opened
    if (known === undefined) {
      this.requests++
      this.#sent.set(sender, opened)
      if (process.condition === 'always') {
        const behind = await ask(this.#world.places.socket(`s${process.server}`), `/${template}`)
        this.requests++
        if (behind.status !== opened.answer.status || behind.hash !== opened.answer.hash)
          seen.oddities.push(`${template} of server ${process.server} is another one behind Nginx`)
      }
    }
    if (process.condition === 'always' && keeps === 'calm' && this.#isPageCached())
      await this.#cachedPages.keep(this.#groupOf(asker), template, process.server, opened.answer)
    const key = `${kindOf(asker)} ${asker.condition} ${asker.server} ${template}`
    const found: RealPage = seen.pages.get(key) ?? { asker, template, errors: new Set() }
    found.errors.add(page.status === 200 ? null : (page.error ?? `status ${page.status}`))
    seen.pages.set(key, found)
    if (asker.condition === 'rollback')
      return { asker, template, versions: new Map([[JSON.stringify(page.assets), page]]), last: at }
    // Each name of such a page is one of before or of behind, and pages of both stay open.
    const isBetween = asker.copies === 'none' && keeps === 'moment' && !this.#set.plan.keepOnlyHashed
    if (asker.copies === 'mixed' || isBetween)
      return { asker, template, versions: new Map([[JSON.stringify(page.assets), page]]), last: at }
    const place = `${key} ${asker.copies}`
    const kept = this.#kept.get(place) ?? { asker, template, versions: new Map<string, SentPage>(), last: at }
    kept.versions.set(JSON.stringify(page.assets), page)
    kept.last = Math.max(kept.last, at)
    this.#kept.set(place, kept)
    return kept
  }

  async #request(
    what: Pick<RealRequest, 'asker' | 'template' | 'asset' | 'server'>,
    seen: Seen,
    kept: Set<string>,
    keeps: Keeping,
  ): Promise<void> {
    const { asker, template, asset, server } = what
    const socket = this.#socketFor(asker, server)
    const key = `${socket} ${asset.url}`
    const answering = this.#answers.get(key) ?? this.#ask(socket, asset.url)
    this.#answers.set(key, answering)
    const answer = await answering
    const id = [
      kindOf(asker),
      asker.isOpenPage ? `open ${asker.copies}` : '',
      asker.condition,
      asker.server,
      template,
      asset.how,
      asset.name + asset.query,
      server,
    ].join(' ')
    const request: RealRequest = seen.requests.get(id) ?? { ...what, origin: new Set(), cached: new Map() }
    seen.requests.set(id, request)
    request.origin.add(this.#judge.judge(asset, asker.page, asker.table, answer))
    if (keeps !== 'moment')
      for (const { answer: old, isMoment } of await this.#edges.recall(asset.url, server)) {
        this.requests++
        const outcome = this.#judge.judge(asset, asker.page, asker.table, old)
        const before = request.cached.get(outcome)
        request.cached.set(outcome, { isMoment: isMoment && (before?.isMoment ?? true) })
      }
    if (kept.has(key) || answer === null || keeps === 'no' || asker.condition === 'rollback') return
    kept.add(key)
    await this.#edges.keep(asset.url, server, answer, keeps === 'moment')
  }

  /** With sticky sessions the server of a page matters, and where names are computed the disk beside it. */
  #groupOf(asker: RealAsker): string {
    const { plan } = this.#set
    const { storage } = placesOf(plan, asker.server, asker.page)
    return `${kindOf(asker)} ${plan.sticky ? asker.server : plan.strict ? '' : storage} ${asker.copies}`
  }

  /** Whoever is back at A has the files of A beside it. */
  #socketFor({ condition }: RealAsker, server: number): string {
    const { topology } = this.#set.plan
    const isBack =
      condition === 'rollback' && (topology === 'files-in-image' || this.#set.plan.serving === 'whitenoise')
    if (!isBack) return this.#world.places.socket(`s${server}`)
    if (this.#set.plan.serving !== 'whitenoise') return this.#world.places.socket('s0')
    return (
      this.#processes.back.find((process) => process.server === server)?.socket ?? this.#processes.back[0]?.socket ?? ''
    )
  }

  #answering({ server }: RealAsker): number[] {
    return this.#set.plan.sticky ? [server] : this.#world.servers.map((process) => process.server)
  }

  async #ask(socket: string, url: string): Promise<Answer | null> {
    this.requests++
    // An answer that breaks off is no answer.
    return ask(socket, url).catch(() => null)
  }
}

/** A page that was made while a collect went on is asked for with the files that it named then, to the end of the span. */
function stillHad(kept: Kept, { halfway }: Seen, keeps: Keeping): Kept {
  const { asker, template } = kept
  if (asker.copies === '') return kept
  const key = `${kindOf(asker)} ${asker.condition} ${asker.server} ${template}`
  const versions = new Map([...(halfway.get(key) ?? []), ...kept.versions])
  if (keeps === 'moment') halfway.set(key, versions)
  return { ...kept, versions }
}

function kindOf({ page, table }: Pick<RealAsker, 'page' | 'table'>): string {
  return `${page} ${table}`
}

/** Nothing seen yet. */
export function nothingSeen(): Seen {
  return { pages: new Map(), requests: new Map(), tables: new Map(), oddities: [], halfway: new Map(), looks: 0 }
}
