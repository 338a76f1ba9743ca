import type { RolloutPlan } from '../../model/rollout-plan.ts'
import type { NameTable, ReleaseSide, SideNames, StorageState } from '../../model/rollout.ts'
import { diskOf } from './plan-acts.ts'

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

/** What a process finds at the place of a manifest, and the sentence on how it came there. */
export type LaidManifest = { readonly holds: NameTable; readonly past: string }

/** The world from a moment on, until the next. */
export type World = {
  readonly at: number
  readonly storages: ReadonlyMap<string, StorageState>
  /** By the place of the manifest. */
  readonly manifests: ReadonlyMap<string, LaidManifest>
  readonly servers: readonly PlayedServer[]
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

/** Where a collect into a storage writes its manifest; null where it comes with the code. */
export function manifestPlace({ topology }: RolloutPlan, storage: string, side: ReleaseSide): string | null {
  switch (topology) {
    case 'manifest-in-image':
    case 'files-in-image':
      return null
    case 'manifest-per-release':
      return side
    case 'single-server':
    case 'disk-per-server':
    case 'shared-manifest':
    case 'folder-per-release':
      return storage
  }
}

/** The places of manifests that lie in a storage. */
export function manifestsIn({ topology }: RolloutPlan, storage: string): string[] {
  if (topology === 'manifest-in-image') return []
  return topology === 'manifest-per-release' ? ['a', 'b'] : [storage]
}

/**
 * What a process makes of a manifest that is not there: an empty table. The Azure storage of django-storages (1.14.6)
 * opens a blob when it is read, and raises a `ResourceNotFoundError`, which `read_manifest` does not catch.
 */
export function withoutManifest({ bucket }: RolloutPlan): NameTable {
  return bucket === 'azure' ? 'unreadable' : 'empty'
}

/** A process with the code of a release that starts now. */
export function startProcess(
  plan: RolloutPlan,
  storages: ReadonlyMap<string, StorageState>,
  server: number,
  code: ReleaseSide,
  past: readonly string[],
): PlayedServer {
  const { storage } = placesOf(plan, server, code)
  const listed = plan.serving === 'whitenoise' ? (storages.get(storage) ?? null) : null
  return { server, code, table: null, storage, past, listed }
}

/** Second 0: A is collected and runs everywhere; of B there is what comes with its image. */
export function firstWorld(plan: RolloutPlan, sides: SideNames): World {
  const storages = new Map(firstStorages(plan).map((storage) => [storage.id, storage]))
  const manifests = firstManifests(plan, [...storages.keys()], sides)
  const numbers = Array.from({ length: plan.servers }, (_, index) => index + 1)
  const servers = numbers.map((server): PlayedServer => ({
    ...startProcess(plan, storages, server, 'a', []),
    table: 'a',
  }))
  return { at: 0, storages, manifests, servers }
}

function firstStorages({ topology, keepOnlyHashed, servers }: RolloutPlan): StorageState[] {
  const ofA = (id: string): StorageState => ({
    id,
    a: 'all',
    b: 'none',
    plain: keepOnlyHashed ? 'none' : 'a',
    plainLeftOvers: !keepOnlyHashed,
    saved: 'a',
    savedFirst: 'a',
    copying: null,
    rewriting: null,
  })
  switch (topology) {
    case 'files-in-image': {
      const plain = keepOnlyHashed ? 'none' : 'b'
      return [ofA('a'), { ...ofA('b'), a: 'none', b: 'all', plain, plainLeftOvers: false, saved: 'b', savedFirst: 'b' }]
    }
    case 'folder-per-release':
      return [ofA('a'), { ...ofA('b'), a: 'none', plain: 'none', plainLeftOvers: false, savedFirst: 'b' }]
    case 'disk-per-server':
      return Array.from({ length: servers }, (_, index) => ofA(diskOf(index + 1)))
    case 'single-server':
    case 'shared-manifest':
    case 'manifest-per-release':
    case 'manifest-in-image':
      return [ofA('shared')]
  }
}

function firstManifests(plan: RolloutPlan, storages: readonly string[], sides: SideNames): Map<string, LaidManifest> {
  const inImage = plan.topology === 'files-in-image' || plan.topology === 'manifest-in-image'
  const perRelease = inImage || plan.topology === 'folder-per-release' || plan.topology === 'manifest-per-release'
  if (!perRelease)
    return new Map(storages.map((id) => [id, { holds: 'a', past: `The manifest is that of ${sides.a}.` }]))
  return new Map<string, LaidManifest>([
    ['a', { holds: 'a', past: `The manifest of ${sides.a} is in its own place.` }],
    [
      'b',
      {
        holds: inImage ? 'b' : withoutManifest(plan),
        past: `The manifest of ${sides.b} ${inImage ? 'comes with its code' : 'is not written yet'}.`,
      },
    ],
  ])
}
