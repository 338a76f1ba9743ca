import { z } from 'zod'
import { switchEnd } from '../../../shared/analysis/rollout/plan-acts.ts'
import { placesOf } from '../../../shared/analysis/rollout/world.ts'
import type { Condition, NameTable, ReleaseSide } from '../../../shared/model/rollout.ts'
import { type Answer, ask } from './ask.ts'
import { CachedPages } from './cached-pages.ts'
import type { EdgeMemory } from './edge-memory.ts'
import { type AnswerJudge, type RealOutcome } from './judge-answer.ts'
import { pagesOf } from './lay-releases.ts'
import type { RealProcess, RealWorld } from './real-world.ts'
import type { RolloutSet } from './rollout-set.ts'
import type { Asset, SentPage, Visitor } from './visitor.ts'

const tableSchema = z.object({ names: z.record(z.string(), z.string()).nullable() })
const manifestSchema = z.object({ paths: z.record(z.string(), z.string()) })

/** One kind of page of which visitors have copies. */
export type RealAsker = {
  readonly page: ReleaseSide
  readonly table: NameTable
  readonly isOpenPage: boolean
  readonly condition: Condition
  readonly server: number
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
  looks: number
}

/** What caches do with answers: keep them, keep those of a moment in which files are half changed, or keep nothing. */
type Keeping = 'calm' | 'moment' | 'no'
type Process = RealProcess & { readonly condition: Condition; readonly table: NameTable }
type Restarted = Process & { readonly place: string }
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
  readonly #restarted: Restarted[] = []
  #back: { readonly key: string; readonly processes: Process[] } = { key: '', processes: [] }
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
    const fresh: Kept[] = []
    for (const process of await this.#processes(at, seen, changes))
      for (const template of pagesOf(process.side)) fresh.push(await this.#open(process, template, at, seen, keeps))
    const { lifetimes, openPage } = this.#set.plan
    const made = new Set(
      fresh.filter(({ asker }) => asker.condition !== 'rollback').map(({ asker }) => this.#groupOf(asker)),
    )
    const still = [...this.#kept.values()].filter(
      ({ asker, last }) => !made.has(this.#groupOf(asker)) && last + lifetimes.html + openPage >= at,
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

  async #processes(at: number, seen: Seen, changes: number): Promise<Process[]> {
    const certain: Process[] = []
    for (const process of this.#world.servers) {
      const table = await this.#tableOf(process)
      seen.tables.set(process.server, table)
      // Before its first use a process sends no page.
      if (table === null) continue
      if (table === 'other') seen.oddities.push(`server ${process.server} has the table ${table}`)
      else certain.push({ ...process, table, condition: 'always' })
    }
    const sure = new Set(certain.map((process) => `${process.side} ${process.table}`))
    const restarted = (await this.#mayHaveRestarted(seen)).filter(({ side, table }) => !sure.has(`${side} ${table}`))
    return [...certain, ...restarted, ...(await this.#mayBeBack(at, changes))]
  }

  /** A process more for each code that runs and each state of its manifest. */
  async #mayHaveRestarted(seen: Seen): Promise<Process[]> {
    const { plan } = this.#set
    if (!plan.recycling) return []
    const placeOf = ({ server, side }: RealProcess): string => `${side} ${placesOf(plan, server, side).manifest}`
    const alive = new Map(this.#world.servers.map((process) => [placeOf(process), process]))
    // Code that is replaced everywhere does not come back with its old processes.
    for (const process of this.#restarted.filter(({ place }) => !alive.has(place))) await this.#forget(process)
    for (const process of this.#restarted.filter(({ table }) => table === 'unreadable')) {
      const [read, lies] = [await this.#tableOf(process), this.#tableOfManifest(process.side, process.server)]
      if (read !== lies) seen.oddities.push(`a process that could not read its manifest has ${read} where ${lies} lies`)
      if (read !== 'unreadable') await this.#forget(process)
    }
    for (const [place, { side, server }] of alive) {
      const table = this.#tableOfManifest(side, server)
      if (this.#restarted.some((process) => process.place === place && process.table === table)) continue
      const process = await this.#world.runBeside(server, side)
      const read = await this.#tableOf(process)
      if (read === null || read === 'other') throw new Error(`a process of ${side} has read no table`)
      this.#restarted.push({ ...process, table: read, condition: 'restart', place })
    }
    return this.#restarted
  }

  async #forget(process: Restarted): Promise<void> {
    await process.running.stop()
    this.#restarted.splice(this.#restarted.indexOf(process), 1)
  }

  /** A process of A for each server, in the time in which one may go back. */
  async #mayBeBack(at: number, changes: number): Promise<Process[]> {
    const { plan } = this.#set
    const end = switchEnd(plan)
    if (at < end || at >= end + plan.rollbackWindow || (plan.rollback !== null && at >= plan.rollback.at)) return []
    if (this.#back.key === String(changes)) return this.#back.processes
    const processes: Process[] = []
    const seen = new Set<string>()
    for (const { server } of this.#world.servers) {
      const { manifest, storage } = placesOf(plan, server, 'a')
      const key = `${manifest} ${storage} ${plan.sticky ? server : ''}`
      if (seen.has(key)) continue
      seen.add(key)
      const process = await this.#world.runBeside(server, 'a')
      const table = await this.#tableOf(process)
      if (table === null || table === 'other') throw new Error('a process that is back at A has read no table')
      processes.push({ ...process, table, condition: 'rollback' })
    }
    this.#back = { key: String(changes), processes }
    return processes
  }

  #isPageCached(): boolean {
    const { cdn, lifetimes } = this.#set.plan
    return cdn && lifetimes.html > 0
  }

  async #open(process: Process, template: string, at: number, seen: Seen, keeps: Keeping): Promise<Kept> {
    const asker: RealAsker = {
      page: process.side,
      table: process.table,
      isOpenPage: false,
      condition: process.condition,
      server: process.server,
    }
    // A process that could not read its manifest has a table later.
    const place = `${process.socket} ${process.running.id} ${process.table} ${template}`
    const known = this.#sent.get(place)
    const opened = known ?? (await this.#visitor.open(process.socket, template))
    const { page } = opened
    if (known === undefined) {
      this.requests++
      this.#sent.set(place, opened)
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
    if (asker.condition === 'rollback') return { asker, template, versions: new Map([['', page]]), last: at }
    const kept = this.#kept.get(key) ?? { asker, template, versions: new Map<string, SentPage>(), last: at }
    kept.versions.set(JSON.stringify(page.assets), page)
    kept.last = Math.max(kept.last, at)
    this.#kept.set(key, kept)
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
      asker.isOpenPage,
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
    return `${kindOf(asker)} ${plan.sticky ? asker.server : plan.strict ? '' : storage}`
  }

  /** Whoever is back at A has the files of A beside it. */
  #socketFor({ condition }: RealAsker, server: number): string {
    const { topology } = this.#set.plan
    const isBack =
      condition === 'rollback' && (topology === 'files-in-image' || this.#set.plan.serving === 'whitenoise')
    if (!isBack) return this.#world.places.socket(`s${server}`)
    if (this.#set.plan.serving !== 'whitenoise') return this.#world.places.socket('s0')
    return (
      this.#back.processes.find((process) => process.server === server)?.socket ?? this.#back.processes[0]?.socket ?? ''
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

  #tableOfManifest(side: ReleaseSide, server: number): NameTable | 'other' | null {
    const text = this.#world.manifestOf(side, server)
    if (text === null) return 'empty'
    const paths = pathsOf(text)
    return paths === null ? 'unreadable' : this.#judge.tableOf(paths)
  }

  /** What a process holds; one that needed its manifest and has none tries again at each request. */
  async #tableOf(process: RealProcess): Promise<NameTable | 'other' | null> {
    const table = await this.#askTable(process)
    if (table !== null || !this.#world.hasNeeded(process)) return table
    await this.#world.use(process)
    return (await this.#askTable(process)) ?? 'unreadable'
  }

  async #askTable({ socket }: RealProcess): Promise<NameTable | 'other' | null> {
    this.requests++
    const { body } = await ask(socket, '/-/table')
    return this.#judge.tableOf(tableSchema.parse(JSON.parse(body)).names)
  }
}

/** The names in a manifest; null where it is half written. */
function pathsOf(text: string): Readonly<Record<string, string>> | null {
  try {
    return manifestSchema.parse(JSON.parse(text)).paths
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function kindOf({ page, table }: Pick<RealAsker, 'page' | 'table'>): string {
  return `${page} ${table}`
}

/** Nothing seen yet. */
export function nothingSeen(): Seen {
  return { pages: new Map(), requests: new Map(), tables: new Map(), oddities: [], looks: 0 }
}
