import { join } from 'node:path'
import { rolloutRelease, type RolloutRelease } from '../../../shared/analysis/rollout/find-uses.ts'
import { DEFAULT_COLLECT_SETTINGS } from '../../../shared/model/collect-settings.ts'
import type { ReleaseSide } from '../../../shared/model/rollout.ts'
import { djangoFolders } from '../../core/check/template-folders.ts'
import { sideOfSource } from '../../core/compare/compared-side.ts'
import type { ReleaseSource } from '../../core/take/take-release.ts'
import type { RealWorld } from './real-world.ts'
import type { RolloutSet } from './rollout-set.ts'

const work = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 0 }

/** Takes both releases as the product does: from the folders of their sources, or, with own hashes, as collected. */
export async function takeReleases(
  set: RolloutSet,
  world: RealWorld,
): Promise<Readonly<Record<ReleaseSide, RolloutRelease>>> {
  return { a: await takeRelease('a', set, world), b: await takeRelease('b', set, world) }
}

async function takeRelease(side: ReleaseSide, set: RolloutSet, world: RealWorld): Promise<RolloutRelease> {
  const taken = await sideOfSource(sourcesOf(side, set, world), side, work)
  const release = set.hash === 'django' ? taken : await withCollected(side, world, taken)
  return rolloutRelease(release)
}

function sourcesOf(side: ReleaseSide, { django, plan }: RolloutSet, { places }: RealWorld): ReleaseSource {
  const checkout = places.checkout(side)
  const settings = {
    ...DEFAULT_COLLECT_SETTINGS,
    django,
    storage: plan.serving === 'whitenoise' ? ('whitenoise-manifest' as const) : ('manifest' as const),
    keepOnlyHashed: plan.keepOnlyHashed,
    manifestStrict: plan.strict,
  }
  const source = { kind: 'directory' as const, path: join(checkout, 'static'), prefix: '' }
  return {
    kind: 'preview',
    request: { settings, sources: [source], staticRoot: null },
    origin: { kind: 'folders', display: checkout, commit: null },
    card: null,
    keepGoing: false,
    remarks: [],
    templateFolders: djangoFolders([join(checkout, 'templates')]),
  }
}

/** Files as a storage with hashes of its own has written them; pages and Django stay those that were read. */
async function withCollected(side: ReleaseSide, { places }: RealWorld, taken: RolloutSide) {
  const folder = places.pristine(side)
  const origin = { kind: 'static-root' as const, display: folder, commit: null }
  const collected = await sideOfSource({ kind: 'static-root', folder, manifest: null, origin }, side, work)
  const { pages, settings } = taken.release
  return { ...collected, release: { ...collected.release, pages, settings } }
}

type RolloutSide = Awaited<ReturnType<typeof sideOfSource>>
