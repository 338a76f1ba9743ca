import type { Hazard } from '../../../shared/model/rollout.ts'
import { amountOf } from './matrix-rows.ts'
import { formatWindow } from './moment-words.ts'
import { CONDITION_WORDS } from './outcome-words.ts'
import { OutcomeTag } from './OutcomeTag.tsx'

type Props = {
  readonly hazard: Hazard
  readonly isSelected: boolean
  readonly startsAt: string
  readonly onChoose: (hazard: Hazard) => void
}

/** A hazard in one line: what visitors get, when, on what. */
export function HazardLine({ hazard, isSelected, startsAt, onChoose }: Props) {
  const { outcome, condition, from, to, files } = hazard
  return (
    <button type="button" className="hazard-line" aria-pressed={isSelected} onClick={() => onChoose(hazard)}>
      <OutcomeTag outcome={outcome} />
      <span className="hazard-when">{formatWindow(startsAt, from, to)}</span>
      <span className="hazard-words code" title={files.join(', ')}>
        {files.join(', ')}
      </span>
      <span className="hazard-amount">
        {amountOf(hazard)} {CONDITION_WORDS[condition]}
      </span>
    </button>
  )
}
