import type { RolloutPlan } from '../../model/rollout-plan.ts'
import type { NameTable, ReleaseSide, RolloutEvent, SideNames, StorageState } from '../../model/rollout.ts'
import { formatClock } from '../../text/format-clock.ts'
import { beginCollect, cleanUpStorage, endCollect, endCopying, endSaving } from './change-storage.ts'
import { type Act, actsOf } from './plan-acts.ts'
import {
  firstWorld,
  type LaidManifest,
  manifestPlace,
  manifestsIn,
  placesOf,
  type PlayedServer,
  startProcess,
  withoutManifest,
  type World,
} from './world.ts'

/** The events of a plan, and the world after each moment at which something happens; the first is that of second 0. */
export type Played = { readonly events: readonly RolloutEvent[]; readonly worlds: readonly World[] }

/** Plays a plan. @param sides what the releases are called in the sentences */
export function playPlan(plan: RolloutPlan, sides: SideNames): Played {
  const player = new Player(plan, sides)
  for (const act of actsOf(plan)) player.act(act)
  return player.end()
}

/** Where the time line shows an event. */
const LANES: Readonly<Record<RolloutEvent['kind'], RolloutEvent['lane']>> = {
  start: 'plan',
  clear: 'storage',
  'collect-start': 'storage',
  'collect-copied': 'storage',
  'manifest-deleted': 'manifest',
  'manifest-begun': 'manifest',
  'manifest-written': 'manifest',
  'collect-end': 'storage',
  switch: 'server',
  restart: 'server',
  'first-use': 'server',
  rollback: 'server',
  'clean-up': 'storage',
}

class Player {
  readonly #plan: RolloutPlan
  readonly #sides: SideNames
  readonly #events: RolloutEvent[] = []
  readonly #worlds: World[]
  #now = 0
  readonly #storages: Map<string, StorageState>
  readonly #manifests: Map<string, LaidManifest>
  #servers: readonly PlayedServer[]

  constructor(plan: RolloutPlan, sides: SideNames) {
    this.#plan = plan
    this.#sides = sides
    const first = firstWorld(plan, sides)
    this.#storages = new Map(first.storages)
    this.#manifests = new Map(first.manifests)
    this.#servers = first.servers
    this.#worlds = [first]
    this.#tell('start', `${sides.a} is running.`)
  }

  act(act: Act): void {
    this.#now = act.at
    switch (act.kind) {
      case 'collect-start':
        this.#startCollect(act.storage, act.side)
        break
      case 'collect-copied':
        this.#endCopying(act.storage, act.side)
        break
      case 'collect-saved':
        this.#endSaving(act.storage, act.side)
        break
      case 'manifest-begun':
        this.#beginManifest(act.storage, act.side)
        break
      case 'collect-end':
        this.#endCollect(act.storage, act.side)
        break
      case 'switch':
      case 'rollback':
        for (const server of act.servers) this.#changeCode(server, act.kind)
        break
      case 'restart':
        this.#restart(act.server)
        break
      case 'first-use':
        this.#useFirst(act.server)
        break
      case 'clean-up':
        this.#cleanUp()
        break
    }
    this.#keep()
  }

  end(): Played {
    return { events: this.#events, worlds: this.#worlds }
  }

  #startCollect(id: string, side: ReleaseSide): void {
    const { collect } = this.#plan
    if (collect.clear) {
      const past = this.#tell(
        'clear',
        `collectstatic --clear deletes all that lies in ${this.#nameOf(id)}, the manifest with it.`,
      )
      for (const place of manifestsIn(this.#plan, id)) this.#layManifest(place, withoutManifest(this.#plan), past)
    }
    this.#tell('collect-start', `collectstatic of ${this.#sides[side]} starts in ${this.#nameOf(id)}.`)
    this.#storages.set(id, beginCollect(this.#storage(id), side, this.#plan))
    if (collect.manifest === 'first') this.#writeManifest(id, side)
  }

  #endCopying(id: string, side: ReleaseSide): void {
    this.#tell(
      'collect-copied',
      `All plain copies of ${this.#sides[side]} are in ${this.#nameOf(id)}; its hashed files follow.`,
    )
    this.#storages.set(id, endCopying(this.#storage(id), side))
  }

  #endSaving(id: string, side: ReleaseSide): void {
    this.#storages.set(id, endSaving(this.#storage(id), side, this.#plan))
    const place = manifestPlace(this.#plan, id, side)
    if (this.#plan.collect.manifest === 'first' || place === null) return
    const holds = this.#manifests.get(place)?.holds
    if (holds !== 'a' && holds !== 'b') return
    const past = this.#tell(
      'manifest-deleted',
      `The manifest in ${this.#nameOf(place)} is deleted before the new one is written.`,
    )
    this.#layManifest(place, withoutManifest(this.#plan), past)
  }

  #beginManifest(id: string, side: ReleaseSide): void {
    const place = manifestPlace(this.#plan, id, side)
    if (place === null) return
    const past = this.#tell(
      'manifest-begun',
      `The manifest of ${this.#sides[side]} is half written in ${this.#nameOf(place)}.`,
    )
    this.#layManifest(place, 'unreadable', past)
  }

  #endCollect(id: string, side: ReleaseSide): void {
    if (this.#plan.collect.manifest === 'last') this.#writeManifest(id, side)
    this.#storages.set(id, endCollect(this.#storage(id), this.#plan))
    this.#tell('collect-end', `collectstatic of ${this.#sides[side]} is done in ${this.#nameOf(id)}.`)
  }

  #writeManifest(id: string, side: ReleaseSide): void {
    const place = manifestPlace(this.#plan, id, side)
    if (place === null) return
    const past = this.#tell(
      'manifest-written',
      `The manifest of ${this.#sides[side]} is written to ${this.#nameOf(place)}.`,
    )
    this.#layManifest(place, side, past)
  }

  /** Lays a manifest where one is read, or takes it away. Processes that could not read what lay there try again. */
  #layManifest(place: string, holds: NameTable, past: string): void {
    this.#manifests.set(place, { holds, past })
    for (const process of this.#servers) {
      const own = placesOf(this.#plan, process.server, process.code).manifest
      if (process.table === 'unreadable' && own === place)
        this.#put({ ...process, table: holds, past: [...process.past, past] })
    }
  }

  /** A switch brings the code of B, a rollback that of A; the first page comes at once. */
  #changeCode(server: number, kind: 'switch' | 'rollback'): void {
    const code = kind === 'switch' ? 'b' : 'a'
    const how = kind === 'switch' ? 'starts with' : 'is back at'
    const past = this.#tell(kind, `Server ${server} ${how} the code of ${this.#sides[code]}.`, server)
    this.#put(this.#read(startProcess(this.#plan, this.#storages, server, code, [past])))
  }

  #restart(server: number): void {
    const { code } = this.#server(server)
    const past = this.#tell(
      'restart',
      `Server ${server} restarts, still with the code of ${this.#sides[code]}.`,
      server,
    )
    const started = startProcess(this.#plan, this.#storages, server, code, [past])
    // WhiteNoise asks for the manifest while it lists the files, which is at the start.
    this.#put(this.#plan.serving === 'whitenoise' ? this.#read(started) : started)
  }

  #useFirst(number: number): void {
    const server = this.#server(number)
    if (server.table !== null) return
    const past = this.#tell('first-use', `Server ${number} needs the manifest for the first time.`, number)
    this.#put(this.#read({ ...server, past: [...server.past, past] }))
  }

  #cleanUp(): void {
    if (this.#plan.topology === 'files-in-image') return
    const past = this.#tell('clean-up', `Files under hashed names that only ${this.#sides.a} has are deleted.`)
    for (const [id, state] of this.#storages) this.#storages.set(id, cleanUpStorage(state, this.#plan))
    if (this.#plan.topology === 'folder-per-release') this.#layManifest('a', withoutManifest(this.#plan), past)
  }

  /** A process at its first use: the table is that of the manifest now, and stays. */
  #read(process: PlayedServer): PlayedServer {
    const found = this.#manifests.get(placesOf(this.#plan, process.server, process.code).manifest)
    const past = found === undefined ? process.past : [found.past, ...process.past]
    return { ...process, table: found?.holds ?? 'empty', past }
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

  /** Notes what happens now. @returns the same with its time, for the past of those who meet it */
  #tell(kind: RolloutEvent['kind'], sentence: string, server: number | null = null): string {
    this.#events.push({ at: this.#now, kind, lane: LANES[kind], server, sentence })
    return `${formatClock(this.#plan.startsAt, this.#now)} ${sentence}`
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
