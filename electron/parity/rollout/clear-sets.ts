import type { Topology } from '../../../shared/model/rollout-plan.ts'
import type { RolloutSet } from './rollout-set.ts'
import { type Changes, rolloutSet } from './rollout-sets.ts'

/** A collect that deletes everything first, under look-ups that compute names from the plain copies of the moment. */
const COLLECT = { at: 300, takes: 60, gap: 2, clear: true }
const CLEAR: Changes = { collect: COLLECT, strict: false, stops: 'each' }
/** The disk of a server is cleared 70 seconds before its switch. */
const CLEAR_DISKS: Changes = { ...CLEAR, collect: { ...COLLECT, at: 530 } }
/** Processes with the code of B have an empty table, or that of A, before the collect of B begins. */
const CODE_BEFORE: Changes = { ...CLEAR, switch: { at: 100, wave: 1, every: 50 } }
const WAY_BACK: Changes = { ...CLEAR, rollback: { at: 1730, collect: true } }

/** `--clear` where a look-up is not strict. */
export function clearSets(django: string): RolloutSet[] {
  const set = (title: string, topology: Topology, changes: Changes): RolloutSet =>
    rolloutSet(`--clear, lenient${title === '' ? '' : `, ${title}`}`, topology, django, changes)
  const shared: readonly Topology[] = ['shared-manifest', 'manifest-per-release', 'manifest-in-image', 'single-server']
  return [
    ...shared.flatMap((topology) => [set('', topology, CLEAR), set('CDN', topology, { ...CLEAR, cdn: true })]),
    set('', 'disk-per-server', CLEAR_DISKS),
    set('CDN', 'disk-per-server', { ...CLEAR_DISKS, cdn: true }),
    set('sticky', 'disk-per-server', { ...CLEAR_DISKS, sticky: true }),
    set('all servers collect at once', 'disk-per-server', { ...CLEAR, collect: { ...COLLECT, where: 'all' } }),
    set('CDN', 'folder-per-release', { ...CLEAR, cdn: true }),
    set('switch before collect, CDN', 'shared-manifest', { ...CODE_BEFORE, cdn: true }),
    set('switch before collect, CDN', 'manifest-per-release', { ...CODE_BEFORE, cdn: true }),
    set('way back with a collect, CDN', 'shared-manifest', { ...WAY_BACK, cdn: true }),
    set('way back with a collect', 'manifest-per-release', WAY_BACK),
    set('way back with a collect', 'disk-per-server', {
      ...WAY_BACK,
      ...CLEAR_DISKS,
      rollback: { at: 1730, collect: true },
    }),
    set('half-written manifest', 'shared-manifest', {
      ...CLEAR,
      collect: { ...COLLECT, writing: 20 },
      restarts: [
        { at: 361, server: 2 },
        { at: 370, server: 2 },
        { at: 480, server: 2, firstUse: 10 },
      ],
      half: 'empty',
    }),
    set('one name with two contents, CDN', 'shared-manifest', { ...CLEAR, hash: 'pinned', cdn: true }),
    set('pages cached at a CDN', 'shared-manifest', {
      ...CLEAR,
      cdn: true,
      openPage: 0,
      lifetimes: { html: 1500, hashed: '365d', plain: 3000, missing: 800 },
    }),
    set('WhiteNoise', 'shared-manifest', { ...CLEAR, serving: 'whitenoise' }),
    set('WhiteNoise, CDN', 'manifest-per-release', { ...CLEAR, serving: 'whitenoise', cdn: true }),
    set('WhiteNoise, only hashed files', 'shared-manifest', { ...CLEAR, serving: 'whitenoise', keepOnlyHashed: true }),
  ]
}
