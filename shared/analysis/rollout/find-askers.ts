import type { RolloutPlan } from '../../model/rollout-plan.ts'
import type { Condition, NameTable, ReleaseSide, SideNames, StorageState } from '../../model/rollout.ts'
import { formatClock } from '../../text/format-clock.ts'
import { switchEnd } from './plan-acts.ts'
import { withPlainCopies } from './change-storage.ts'
import { placesOf, type PlayedServer, type World } from './world.ts'

/** What answers a request for a file: a storage, and what WhiteNoise had listed of it. */
export type View = {
  readonly storage: StorageState
  readonly listed: StorageState | null
  /** The servers that requests come to. */
  readonly servers: readonly number[]
}

/** Pages of one kind that ask for files at a moment. */
export type Asker = {
  readonly page: ReleaseSide
  readonly table: NameTable
  /** Made earlier, and still open or cached. */
  readonly isOpenPage: boolean
  readonly condition: Condition
  readonly servers: readonly number[]
  /** The storage that lies beside the process, for names that are computed from plain copies. */
  readonly home: StorageState
  /** What lay there before the collect that goes on in it; null while none does, and for pages that were made before. */
  readonly before: StorageState | null
  readonly views: readonly View[]
  readonly past: readonly string[]
}

type Source = Omit<Asker, 'isOpenPage' | 'before' | 'views'> & { readonly storage: string; readonly place: string }
type OpenPages = { readonly source: Source; readonly until: number }

const NOTHING: Pick<StorageState, 'a' | 'b' | 'plain'> = { a: 'none', b: 'none', plain: 'none' }

/** Finds who asks, from one moment to the next; it remembers open pages and processes that may have restarted. */
export class AskerFinder {
  readonly #plan: RolloutPlan
  readonly #sides: SideNames
  readonly #open = new Map<string, OpenPages>()
  #possible = new Map<string, Omit<Source, 'home'>>()
  /** What lay in a storage before the collect that goes on in it. */
  readonly #before = new Map<string, StorageState>()

  constructor(plan: RolloutPlan, sides: SideNames) {
    this.#plan = plan
    this.#sides = sides
  }

  /** @param to seconds; Infinity for the end of time */
  find(world: World, from: number, to: number): Asker[] {
    const certain = this.#certain(world)
    const fresh = [...certain, ...this.#mayHaveRestarted(world, certain)]
    const made = new Set(fresh.map((source) => this.#groupKey(source)))
    for (const source of fresh) this.#keepOlder(source, to)
    const open = [...this.#open.values()].filter(
      ({ source, until }) => until > from && !made.has(this.#groupKey(source)),
    )
    // What somebody surely has open is not only had if a process restarted.
    const sure = new Set(open.flatMap(({ source }) => (source.condition === 'always' ? this.#groupKey(source) : [])))
    const kept = open.filter(({ source }) => source.condition === 'always' || !sure.has(this.#groupKey(source)))
    for (const source of fresh) this.#keepOpen({ ...source, home: withPlainCopies(source.home) }, to)
    for (const [id, storage] of world.storages) if (storage.copying === null) this.#before.set(id, storage)
    const rollback = this.#rollback(world, from)
    return [
      ...fresh.map((source) => this.#asker(source, world, false)),
      ...kept.map(({ source }) => this.#asker(source, world, true)),
      ...rollback.map((source) => this.#asker(source, world, false)),
    ]
  }

  /** The last second at which a page of a kind may still ask; null if there is none. */
  lastUse(isMeant: (page: ReleaseSide, table: NameTable) => boolean): number | null {
    const ends = [...this.#open.values()]
      .filter(({ source }) => isMeant(source.page, source.table))
      .map(({ until }) => until)
    return ends.length === 0 ? null : Math.max(...ends)
  }

  #certain(world: World): Source[] {
    const found = new Map<string, Source>()
    for (const { server, code, table, storage, past } of world.servers) {
      if (table === null) continue
      const { manifest } = placesOf(this.#plan, server, code)
      const source: Source = {
        page: code,
        table,
        condition: 'always',
        servers: [server],
        storage,
        home: homeOf(world, storage),
        place: manifest,
        past,
      }
      const key = this.#groupKey(source)
      const known = found.get(key)
      found.set(key, known === undefined ? source : { ...known, servers: [...known.servers, server] })
    }
    return [...found.values()]
  }

  /** Processes that hold what is or was there to read, if they restarted since and run the same code still. */
  #mayHaveRestarted(world: World, certain: readonly Source[]): Source[] {
    if (!this.#plan.recycling) return []
    const alive = new Map<string, PlayedServer[]>()
    for (const server of world.servers) {
      const key = `${server.code} ${placesOf(this.#plan, server.server, server.code).manifest}`
      const list = alive.get(key)
      if (list === undefined) alive.set(key, [server])
      else list.push(server)
    }
    // What cannot be read is tried again at each request, so nobody holds it once it is whole.
    const still = [...this.#possible].filter(
      ([, { page, place, table }]) =>
        alive.has(`${page} ${place}`) && (table !== 'unreadable' || world.manifests.get(place)?.holds === 'unreadable'),
    )
    this.#possible = new Map(still)
    for (const [key, servers] of alive) {
      const [first] = servers
      if (first === undefined) continue
      const { manifest } = placesOf(this.#plan, first.server, first.code)
      const found = world.manifests.get(manifest)
      const table = found?.holds ?? 'empty'
      const known = `${key} ${table}`
      const numbers = servers.map(({ server }) => server)
      const before = this.#possible.get(known)
      const past = before?.past ?? [
        ...(found === undefined ? [] : [found.past]),
        `A process with the code of ${this.#sides[first.code]} restarts after ${formatClock(this.#plan.startsAt, world.at)} and reads it at its first use.`,
      ]
      this.#possible.set(known, {
        page: first.code,
        table,
        condition: 'restart',
        servers: numbers,
        storage: first.storage,
        place: manifest,
        past,
      })
    }
    const sure = new Set(certain.map(pageKey))
    const merged = new Map<string, Source>()
    for (const possible of this.#possible.values()) {
      if (sure.has(pageKey(possible))) continue
      const source = { ...possible, home: homeOf(world, possible.storage) }
      const key = this.#groupKey(source)
      const known = merged.get(key)
      merged.set(key, known === undefined ? source : { ...known, servers: [...known.servers, ...source.servers] })
    }
    return [...merged.values()]
  }

  #rollback(world: World, from: number): Source[] {
    const end = switchEnd(this.#plan)
    const { rollback, rollbackWindow } = this.#plan
    if (from < end || from >= end + rollbackWindow || (rollback !== null && from >= rollback.at)) return []
    const found = new Map<string, Source>()
    for (const { server } of world.servers) {
      const { manifest, storage } = placesOf(this.#plan, server, 'a')
      const read = world.manifests.get(manifest)
      const table = read?.holds ?? 'empty'
      const past = [
        ...(read === undefined ? [] : [read.past]),
        `Someone goes back to the code of ${this.#sides.a} without a new collectstatic, and the processes read what is there.`,
      ]
      const source: Source = {
        page: 'a',
        table,
        condition: 'rollback',
        servers: [server],
        storage,
        home: homeOf(world, storage),
        place: manifest,
        past,
      }
      const known = found.get(this.#groupKey(source))
      found.set(
        this.#groupKey(source),
        known === undefined ? source : { ...known, servers: [...known.servers, server] },
      )
    }
    return [...found.values()]
  }

  /** Where names are computed, those of a page stay as they were made; while copies come, of old ones or of new ones. */
  #keepOlder(source: Source, to: number): void {
    const { page, table, storage, home } = source
    const before = this.#before.get(storage)
    if (!this.#plan.strict && page !== table && home.copying !== null && before !== undefined)
      this.#keepOpen({ ...source, home: before }, to)
  }

  #keepOpen(source: Source, to: number): void {
    const { lifetimes, openPage } = this.#plan
    const key = `${source.condition} ${this.#groupKey(source)}`
    const until = to + lifetimes.html + openPage
    this.#open.set(key, { source, until: Math.max(until, this.#open.get(key)?.until ?? 0) })
  }

  #asker(source: Source, world: World, isOpenPage: boolean): Asker {
    const { storage, place: _place, ...asker } = source
    const before = isOpenPage || asker.home.copying === null ? null : (this.#before.get(storage) ?? null)
    return { ...asker, isOpenPage, before, views: this.#views(source, world, homeOf(world, storage)) }
  }

  /** What may answer a request of a page: with a URL prefix per release its own folder, else what is beside the servers. */
  #views(source: Source, world: World, home: StorageState): View[] {
    const { topology, sticky, serving } = this.#plan
    if (topology === 'folder-per-release' && serving === 'web-server')
      return [{ storage: home, listed: null, servers: world.servers.map(({ server }) => server) }]
    const views = new Map<string, View>()
    for (const { server, storage: id, listed: own } of source.condition === 'rollback'
      ? this.#back(world)
      : world.servers) {
      if (sticky && !source.servers.includes(server)) continue
      const found = world.storages.get(id)
      if (found === undefined) continue
      // A process that serves the folder of its own release knows nothing under the URLs of another.
      const isOther = topology === 'folder-per-release' && id !== source.storage
      const storage = isOther ? { ...found, ...NOTHING } : found
      const listed = isOther && own !== null ? { ...own, ...NOTHING } : own
      // Storages that hold the same answer alike.
      const { id: _id, ...state } = storage
      const key = JSON.stringify([state, listed === null ? null : { ...listed, id: '' }])
      const known = views.get(key)
      views.set(key, { storage, listed, ...known, servers: [...(known?.servers ?? []), server] })
    }
    return [...views.values()]
  }

  /** The servers as they would be if all went back to A now: each has started anew. */
  #back({ servers, storages }: World): Pick<PlayedServer, 'server' | 'storage' | 'listed'>[] {
    return servers.map(({ server }) => {
      const { storage } = placesOf(this.#plan, server, 'a')
      return { server, storage, listed: this.#plan.serving === 'whitenoise' ? (storages.get(storage) ?? null) : null }
    })
  }

  /**
   * With sticky sessions the server of a page matters, and where names are computed the plain copies that lay beside it;
   * else only its code and table.
   */
  #groupKey({ page, table, storage, home, servers, condition }: Source): string {
    const { plain, plainLeftOvers } = withPlainCopies(home)
    // All names of a page are in its own table.
    const copies = page === table ? '' : `${plain} ${plainLeftOvers}`
    const computed = this.#plan.strict ? '' : `${storage} ${copies}`
    const own = this.#plan.sticky ? `${servers.join()} ${computed}` : computed
    return `${page} ${table} ${condition === 'rollback' ? 'rollback' : ''} ${own}`
  }
}

function homeOf({ storages }: World, id: string): StorageState {
  const home = storages.get(id)
  if (home === undefined) throw new Error(`there is no storage ${id}`)
  return home
}

function pageKey({ page, table }: Pick<Source, 'page' | 'table'>): string {
  return `${page} ${table}`
}
