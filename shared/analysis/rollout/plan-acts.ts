import type { RolloutPlan } from '../../model/rollout-plan.ts'
import type { ReleaseSide } from '../../model/rollout.ts'

/** One thing that a plan does, at a second after its start. Of acts at one time the earlier in the list comes first. */
export type Act =
  | {
      readonly kind: 'collect-start' | 'collect-copied' | 'collect-saved' | 'manifest-begun' | 'collect-end'
      readonly at: number
      readonly side: ReleaseSide
      readonly storage: string
    }
  | { readonly kind: 'switch' | 'rollback'; readonly at: number; readonly servers: readonly number[] }
  | { readonly kind: 'restart' | 'first-use'; readonly at: number; readonly server: number }
  | { readonly kind: 'clean-up'; readonly at: number }

/** Whether files lie on a disk of their own beside each server. */
export function hasOwnDisks({ topology }: RolloutPlan): boolean {
  return topology === 'disk-per-server'
}

/** Seconds after the start at which the last server has the code of B. */
export function switchEnd({ servers, switch: { at, wave, every } }: RolloutPlan): number {
  return at + (Math.ceil(servers / wave) - 1) * every
}

/** Whether nothing is collected into a storage while the release goes out: the files come with the processes. */
export function isInImage({ topology }: RolloutPlan): boolean {
  return topology === 'files-in-image'
}

/** All that a plan does, in order. */
export function actsOf(plan: RolloutPlan): Act[] {
  const acts = [...collectsOf(plan), ...switchesOf(plan), ...restartsOf(plan), ...rollbackOf(plan)]
  if (plan.cleanUp !== null) acts.push({ kind: 'clean-up', at: plan.cleanUp.at })
  return acts.sort((one, other) => one.at - other.at)
}

function switchesOf({ servers, switch: { at, wave, every } }: RolloutPlan): Act[] {
  const acts: Act[] = []
  for (let first = 1, moment = at; first <= servers; first += wave, moment += every) {
    const count = Math.min(wave, servers - first + 1)
    acts.push({ kind: 'switch', at: moment, servers: Array.from({ length: count }, (_, index) => first + index) })
  }
  return acts
}

/** On disks of their own each server collects as long before (or after) its switch as the first does. */
function collectsOf(plan: RolloutPlan): Act[] {
  if (isInImage(plan)) return []
  if (!hasOwnDisks(plan))
    return collectInto(plan, 'b', plan.topology === 'folder-per-release' ? 'b' : 'shared', plan.collect.at)
  const ahead = plan.collect.at - plan.switch.at
  return switchesOf(plan).flatMap((act) =>
    act.kind === 'switch'
      ? act.servers.flatMap((server) =>
          collectInto(
            plan,
            'b',
            diskOf(server),
            plan.collect.where === 'all' ? plan.collect.at : Math.max(0, act.at + ahead),
          ),
        )
      : [],
  )
}

/**
 * In a bucket, where each call takes its time, plain copies and hashed files are told apart: `collectstatic` saves all
 * plain copies before `post_process` makes the first hashed file (every series).
 */
function collectInto(plan: RolloutPlan, side: ReleaseSide, storage: string, at: number): Act[] {
  const { takes, gap, plain } = plan.collect
  const copied = at + Math.min(takes, plain ?? Math.floor(takes / 2))
  const isHalf = writingTime(plan) > 0
  return [
    { kind: 'collect-start', at, side, storage },
    ...(plan.bucket === null ? [] : [{ kind: 'collect-copied', at: copied, side, storage } as const]),
    { kind: 'collect-saved', at: at + takes, side, storage },
    ...(isHalf ? [{ kind: 'manifest-begun', at: at + takes + gap, side, storage } as const] : []),
    { kind: 'collect-end', at: at + collectTime(plan), side, storage },
  ]
}

/** Seconds from the start of a collect to its end. */
function collectTime(plan: RolloutPlan): number {
  return plan.collect.takes + plan.collect.gap + writingTime(plan)
}

/** Seconds in which a manifest lies half written: in a bucket, and where it is sent before the files, none. */
function writingTime({ bucket, collect, topology }: RolloutPlan): number {
  const comesWithCode = topology === 'manifest-in-image' || topology === 'files-in-image'
  return bucket !== null || collect.manifest === 'first' || comesWithCode ? 0 : collect.writing
}

/** The name of a server's own disk. */
export function diskOf(server: number): string {
  return `server ${server}`
}

function restartsOf({ restarts, servers }: RolloutPlan): Act[] {
  return restarts
    .filter(({ server }) => server <= servers)
    .flatMap(({ at, server, firstUse }): Act[] => [
      { kind: 'restart', at, server },
      { kind: 'first-use', at: at + firstUse, server },
    ])
}

function rollbackOf(plan: RolloutPlan): Act[] {
  const { rollback, servers } = plan
  if (rollback === null) return []
  const all = Array.from({ length: servers }, (_, index) => index + 1)
  if (!rollback.collect || isInImage(plan)) return [{ kind: 'rollback', at: rollback.at, servers: all }]
  const storages = hasOwnDisks(plan) ? all.map(diskOf) : [plan.topology === 'folder-per-release' ? 'a' : 'shared']
  const collects = storages.flatMap((storage) => collectInto(plan, 'a', storage, rollback.at))
  return [...collects, { kind: 'rollback', at: rollback.at + collectTime(plan), servers: all }]
}
