import type { RolloutPlan } from '../../model/rollout-plan.ts'
import type { ReleaseSide, StorageState } from '../../model/rollout.ts'
import { endSaving, withPlainCopies } from './change-storage.ts'
import type { NameClass } from './classify-names.ts'
import { type Lookup, outputContent, plainContent } from './judge-request.ts'
import { type NameNote, NameNotes, type NameSet } from './name-sets.ts'
import type { PlayedServer, World } from './world.ts'

type Sender = { readonly key: string; readonly storage: StorageState; readonly listed: StorageState | null }
/** A sender, and for each name until when it may have sent it. */
type Sent = { readonly sender: Sender; readonly until: NameNotes<number> }

/** What servers have sent so far under addresses that change their content, and until when caches may have it. */
export class SentContents {
  readonly #plan: RolloutPlan
  /** Address to what was sent under it, by what lay there and what was listed of it; servers that are alike are one. */
  readonly #sent = new Map<string, Map<string, Sent>>()
  /** Addresses that are asked for in this span, for which names, and the servers that requests come to. */
  readonly #asked = new Map<string, Map<NameSet, Set<number>>>()
  /** What lay in a storage before the collect that goes on in it. */
  readonly #before = new Map<string, StorageState>()
  readonly #keys = new WeakMap<StorageState, string>()

  constructor(plan: RolloutPlan) {
    this.#plan = plan
  }

  /** Whether an address changes its content. */
  isChanging(lookup: Lookup, nameClass: NameClass): boolean {
    return this.#changing(lookup, nameClass) !== null
  }

  /** Notes that somebody asks for names behind an address, if it is one that changes its content. */
  ask(url: string, lookup: Lookup, nameClass: NameClass, servers: readonly number[], names: NameSet): void {
    if (this.#changing(lookup, nameClass) === null) return
    const asked = this.#asked.get(url) ?? new Map<NameSet, Set<number>>()
    this.#asked.set(url, asked)
    const known = asked.get(names) ?? new Set()
    asked.set(names, known)
    for (const server of servers) known.add(server)
  }

  /**
   * Keeps what servers sent to those who asked, up to a moment. A file that a collect replaces may have been sent to the end
   * of that collect.
   */
  remember(world: World, to: number): void {
    const senders = new Map(world.servers.map((played) => [played.server, this.#sendersOf(played, world)]))
    for (const [url, asked] of this.#asked) {
      const sent = this.#sent.get(url) ?? new Map<string, Sent>()
      this.#sent.set(url, sent)
      for (const [names, servers] of asked) {
        const sending = new Map(
          [...servers].flatMap((server) => (senders.get(server) ?? []).map((sender) => [sender.key, sender] as const)),
        )
        for (const [key, sender] of sending) {
          const { until } = sent.get(key) ?? { until: new NameNotes<number>() }
          until.note(names, to)
          sent.set(key, { sender, until })
        }
      }
    }
    this.#asked.clear()
  }

  /** Until when caches may give something else than a release's own content, for those of some names of which they do. */
  staleUntil(
    url: string,
    lookup: Lookup,
    nameClass: NameClass,
    page: ReleaseSide,
    from: number,
    names: NameSet,
  ): NameNote<number>[] {
    const changing = this.#changing(lookup, nameClass)
    if (changing === null) return []
    const ends = new Map<number, NameSet>()
    for (const { sender, until } of this.#sent.get(url)?.values() ?? []) {
      const content = changing.contentOf(nameClass, sender.storage, sender.listed)
      if (content === null || content === page) continue
      for (const { names: sent, value } of until.of(names)) {
        const end = value + changing.lifetime
        if (end > from) ends.set(end, ends.get(end)?.union(sent) ?? sent)
      }
    }
    // Of several answers the one that lasts longest takes the place of the others.
    const stale = new NameNotes<number>()
    for (const [end, sent] of [...ends].sort(([one], [other]) => one - other)) stale.note(sent, end)
    return stale.of(names)
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
