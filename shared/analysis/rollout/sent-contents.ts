import type { RolloutPlan } from '../../model/rollout-plan.ts'
import type { ReleaseSide, StorageState } from '../../model/rollout.ts'
import type { NameClass } from './classify-names.ts'
import { type Lookup, outputContent, plainContent } from './judge-request.ts'
import type { World } from './play-plan.ts'

type Sender = { readonly storage: StorageState; readonly listed: StorageState | null; until: number }

/** What servers have sent so far under names that change their content, and until when caches may have it. */
export class SentContents {
  readonly #plan: RolloutPlan
  /** By what lies there and what is listed of it; servers that are alike are one. */
  readonly #senders = new Map<string, Sender>()
  /** What lay in a storage before the collect that goes on in it. */
  readonly #before = new Map<string, StorageState>()
  readonly #keys = new WeakMap<StorageState, string>()

  constructor(plan: RolloutPlan) {
    this.#plan = plan
  }

  /** Keeps what servers sent up to a moment. A file that a collect replaces may have been sent to the end of that collect. */
  remember({ servers, storages }: World, to: number): void {
    for (const { storage: id, listed } of servers) {
      const storage = storages.get(id)
      if (storage === undefined) continue
      this.#note(storage, listed, to)
      // Behind --clear each plain copy is sent from the moment on in which it lies there, though others are still away.
      const arriving = storage.copying ?? storage.rewriting
      if (storage.plain === 'arriving' && arriving !== null) this.#note({ ...storage, plain: arriving }, listed, to)
      const before = this.#before.get(id)
      if (storage.copying === null && storage.rewriting === null) this.#before.set(id, storage)
      else if (before !== undefined) this.#note(before, listed, to)
    }
  }

  /** Until when caches may give something else than a release's own content; null if they do not. */
  staleUntil(lookup: Lookup, nameClass: NameClass, page: ReleaseSide, from: number): number | null {
    // With a URL prefix per release no name has two contents.
    if (!nameClass.inA || !nameClass.inB || this.#plan.topology === 'folder-per-release') return null
    const { plain, hashed } = this.#plan.lifetimes
    if (lookup.kind === 'plain')
      return nameClass.isSamePlain ? null : this.#lastOf(plainContent, plain, nameClass, page, from)
    const changesUnderName = nameClass.isSameName && !nameClass.isSameOutput
    return lookup.kind === 'hashed' && changesUnderName
      ? this.#lastOf(outputContent, hashed, nameClass, page, from)
      : null
  }

  #lastOf(
    contentOf: typeof plainContent,
    lifetime: number,
    nameClass: NameClass,
    page: ReleaseSide,
    from: number,
  ): number | null {
    let last = from
    for (const { storage, listed, until } of this.#senders.values()) {
      if (until + lifetime <= last) continue
      const content = contentOf(nameClass, storage, listed)
      if (content !== null && content !== page) last = until + lifetime
    }
    return last > from ? last : null
  }

  #note(storage: StorageState, listed: StorageState | null, until: number): void {
    const key = `${this.#keyOf(storage)} ${listed === null ? '' : this.#keyOf(listed)}`
    const known = this.#senders.get(key)
    if (known === undefined) this.#senders.set(key, { storage, listed, until })
    else known.until = Math.max(known.until, until)
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
