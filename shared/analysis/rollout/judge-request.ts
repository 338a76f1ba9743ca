import type { RolloutPlan } from '../../model/rollout-plan.ts'
import type { NameTable, Outcome, ReleaseSide, StorageState } from '../../model/rollout.ts'
import type { NameClass } from './classify-names.ts'
import type { Use } from './find-uses.ts'
import { withPlainCopies } from './change-storage.ts'

/** What `url()` gives for a name: a stored name of a release, the plain name, a name that exists nowhere, or an error. */
export type Lookup =
  | { readonly kind: 'hashed'; readonly side: ReleaseSide; readonly isComputed: boolean }
  | { readonly kind: 'plain' }
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'error'; readonly error: LookupError }

type LookupError =
  | 'not-in-manifest'
  | 'no-plain-copy'
  | 'plain-copy-away'
  | 'plain-copy-going'
  | 'half-written'
  | 'blob-not-found'

/** Why an outcome is what it is; `describe-hazard.ts` has the words. */
export type Reason =
  | 'fine'
  | 'not-in-manifest'
  | 'empty-table'
  | 'no-plain-copy'
  | 'plain-copy-away'
  | 'plain-copy-going'
  | 'half-written'
  | 'blob-not-found'
  | 'hash-of-plain-copy'
  | 'computed'
  | 'not-there'
  | 'rewritten'
  | 'rewritten-under-whitenoise'
  | 'not-listed'
  | 'deleted-under-whitenoise'
  | 'cut-by-whitenoise'
  | 'other-table'
  | 'other-plain'
  | 'other-bytes'
  | 'cached'

export type Judgement = { readonly outcome: Outcome; readonly isMoment: boolean; readonly reason: Reason }

const FINE: Judgement = { outcome: 'ok', isMoment: false, reason: 'fine' }

/**
 * What the template tag makes of a name (`ManifestFilesMixin.stored_name`, all series): the table's entry; without one an
 * error, or, not strict, a name computed from the plain copy that lies in the storage now.
 */
export function lookUp(
  use: Use,
  nameClass: NameClass,
  table: NameTable,
  storage: StorageState,
  { strict, bucket }: Pick<RolloutPlan, 'strict' | 'bucket'>,
): Lookup {
  if (use.how === 'plain') return { kind: 'plain' }
  // Raised where the storage is made, so that every name fails, hashed or not.
  if (table === 'unreadable') return { kind: 'error', error: bucket === 'azure' ? 'blob-not-found' : 'half-written' }
  if (table !== 'empty' && isIn(nameClass, table))
    return nameClass.isHashed[table] ? { kind: 'hashed', side: table, isComputed: false } : { kind: 'plain' }
  if (!nameClass.isHashed.a && !nameClass.isHashed.b) return { kind: 'plain' }
  if (strict) return { kind: 'error', error: 'not-in-manifest' }
  // Copied one after the other, new ones into their places and known ones behind a delete.
  if (storage.copying !== null && isIn(nameClass, storage.copying)) return { kind: 'error', error: 'plain-copy-away' }
  const side = plainHolder(nameClass, storage)
  if (side === null) return { kind: 'error', error: 'no-plain-copy' }
  return nameClass.isRewritten[side] ? { kind: 'nowhere' } : { kind: 'hashed', side, isComputed: true }
}

/** What a look-up gives in a span; each null where it gives nothing else. */
export type Lookups = {
  readonly now: Lookup
  /** While a collect goes on: from the plain copy that lay there before it, and from the one that it brings. */
  readonly before: Lookup | null
  readonly later: Lookup | null
}

/**
 * All that a look-up gives while a collect goes on. Where a name is computed, `stored_name` opens the plain copy at each
 * call and keeps nothing (`ManifestFilesMixin`, 3.2 to 6.1; only `HashedFilesMixin` stores what it computed). So it gives
 * the name of what lay there before, an error, and the name of what comes; for what `--clear` deletes and the collect does
 * not bring back, the first two.
 * @param beside the storage beside the process now, and `before` the collect that goes on in it; null if none does
 */
export function lookUpAll(
  use: Use,
  nameClass: NameClass,
  table: NameTable,
  { home, before }: { readonly home: StorageState; readonly before: StorageState | null },
  plan: Pick<RolloutPlan, 'strict' | 'bucket'>,
): Lookups {
  const now = lookUp(use, nameClass, table, home, plan)
  if (now.kind !== 'error' || (now.error !== 'plain-copy-away' && now.error !== 'no-plain-copy'))
    return { now, before: null, later: null }
  const from = (storage: StorageState | null): Lookup | null => {
    const found = storage === null ? null : lookUp(use, nameClass, table, storage, plan)
    return found?.kind === 'error' ? null : found
  }
  const all = { before: from(before), later: from(withPlainCopies(home)) }
  const isGoing = now.error === 'no-plain-copy' && all.before !== null
  return { now: isGoing ? { kind: 'error', error: 'plain-copy-going' } : now, ...all }
}

/** Errors of a page that is sent as well while a collect goes on: before a plain copy went, or when it came. */
export const PASSING: ReadonlySet<Reason> = new Set(['plain-copy-away', 'plain-copy-going'])

/** Whether a look-up ends its page with an error, at all times of a span. */
export function endsPage(lookup: Lookup): boolean {
  return lookup.kind === 'error' && !PASSING.has(lookup.error)
}

/**
 * What a visitor gets for a name of a page.
 * @param storage what answers the request
 * @param listed what WhiteNoise listed when its process started; null for a web server, which looks at each request
 */
export function judgeRequest(
  lookup: Lookup,
  nameClass: NameClass,
  page: ReleaseSide,
  table: NameTable,
  storage: StorageState,
  listed: StorageState | null,
): Judgement {
  switch (lookup.kind) {
    case 'error':
      if (lookup.error !== 'not-in-manifest') return always('error-500', lookup.error)
      return always('error-500', table === 'empty' ? 'empty-table' : 'not-in-manifest')
    case 'nowhere':
      return always('missing', 'hash-of-plain-copy')
    case 'plain': {
      const holder = plainHolder(nameClass, storage)
      const known = listed === null ? holder : plainHolder(nameClass, listed)
      if (holder === null) return always(...absent(known !== null && listed !== null))
      if (known === null) return always('missing', 'not-listed')
      if (storage.copying === holder) return rewritten(listed)
      if (plainContent(nameClass, storage, listed) === 'cut') return always('other-version', 'cut-by-whitenoise')
      return holder === page || nameClass.isSamePlain || !isIn(nameClass, page)
        ? FINE
        : always('other-version', 'other-plain')
    }
    case 'hashed': {
      const isThere = hasHashed(nameClass, lookup.side, storage)
      const isListed = listed === null || hasHashed(nameClass, lookup.side, listed)
      if (!isThere) return always(...absent(listed !== null && isListed))
      if (!isListed) return always('missing', 'not-listed')
      if (isRewrittenNow(nameClass, lookup.side, storage)) return rewritten(listed)
      if (nameClass.isSameName && !nameClass.isSameOutput) {
        const content = outputContent(nameClass, storage, listed)
        if (content === 'cut') return always('other-version', 'cut-by-whitenoise')
        if (content !== page) return always('other-version', 'other-bytes')
      }
      if (lookup.isComputed) {
        const isOwn = lookup.side === page || nameClass.isSameName || nameClass.isSameOutput || !isIn(nameClass, page)
        return isOwn ? always('unhashed', 'computed') : always('other-version', 'other-plain')
      }
      if (lookup.side === page || nameClass.isSameName) return FINE
      return always(nameClass.isSameOutput ? 'harmless' : 'other-version', 'other-table')
    }
  }
}

/** What a server sends: the bytes of a release, or those that WhiteNoise cuts to the size that it listed. Null: none. */
export type Content = ReleaseSide | 'cut' | null

/** What a server sends for a plain name. */
export function plainContent(nameClass: NameClass, storage: StorageState, listed: StorageState | null): Content {
  const holder = plainHolder(nameClass, storage)
  const known = listed === null ? holder : plainHolder(nameClass, listed)
  if (holder === null || known === null) return null
  return known === holder || nameClass.isSamePlainSize ? holder : 'cut'
}

/**
 * What a server sends for a stored name that both releases have. `HashedFilesMixin._post_process` (3.2 to 6.1) deletes and
 * saves adjustable files anew, and saves others only where no such file exists: those stay the first one's.
 */
export function outputContent(nameClass: NameClass, storage: StorageState, listed: StorageState | null): Content {
  if (!hasHashed(nameClass, 'a', storage) || (listed !== null && !hasHashed(nameClass, 'a', listed))) return null
  const holderIn = ({ saved, savedFirst }: StorageState): ReleaseSide => (nameClass.isAdjustable ? saved : savedFirst)
  const holder = holderIn(storage)
  return listed === null || holderIn(listed) === holder || nameClass.isSameOutputSize ? holder : 'cut'
}

/** Whether a release has the names of a class. */
export function isIn(nameClass: NameClass, side: ReleaseSide): boolean {
  return side === 'a' ? nameClass.inA : nameClass.inB
}

/** Whose plain copy of a name lies in a storage; null if none does. */
export function plainHolder(nameClass: NameClass, { plain, plainLeftOvers }: StorageState): ReleaseSide | null {
  if (plain === 'none' || plain === 'arriving') return null
  if (isIn(nameClass, plain)) return plain
  // What lies there as A left it holds nothing of B.
  return plain === 'b' && plainLeftOvers && nameClass.inA ? 'a' : null
}

function hasHashed(nameClass: NameClass, side: ReleaseSide, storage: StorageState): boolean {
  if (storage[side] === 'all') return true
  if (!nameClass.isSameName) return false
  const other = side === 'a' ? 'b' : 'a'
  return storage[side] === 'shared' || storage[other] === 'all' || storage[other] === 'shared'
}

/** Deleted and saved again for a moment: `HashedFilesMixin._post_process` does so with adjustable files that exist. */
function isRewrittenNow(nameClass: NameClass, side: ReleaseSide, { rewriting }: StorageState): boolean {
  if (rewriting === null || !nameClass.isAdjustable) return false
  return rewriting === side || nameClass.isSameName
}

/** Between delete and save: a 404, or, where WhiteNoise has listed the file, a FileNotFoundError, which no cache keeps. */
function rewritten(listed: StorageState | null): Judgement {
  return listed === null
    ? { outcome: 'missing', isMoment: true, reason: 'rewritten' }
    : { outcome: 'error-500', isMoment: true, reason: 'rewritten-under-whitenoise' }
}

/** A file that WhiteNoise has listed and does not find is a FileNotFoundError (WhiteNoise 6). */
function absent(wasListed: boolean): [Outcome, Reason] {
  return wasListed ? ['error-500', 'deleted-under-whitenoise'] : ['missing', 'not-there']
}

function always(outcome: Outcome, reason: Reason): Judgement {
  return { outcome, isMoment: false, reason }
}
