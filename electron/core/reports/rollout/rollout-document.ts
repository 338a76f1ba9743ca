import { deletableAt } from '../../../../shared/analysis/rollout/keep-until.ts'
import { type Rollout, worstMoment } from '../../../../shared/analysis/rollout/simulate-rollout.ts'
import { ROLLOUT_SCHEMA, type RolloutDocument } from '../../../../shared/model/rollout.ts'

/** A rollout as `rollout --json` gives it. @param at seconds after the start; null: the worst moment */
export function rolloutDocument(rollout: Rollout, at: number | null): RolloutDocument {
  const moment = at ?? worstMoment(rollout)
  const keep = rollout.keep()
  return {
    schema: ROLLOUT_SCHEMA,
    head: rollout.head,
    events: [...rollout.events],
    hazards: rollout.hazards.map(({ hazard }) => hazard),
    matrix: { at: moment, cells: rollout.matrixAt(moment) },
    keepUntil: [...keep],
    deletable: deletableAt(keep, moment).map(({ storedName }) => storedName),
    rollback: rollout.rollbackAt(moment),
    advice: rollout.advice(),
  }
}
