import type { Topology } from '../../../shared/model/rollout-plan.ts'
import type { RolloutSet } from './rollout-set.ts'
import { type Changes, rolloutSet } from './rollout-sets.ts'

/**
 * A manifest lies half written for twenty seconds. One server restarts in the gap before it and again within it, the
 * other restarts within it and needs it when it is whole; a switch comes long after it, or within it.
 */
const HALF: Changes = {
  collect: { at: 300, takes: 60, gap: 2, writing: 20 },
  restarts: [
    { at: 361, server: 2 },
    { at: 370, server: 2 },
    { at: 375, server: 1, firstUse: 20 },
    { at: 480, server: 2, firstUse: 10 },
  ],
}
const HALF_ON_DISKS: Changes = {
  collect: { at: 510, takes: 60, gap: 2, writing: 20 },
  restarts: [
    { at: 691, server: 2 },
    { at: 700, server: 2 },
  ],
}
/** The first server has the new code while the manifest is half written, the second when it is whole. */
const WITHIN: Changes = { ...HALF, switch: { at: 370, wave: 1, every: 60 }, restarts: [] }

/** A tool sends the manifest before the files that it names. */
const FIRST: Changes = { collect: { at: 300, takes: 60, gap: 2, manifest: 'first' }, cdn: true }
const CODE_BEFORE: Changes = { ...FIRST, switch: { at: 100, wave: 1, every: 50 } }

/** Manifests that are not there whole, or before their files. */
export function manifestSets(django: string): RolloutSet[] {
  const half = (title: string, topology: Topology, changes: Changes): RolloutSet =>
    rolloutSet(`half-written manifest, ${title}`, topology, django, changes)
  const first = (title: string, topology: Topology, changes: Changes): RolloutSet =>
    rolloutSet(`manifest before its files, ${title}`, topology, django, changes)
  return [
    half('strict, CDN', 'shared-manifest', { ...HALF, cdn: true }),
    half('lenient', 'shared-manifest', { ...HALF, strict: false, half: 'empty' }),
    half('--clear', 'shared-manifest', { ...HALF, collect: { ...HALF.collect, clear: true }, half: 'empty' }),
    half('strict', 'disk-per-server', { ...HALF_ON_DISKS, half: 'empty' }),
    half('lenient, CDN', 'disk-per-server', { ...HALF_ON_DISKS, strict: false, cdn: true }),
    half('switch within', 'shared-manifest', WITHIN),
    half('switch within', 'manifest-per-release', { ...WITHIN, cdn: true }),
    half('switch within, lenient', 'manifest-per-release', { ...WITHIN, strict: false, half: 'empty' }),
    half('switch within', 'folder-per-release', WITHIN),
    half('WhiteNoise', 'shared-manifest', { ...HALF, serving: 'whitenoise', half: 'empty' }),
    half('WhiteNoise, switch within, lenient', 'manifest-per-release', {
      ...WITHIN,
      serving: 'whitenoise',
      strict: false,
    }),
    half('way back with a collect', 'shared-manifest', { ...HALF, rollback: { at: 1730, collect: true } }),
    first('strict', 'shared-manifest', FIRST),
    first('lenient', 'shared-manifest', { ...FIRST, strict: false }),
    first('strict', 'disk-per-server', { ...FIRST, collect: { ...FIRST.collect, at: 530 } }),
    first('switch before collect', 'shared-manifest', CODE_BEFORE),
    first('switch before collect, lenient', 'shared-manifest', { ...CODE_BEFORE, strict: false }),
    first('switch before collect', 'manifest-per-release', CODE_BEFORE),
    first('switch before collect', 'folder-per-release', CODE_BEFORE),
    first('WhiteNoise', 'shared-manifest', { ...FIRST, serving: 'whitenoise' }),
    first('way back with a collect', 'shared-manifest', { ...FIRST, rollback: { at: 1730, collect: true } }),
  ]
}
