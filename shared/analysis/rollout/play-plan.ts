import type { RolloutPlan } from '../../model/rollout-plan.ts'
import type { NameTable, ReleaseSide, RolloutEvent, SideNames, StorageState } from '../../model/rollout.ts'
import { formatClock } from '../../text/format-clock.ts'
import { type Act, actsOf, diskOf } from './plan-acts.ts'

/** A process between two events. */
export type PlayedServer = {
  readonly server: number
  readonly code: ReleaseSide
  /** Null before its first use. */
  readonly table: NameTable | null
  readonly storage: string
  /** Sentences on how it came to its code and table. */
  readonly past: readonly string[]
  /** What WhiteNoise listed when it started; null for a web server. */
  readonly listed: StorageState | null
}

/** The world from a moment on, until the next. */
export type World = {
  readonly at: number
  readonly storages: ReadonlyMap<string, StorageState>
  /** What a process finds at each place of a manifest, and the sentence on how it came there. */
  readonly manifests: ReadonlyMap<string, { readonly holds: NameTable; readonly past: string }>
  readonly servers: readonly PlayedServer[]
}

/** The events of a plan, and the world after each moment at which something happens; the first is that of second 0. */
export type Played = { readonly events: readonly RolloutEvent[]; readonly worlds: readonly World[] }

const FULL: Omit<StorageState, 'id'> = {
  a: 'all',
  b: 'none',
  plain: 'a',
  plainLeftOvers: true,
  copying: null,
  rewriting: null,
}

/** Plays a plan. @param sides what the releases are called in the sentences */
export function playPlan(plan: RolloutPlan, sides: SideNames): Played {
  const player = new Player(plan, sides)
  player.tell(0, 'start', 'plan', null, `${sides.a} is running.`)
  for (const act of actsOf(plan)) player.act(act)
  return player.end()
}

/** The place of the manifest that a process of a release reads, and the storage that its files are asked of. */
export function placesOf(
  { topology }: RolloutPlan,
  server: number,
  code: ReleaseSide,
): { manifest: string; storage: string } {
  switch (topology) {
    case 'single-server':
    case 'shared-manifest':
      return { manifest: 'shared', storage: 'shared' }
    case 'disk-per-server':
      return { manifest: diskOf(server), storage: diskOf(server) }
    case 'manifest-per-release':
    case 'manifest-in-image':
      return { manifest: code, storage: 'shared' }
    case 'folder-per-release':
    case 'files-in-image':
      return { manifest: code, storage: code }
  }
}

class Player {
  readonly #plan: RolloutPlan
  readonly #sides: SideNames
  readonly #events: RolloutEvent[] = []
  readonly #worlds: World[] = []
  #now = 0
  #storages = new Map<string, StorageState>()
  #manifests = new Map<string, { holds: NameTable; past: string }>()
  #servers: PlayedServer[] = []

  constructor(plan: RolloutPlan, sides: SideNames) {
    this.#plan = plan
    this.#sides = sides
    const { topology, keepOnlyHashed, servers } = plan
    const own = topology === 'files-in-image' || topology === 'folder-per-release'
    const full: Omit<StorageState, 'id'> = keepOnlyHashed ? { ...FULL, plain: 'none' } : FULL
    const plainOfB = keepOnlyHashed || topology === 'folder-per-release' ? 'none' : 'b'
    if (own) {
      this.#storages.set('a', { ...full, id: 'a' })
      const inImage = topology === 'files-in-image'
      this.#storages.set('b', {
        ...full,
        id: 'b',
        a: 'none',
        b: inImage ? 'all' : 'none',
        plain: plainOfB,
        plainLeftOvers: false,
      })
    } else if (topology === 'disk-per-server')
      for (let server = 1; server <= servers; server++)
        this.#storages.set(diskOf(server), { ...full, id: diskOf(server) })
    else this.#storages.set('shared', { ...full, id: 'shared' })

    const perRelease = own || topology === 'manifest-per-release' || topology === 'manifest-in-image'
    const inImage = topology === 'files-in-image' || topology === 'manifest-in-image'
    if (perRelease) {
      this.#manifests.set('a', { holds: 'a', past: `The manifest of ${sides.a} is in its own place.` })
      this.#manifests.set('b', {
        holds: inImage ? 'b' : this.#none(),
        past: `The manifest of ${sides.b} ${inImage ? 'comes with its code' : 'is not written yet'}.`,
      })
    } else
      for (const id of this.#storages.keys())
        this.#manifests.set(id, { holds: 'a', past: `The manifest is that of ${sides.a}.` })
    for (let server = 1; server <= servers; server++) this.#servers.push(this.#process(server, 'a', 'a', []))
    this.#keep()
  }

  tell(
    at: number,
    kind: RolloutEvent['kind'],
    lane: RolloutEvent['lane'],
    server: number | null,
    sentence: string,
  ): string {
    this.#events.push({ at, kind, lane, server, sentence })
    return `${formatClock(this.#plan.startsAt, at)} ${sentence}`
  }

  act(act: Act): void {
    if (act.at > this.#now) this.#now = act.at
    switch (act.kind) {
      case 'collect-start':
        this.#startCollect(act.storage, act.side)
        break
      case 'collect-copied':
        this.#copied(act.storage, act.side)
        break
      case 'collect-saved':
        this.#saved(act.storage, act.side)
        break
      case 'manifest-begun':
        this.#beginManifest(act.storage, act.side)
        break
      case 'collect-end':
        this.#endCollect(act.storage, act.side)
        break
      case 'switch':
        for (const server of act.servers) {
          const past = this.tell(
            act.at,
            'switch',
            'server',
            server,
            `Server ${server} starts with the code of ${this.#sides.b}.`,
          )
          this.#put(this.#read(this.#process(server, 'b', null, [past])))
        }
        break
      case 'rollback':
        for (const server of act.servers) {
          const past = this.tell(
            act.at,
            'rollback',
            'server',
            server,
            `Server ${server} is back at the code of ${this.#sides.a}.`,
          )
          this.#put(this.#read(this.#process(server, 'a', null, [past])))
        }
        break
      case 'restart': {
        const { code } = this.#server(act.server)
        const past = this.tell(
          act.at,
          'restart',
          'server',
          act.server,
          `Server ${act.server} restarts, still with the code of ${this.#sides[code]}.`,
        )
        const started = this.#process(act.server, code, null, [past])
        // WhiteNoise asks for the manifest while it lists the files, which is at the start.
        this.#put(this.#plan.serving === 'whitenoise' ? this.#read(started) : started)
        break
      }
      case 'first-use': {
        const server = this.#server(act.server)
        if (server.table !== null) break
        const past = this.tell(
          act.at,
          'first-use',
          'server',
          act.server,
          `Server ${act.server} needs the manifest for the first time.`,
        )
        this.#put(this.#read({ ...server, past: [...server.past, past] }))
        break
      }
      case 'clean-up':
        this.#cleanUp(act.at)
        break
    }
    this.#keep()
  }

  end(): Played {
    return { events: this.#events, worlds: this.#worlds }
  }

  #startCollect(id: string, side: ReleaseSide): void {
    const { collect, keepOnlyHashed, bucket } = this.#plan
    const state = this.#storage(id)
    const other = side === 'a' ? 'b' : 'a'
    if (collect.clear) {
      const past = this.tell(
        this.#now,
        'clear',
        'storage',
        null,
        `collectstatic --clear deletes all that lies in ${this.#nameOf(id)}, the manifest with it.`,
      )
      for (const place of this.#placesIn(id)) this.#putManifest(place, this.#none(), past)
    }
    this.tell(
      this.#now,
      'collect-start',
      'storage',
      null,
      `collectstatic of ${this.#sides[side]} starts in ${this.#nameOf(id)}.`,
    )
    const cleared: StorageState = {
      ...state,
      [other]: 'none',
      [side]: 'arriving',
      plain: 'arriving',
      plainLeftOvers: false,
    }
    // Modified times alone decide: an older checkout leaves newer plain copies as they are.
    const plain = keepOnlyHashed ? 'none' : side === 'a' ? state.plain : side
    this.#storages.set(id, {
      ...(collect.clear ? cleared : { ...state, [side]: state[side] === 'all' ? 'all' : 'arriving', plain }),
      // What is older than what lies there is left alone.
      copying: side === 'b' || collect.clear ? side : null,
      rewriting: bucket === null ? side : null,
    })
    if (collect.manifest === 'first') this.#write(id, side)
  }

  #copied(id: string, side: ReleaseSide): void {
    const state = this.#storage(id)
    const plain = state.plain === 'arriving' && !this.#plan.keepOnlyHashed ? side : state.plain
    this.tell(
      this.#now,
      'collect-copied',
      'storage',
      null,
      `All plain copies of ${this.#sides[side]} are in ${this.#nameOf(id)}; its hashed files follow.`,
    )
    this.#storages.set(id, { ...state, plain, copying: null, rewriting: side })
  }

  #saved(id: string, side: ReleaseSide): void {
    const { collect, keepOnlyHashed } = this.#plan
    const state = this.#storage(id)
    const other = side === 'a' ? 'b' : 'a'
    this.#storages.set(id, {
      ...state,
      [side]: 'all',
      [other]: collect.clear ? 'shared' : state[other],
      plain: keepOnlyHashed ? 'none' : state.plain === 'arriving' ? side : state.plain,
      copying: null,
      rewriting: null,
    })
    const place = this.#manifestPlace(id, side)
    if (collect.manifest === 'first' || place === null) return
    const holds = this.#manifests.get(place)?.holds
    if (holds !== 'a' && holds !== 'b') return
    const past = this.tell(
      this.#now,
      'manifest-deleted',
      'manifest',
      null,
      `The manifest in ${this.#nameOf(place)} is deleted before the new one is written.`,
    )
    this.#putManifest(place, this.#none(), past)
  }

  #beginManifest(id: string, side: ReleaseSide): void {
    const place = this.#manifestPlace(id, side)
    if (place === null) return
    const past = this.tell(
      this.#now,
      'manifest-begun',
      'manifest',
      null,
      `The manifest of ${this.#sides[side]} is half written in ${this.#nameOf(place)}.`,
    )
    this.#putManifest(place, 'unreadable', past)
  }

  #endCollect(id: string, side: ReleaseSide): void {
    if (this.#plan.collect.manifest === 'last') this.#write(id, side)
    this.tell(
      this.#now,
      'collect-end',
      'storage',
      null,
      `collectstatic of ${this.#sides[side]} is done in ${this.#nameOf(id)}.`,
    )
  }

  #write(id: string, side: ReleaseSide): void {
    const place = this.#manifestPlace(id, side)
    if (place === null) return
    const past = this.tell(
      this.#now,
      'manifest-written',
      'manifest',
      null,
      `The manifest of ${this.#sides[side]} is written to ${this.#nameOf(place)}.`,
    )
    this.#putManifest(place, side, past)
  }

  /** Lays a manifest where one is read, or takes it away. Processes that could not read what lay there try again. */
  #putManifest(place: string, holds: NameTable, past: string): void {
    this.#manifests.set(place, { holds, past })
    for (const process of this.#servers) {
      const own = placesOf(this.#plan, process.server, process.code).manifest
      if (process.table === 'unreadable' && own === place)
        this.#put({ ...process, table: holds, past: [...process.past, past] })
    }
  }

  /**
   * What a process makes of a manifest that is not there: an empty table. The Azure storage of django-storages (1.14.6)
   * opens a blob when it is read, and raises a `ResourceNotFoundError`, which `read_manifest` does not catch.
   */
  #none(): NameTable {
    return this.#plan.bucket === 'azure' ? 'unreadable' : 'empty'
  }

  #cleanUp(at: number): void {
    if (this.#plan.topology === 'files-in-image') return
    const past = this.tell(
      at,
      'clean-up',
      'storage',
      null,
      `Files under hashed names that only ${this.#sides.a} has are deleted.`,
    )
    for (const [id, state] of this.#storages) {
      const isOfA = this.#plan.topology === 'folder-per-release' && id === 'a'
      if (this.#plan.topology === 'folder-per-release' && id === 'b') continue
      const plain = isOfA ? 'none' : state.plain
      this.#storages.set(id, { ...state, a: isOfA ? 'none' : 'shared', plain })
    }
    if (this.#plan.topology === 'folder-per-release') this.#putManifest('a', this.#none(), past)
  }

  /** Where a collect into a storage writes its manifest; null where it comes with the code. */
  #manifestPlace(id: string, side: ReleaseSide): string | null {
    switch (this.#plan.topology) {
      case 'manifest-in-image':
      case 'files-in-image':
        return null
      case 'manifest-per-release':
        return side
      case 'single-server':
      case 'disk-per-server':
      case 'shared-manifest':
      case 'folder-per-release':
        return id
    }
  }

  /** The manifests that lie in a storage. */
  #placesIn(id: string): string[] {
    if (this.#plan.topology === 'manifest-in-image') return []
    return this.#plan.topology === 'manifest-per-release' ? ['a', 'b'] : [id]
  }

  #process(server: number, code: ReleaseSide, table: NameTable | null, past: readonly string[]): PlayedServer {
    const { storage } = placesOf(this.#plan, server, code)
    const listed = this.#plan.serving === 'whitenoise' ? this.#storage(storage) : null
    return { server, code, table, storage, past, listed }
  }

  /** A process at its first use: the table is that of the manifest now, and stays. */
  #read(process: PlayedServer): PlayedServer {
    const place = placesOf(this.#plan, process.server, process.code).manifest
    const found = this.#manifests.get(place)
    const holds = found?.holds ?? 'empty'
    return { ...process, table: holds, past: found === undefined ? process.past : [found.past, ...process.past] }
  }

  #server(server: number): PlayedServer {
    const found = this.#servers[server - 1]
    if (found === undefined) throw new Error(`there is no server ${server}`)
    return found
  }

  #put(process: PlayedServer): void {
    this.#servers = this.#servers.with(process.server - 1, process)
  }

  #storage(id: string): StorageState {
    const found = this.#storages.get(id)
    if (found === undefined) throw new Error(`there is no storage ${id}`)
    return found
  }

  /** A storage or a place of a manifest, for people. */
  #nameOf(id: string): string {
    if (id === 'shared') return 'the shared storage'
    return id === 'a' || id === 'b' ? `the place of ${this.#sides[id]}` : `the disk of ${id}`
  }

  /** Keeps the world as it is now, in place of an earlier one of the same second. */
  #keep(): void {
    if (this.#worlds.at(-1)?.at === this.#now) this.#worlds.pop()
    this.#worlds.push({
      at: this.#now,
      storages: new Map(this.#storages),
      manifests: new Map(this.#manifests),
      servers: this.#servers,
    })
  }
}
