import type { RolloutPlan } from '../../model/rollout-plan.ts'
import type { ReleaseSide, StorageState } from '../../model/rollout.ts'
import { endSaving, withPlainCopies } from './change-storage.ts'
import type { NameClass } from './classify-names.ts'
import { type Lookup, outputContent, plainContent } from './judge-request.ts'
import type { PlayedServer, World } from './world.ts'

type Sender = { readonly key: string; readonly storage: StorageState; readonly listed: StorageState | null }
type Sent = { readonly sender: Sender; until: number }

/** What servers have sent so far under addresses that change their content, and until when caches may have it. */
export class SentContents {
  readonly #plan: RolloutPlan
  /** Address to what was sent under it, by what lay there and what was listed of it; servers that are alike are one. */
  readonly #sent = new Map<string, Map<string, Sent>>()
  /** Addresses that are asked for in this span, and the servers that requests come to. */
  readonly #asked = new Map<string, Set<number>>()
  /** What lay in a storage before the collect that goes on in it. */
  readonly #before = new Map<string, StorageState>()
  readonly #keys = new WeakMap<StorageState, string>()

  constructor(plan: RolloutPlan) {
    this.#plan = plan
  }

  /** Notes that somebody asks for an address, if it is one that changes its content. */
  ask(url: string, lookup: Lookup, nameClass: NameClass, servers: readonly number[]): void {
    if (this.#changing(lookup, nameClass) === null) return
    const asked = this.#asked.get(url) ?? new Set()
    this.#asked.set(url, asked)
    for (const server of servers) asked.add(server)
  }

  /**
   * Keeps what servers sent to those who asked, up to a moment. A file that a collect replaces may have been sent to the end
   * of that collect.
   */
  remember(world: World, to: number): void {
    const senders = new Map(world.servers.map((played) => [played.server, this.#sendersOf(played, world)]))
    for (const [url, servers] of this.#asked) {
      const sent = this.#sent.get(url) ?? new Map<string, Sent>()
      this.#sent.set(url, sent)
      for (const server of servers)
        for (const sender of senders.get(server) ?? []) {
          const known = sent.get(sender.key)
          if (known === undefined) sent.set(sender.key, { sender, until: to })
          else known.until = Math.max(known.until, to)
        }
    }
    this.#asked.clear()
  }

  /** Until when caches may give something else than a release's own content; null if they do not. */
  staleUntil(url: string, lookup: Lookup, nameClass: NameClass, page: ReleaseSide, from: number): number | null {
    const changing = this.#changing(lookup, nameClass)
    if (changing === null) return null
    let last = from
    for (const { sender, until } of this.#sent.get(url)?.values() ?? []) {
      if (until + changing.lifetime <= last) continue
      const content = changing.contentOf(nameClass, sender.storage, sender.listed)
      if (content !== null && content !== page) last = until + changing.lifetime
    }
    return last > from ? last : null
  }

  /** How long caches keep what lies under a name, and what that is; null where one name has one content. */
  #changing(lookup: Lookup, nameClass: NameClass): { lifetime: number; contentOf: typeof plainContent } | null {
    // With a URL prefix per release no name has two contents.
    if (!nameClass.inA || !nameClass.inB || this.#plan.topology === 'folder-per-release') return null
    const { plain, hashed } = this.#plan.lifetimes
    if (lookup.kind === 'plain') return nameClass.isSamePlain ? null : { lifetime: plain, contentOf: plainContent }
    const changesUnderName = nameClass.isSameName && !nameClass.isSameOutput
    return lookup.kind === 'hashed' && changesUnderName ? { lifetime: hashed, contentOf: outputContent } : null
  }

  /** What a server may have sent from in a span. */
  #sendersOf({ storage: id, listed }: PlayedServer, { storages }: World): Sender[] {
    const storage = storages.get(id)
    if (storage === undefined) return []
    const states = [storage]
    // Each file is sent from the moment on in which it lies there, though a collect has others still to save.
    const { copying, rewriting } = storage
    if (rewriting !== null) states.push(endSaving(storage, rewriting, this.#plan))
    else if (copying !== null) states.push(withPlainCopies(storage))
    const before = this.#before.get(id)
    if (storage.copying === null && storage.rewriting === null) this.#before.set(id, storage)
    else if (before !== undefined) states.push(before)
    return states.map((state) => ({
      key: `${this.#keyOf(state)} ${listed === null ? '' : this.#keyOf(listed)}`,
      storage: state,
      listed,
    }))
  }

  #keyOf(storage: StorageState): string {
    const known = this.#keys.get(storage)
    if (known !== undefined) return known
    const { id: _id, ...state } = atRest(storage)
    const key = JSON.stringify(state)
    this.#keys.set(storage, key)
    return key
  }
}

/** A storage in which nothing is away for a moment. */
export function atRest(storage: StorageState): StorageState {
  return { ...storage, copying: null, rewriting: null }
}
