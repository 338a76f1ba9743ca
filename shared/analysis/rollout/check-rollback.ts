import type { RolloutPlan } from '../../model/rollout-plan.ts'
import type { RollbackCheck } from '../../model/rollout.ts'
import { formatClock } from '../../text/format-clock.ts'
import { plural } from '../../text/plural.ts'
import type { FoundHazard } from './find-hazards.ts'
import { placesOf } from './world.ts'
import type { PlayedSpans } from './play-spans.ts'
import { spanAt } from './matrix-at.ts'

/** Whether the code of A alone can come back at a moment, and what it needs besides. */
export function checkRollback(
  plan: RolloutPlan,
  played: PlayedSpans,
  hazards: readonly FoundHazard[],
  at: number,
): RollbackCheck {
  const time = formatClock(plan.startsAt, at)
  const { world } = spanAt(played.spans, at)
  const needs: string[] = []
  const { a, b } = played.sides
  const { manifest, storage } = placesOf(plan, 1, 'a')
  const table = world.manifests.get(manifest)?.holds ?? 'empty'
  const files = world.storages.get(storage)?.a ?? 'none'
  if (table === 'b')
    needs.push(`Run collectstatic of ${a} before its processes start: the manifest there is that of ${b}.`)
  if (table === 'empty' || table === 'unreadable')
    needs.push(`Run collectstatic of ${a} before its processes start: it finds no manifest.`)
  if (files !== 'all') needs.push(`Bring back the files that only ${a} has: they are not in the storage any more.`)
  if (table === 'b' || (table !== 'a' && plan.topology !== 'folder-per-release'))
    needs.push(
      `Touch the sources of ${a} first, or collect with --clear: by their older modified times the plain copies of ${b} would stay.`,
    )
  const hit = hazards.filter(
    ({ hazard }) => hazard.condition === 'rollback' && hazard.from <= at && at < (hazard.to ?? Infinity),
  )
  const count = hit.reduce((sum, { hazard }) => sum + hazard.fileCount, 0)
  if (needs.length === 0)
    return { at, isPossible: true, sentence: `At ${time} ${a} can be rolled back to by its code alone.`, needs }
  const harm = count === 0 ? '' : ` ${plural(count, 'file')} would be wrong or missing.`
  return { at, isPossible: false, sentence: `At ${time} the code of ${a} alone is not enough.${harm}`, needs }
}
