import { planFrom } from '../../../shared/analysis/rollout/topologies.ts'
import { type RolloutPlanInput, TOPOLOGIES, type Topology } from '../../../shared/model/rollout-plan.ts'
import type { RolloutSet } from './rollout-set.ts'

type Changes = Partial<RolloutPlanInput> & { readonly hash?: RolloutSet['hash']; readonly stops?: RolloutSet['stops'] }

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
  const { hash = 'django', stops = 'deletions', ...plan } = { ...COMMON, ...OF_TOPOLOGY[topology], ...changes }
  const parsed = planFrom(topology, { ...plan, topology })
  if (!parsed.success) throw parsed.error
  return { title: `${topology}, ${title}`, django, plan: parsed.data, hash, stops }
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
