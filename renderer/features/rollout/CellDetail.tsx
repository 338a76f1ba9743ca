import type { MatrixCell } from '../../../shared/model/rollout.ts'
import { formatClock } from '../../../shared/text/format-clock.ts'
import type { PlayedRollout, RolloutMoment } from '../../state/slices/rollout.ts'
import { HazardChain } from './HazardChain.tsx'
import { amountOf, hazardsOf } from './matrix-rows.ts'
import { NameList } from './NameList.tsx'
import { CONDITION_WORDS, isHarm, OUTCOME_WORDS } from './outcome-words.ts'
import { OutcomeTag } from './OutcomeTag.tsx'

type Props = { readonly cell: MatrixCell; readonly moment: RolloutMoment; readonly rollout: PlayedRollout }

/** Why a cell of the matrix is what it is: its outcomes with their files and pages, and what led to them. */
export function CellDetail({ cell, moment, rollout }: Props) {
  const { startsAt } = rollout.head.plan
  const hazards = hazardsOf(cell, moment.hazards)
  return (
    <section className="why-detail" aria-label={`Why ${OUTCOME_WORDS[cell.worst].word}`} tabIndex={0}>
      <h2>Why {OUTCOME_WORDS[cell.worst].word}</h2>
      {hazards.map((hazard) => (
        <HazardChain key={hazard.id} hazard={hazard} rolloutId={rollout.rolloutId} startsAt={startsAt} />
      ))}
      {cell.outcomes
        .filter(({ outcome }) => !hazards.some((hazard) => hazard.outcome === outcome))
        .map((one) => (
          <div key={`${one.outcome} ${one.condition} ${one.until ?? ''}`} className="outcome">
            <p>
              <OutcomeTag outcome={one.outcome} /> {amountOf(one)}
              {one.until !== null && ` until ${formatClock(startsAt, one.until)}`} {CONDITION_WORDS[one.condition]}
            </p>
            <p className="dim">{one.reason === '' ? OUTCOME_WORDS[one.outcome].meaning : one.reason}</p>
            {isHarm(one.outcome) && (
              <>
                <NameList label="Pages" names={one.pages} total={one.pageCount ?? 0} />
                <NameList label="Files" names={one.files} total={one.fileCount} />
              </>
            )}
          </div>
        ))}
    </section>
  )
}
