import { planFrom } from '../../../shared/analysis/rollout/topologies.ts'
import { type RolloutPlanInput, TOPOLOGIES, type Topology } from '../../../shared/model/rollout-plan.ts'
import type { RolloutSet } from './rollout-set.ts'

export type Changes = Partial<RolloutPlanInput> & Partial<Pick<RolloutSet, 'hash' | 'stops' | 'half'>>

/**
 * Times that tell all lifetimes apart: nothing ends while a collect goes on, and pages, plain copies and 404 answers end
 * one after the other. One server restarts in the gap of the manifest, and once more when there is a new one.
 */
const COMMON: Changes = {
  servers: 2,
  collect: { at: 300, takes: 60, gap: 2 },
  switch: { at: 600, wave: 1, every: 120 },
  restarts: [
    { at: 361, server: 2 },
    { at: 480, server: 2, firstUse: 10 },
  ],
  lifetimes: { html: 0, hashed: '365d', plain: 3000, missing: 800 },
  openPage: 1000,
  rollbackWindow: 5000,
  cleanUp: { at: '3h' },
}

const OF_TOPOLOGY: Readonly<Partial<Record<Topology, Changes>>> = {
  // All processes of one machine change at once; one of them crashes before.
  'single-server': { switch: { at: 600, wave: 2, every: 0 } },
  // Each server collects 70 seconds before its switch; the second crashes between the two, in the gap and behind it.
  'disk-per-server': {
    collect: { at: 530, takes: 60, gap: 2 },
    restarts: [
      { at: 711, server: 2 },
      { at: 715, server: 2 },
    ],
  },
}

/** A set of a topology with what is said otherwise. */
export function rolloutSet(title: string, topology: Topology, django: string, changes: Changes = {}): RolloutSet {
  const {
    hash = 'django',
    stops = 'deletions',
    half = 'truncated',
    ...plan
  } = { ...COMMON, ...OF_TOPOLOGY[topology], ...changes }
  const parsed = planFrom(topology, { ...plan, topology })
  if (!parsed.success) throw parsed.error
  return { title: `${topology}, ${title}`, django, plan: parsed.data, hash, stops, half }
}

/** Every topology, with a CDN and without, with a strict look-up and without. */
export function everyTopology(django: string): RolloutSet[] {
  return TOPOLOGIES.flatMap((topology) =>
    [true, false].flatMap((strict) =>
      [false, true].map((cdn) =>
        rolloutSet(`${strict ? 'strict' : 'lenient'}${cdn ? ', CDN' : ''}`, topology, django, { strict, cdn }),
      ),
    ),
  )
}

/** What else goes differently in the field: other orders, WhiteNoise over a disk, deletions, ways back. */
export function otherSets(django: string): RolloutSet[] {
  const shared: readonly Topology[] = ['shared-manifest', 'manifest-per-release', 'manifest-in-image']
  const set = (title: string, topology: Topology, changes: Changes): RolloutSet =>
    rolloutSet(title, topology, django, changes)
  const collect = { at: 300, takes: 60, gap: 2 }
  return [
    ...[...shared, 'disk-per-server' as const].map((topology) =>
      set('--clear', topology, { collect: { ...OF_TOPOLOGY[topology]?.collect, ...collect, clear: true }, cdn: true }),
    ),
    ...[...shared, 'folder-per-release' as const].map((topology) =>
      set('switch before collect', topology, { switch: { at: 100, wave: 1, every: 50 } }),
    ),
    set('switch before collect, lenient', 'manifest-per-release', {
      switch: { at: 100, wave: 1, every: 50 },
      strict: false,
    }),
    set('switch before collect, lenient', 'shared-manifest', {
      switch: { at: 100, wave: 1, every: 50 },
      strict: false,
    }),
    set('one server after the other, collect behind its switch', 'disk-per-server', {
      collect,
      switch: { at: 200, wave: 1, every: 200 },
    }),
    set('all servers collect at once', 'disk-per-server', { collect: { ...collect, where: 'all' } }),
    ...TOPOLOGIES.map((topology) => set('WhiteNoise', topology, { serving: 'whitenoise', cdn: true })),
    set('WhiteNoise, lenient', 'shared-manifest', { serving: 'whitenoise', strict: false }),
    set('WhiteNoise, --clear', 'shared-manifest', { serving: 'whitenoise', collect: { ...collect, clear: true } }),
    set('WhiteNoise, only hashed files', 'files-in-image', { serving: 'whitenoise', keepOnlyHashed: true, cdn: true }),
    set('WhiteNoise, only hashed files', 'shared-manifest', { serving: 'whitenoise', keepOnlyHashed: true }),
    set('WhiteNoise, clean-up under open pages', 'shared-manifest', { serving: 'whitenoise', cleanUp: { at: 900 } }),
    set('web server in the image', 'files-in-image', { serving: 'web-server', cdn: true }),
    set('sticky', 'files-in-image', { sticky: true }),
    set('sticky', 'disk-per-server', { sticky: true }),
    set('clean-up under open pages', 'shared-manifest', { cleanUp: { at: 900 }, cdn: true }),
    set('clean-up under open pages', 'folder-per-release', { cleanUp: { at: 900 } }),
    set('clean-up within the rollback window', 'manifest-per-release', { cleanUp: { at: 2500 } }),
    ...TOPOLOGIES.map((topology) => set('way back', topology, { rollback: { at: 1500 }, cdn: true })),
    ...[...shared, 'disk-per-server' as const].map((topology) =>
      set('way back with a collect', topology, { rollback: { at: 1730, collect: true }, cdn: true }),
    ),
    set('way back with a collect, lenient', 'shared-manifest', {
      rollback: { at: 1730, collect: true },
      strict: false,
    }),
    set('hashes of its own', 'shared-manifest', { hash: 'own', cdn: true }),
    set('hashes of its own, way back', 'shared-manifest', { hash: 'own', rollback: { at: 1730, collect: true } }),
    set('one name with two contents', 'shared-manifest', { hash: 'pinned', cdn: true, stops: 'each' }),
    set('one name with two contents, --clear', 'shared-manifest', {
      hash: 'pinned',
      collect: { ...collect, clear: true },
    }),
    set('one name with two contents, way back', 'disk-per-server', {
      hash: 'pinned',
      rollback: { at: 1730, collect: true },
      cdn: true,
    }),
    set('one name with two contents, lenient', 'shared-manifest', { hash: 'pinned', strict: false }),
    // WhiteNoise sends files that its manifest names with a lifetime of ten years, whatever the plan says.
    set('one name with two contents, WhiteNoise', 'shared-manifest', {
      hash: 'pinned',
      serving: 'whitenoise',
      lifetimes: { html: 0, hashed: '3650d', plain: 3000, missing: 800 },
    }),
    set('CDN that ignores queries', 'shared-manifest', { cdn: true, ignoresQuery: true }),
    set('CDN that ignores queries', 'disk-per-server', { cdn: true, ignoresQuery: true }),
    set('CDN that ignores queries, --clear', 'shared-manifest', {
      cdn: true,
      ignoresQuery: true,
      collect: { ...collect, clear: true },
    }),
    ...[false, true].map((ignoresQuery) =>
      set(`switch before collect, CDN that ${ignoresQuery ? 'ignores' : 'keeps'} queries`, 'shared-manifest', {
        cdn: true,
        ignoresQuery,
        switch: { at: 100, wave: 1, every: 50 },
      }),
    ),
    set('cached pages', 'shared-manifest', { lifetimes: { html: 200, hashed: '365d', plain: 3000, missing: 800 } }),
    ...([true, false] as const).map((strict) =>
      set(`pages cached at a CDN, ${strict ? 'strict' : 'lenient'}`, 'shared-manifest', {
        strict,
        cdn: true,
        openPage: 0,
        lifetimes: { html: 1500, hashed: '365d', plain: 3000, missing: 800 },
        cleanUp: { at: 1000 },
      }),
    ),
    set('pages cached at a CDN', 'folder-per-release', {
      cdn: true,
      openPage: 0,
      lifetimes: { html: 1500, hashed: '365d', plain: 3000, missing: 800 },
      cleanUp: { at: 1000 },
    }),
    set('three servers in two waves', 'manifest-per-release', { servers: 3, switch: { at: 600, wave: 2, every: 120 } }),
    set('no restarts', 'shared-manifest', { recycling: false, restarts: [], cdn: true, stops: 'each' }),
  ]
}
