import type { RolloutPlan } from '../../model/rollout-plan.ts'
import type { ReleaseSide, StorageState } from '../../model/rollout.ts'

/** A storage in which a collect begins; with `--clear` all that lay there is gone. */
export function beginCollect(state: StorageState, side: ReleaseSide, plan: RolloutPlan): StorageState {
  const { collect, keepOnlyHashed, bucket } = plan
  const cleared: StorageState = {
    ...state,
    [otherThan(side)]: 'none',
    [side]: 'arriving',
    plain: 'arriving',
    plainLeftOvers: false,
  }
  // Modified times alone decide: an older checkout leaves newer plain copies as they are, and copies where there are none.
  const copies = side === 'b' || collect.clear || keepOnlyHashed
  const plain = copies ? side : state.plain
  return {
    ...(collect.clear ? cleared : { ...state, [side]: state[side] === 'all' ? 'all' : 'arriving', plain }),
    copying: copies ? side : null,
    rewriting: bucket === null ? side : null,
  }
}

/** A storage into which a collect has copied all plain files, and saves hashed ones from now on. */
export function endCopying(state: StorageState, side: ReleaseSide): StorageState {
  return { ...state, plain: state.plain === 'arriving' ? side : state.plain, copying: null, rewriting: side }
}

/** A storage into which a collect has saved all files; its manifest comes next. */
export function endSaving(state: StorageState, side: ReleaseSide, plan: RolloutPlan): StorageState {
  const other = otherThan(side)
  return {
    ...state,
    [side]: 'all',
    saved: side,
    savedFirst: plan.collect.clear ? side : state.savedFirst,
    [other]: plan.collect.clear ? 'shared' : state[other],
    plain: state.plain === 'arriving' ? side : state.plain,
    copying: null,
    rewriting: null,
  }
}

/**
 * A storage in which a collect is done. WhiteNoise deletes the plain copies behind all else, the manifest included
 * (`CompressedManifestStaticFilesStorage.post_process_with_compression`).
 */
export function endCollect(state: StorageState, { keepOnlyHashed }: RolloutPlan): StorageState {
  return keepOnlyHashed ? { ...state, plain: 'none' } : state
}

/** A storage after the clean-up: without the hashed files that only A has; a folder that is A's alone is gone. */
export function cleanUpStorage(state: StorageState, { topology }: RolloutPlan): StorageState {
  if (topology !== 'folder-per-release') return { ...state, a: 'shared' }
  return state.id === 'a' ? { ...state, a: 'none', plain: 'none' } : state
}

/** A storage into which all plain copies have come that a collect still copies. */
export function withPlainCopies(storage: StorageState): StorageState {
  const { plain, copying } = storage
  return { ...storage, plain: plain === 'arriving' ? (copying ?? plain) : plain, copying: null }
}

function otherThan(side: ReleaseSide): ReleaseSide {
  return side === 'a' ? 'b' : 'a'
}
