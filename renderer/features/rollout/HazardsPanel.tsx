import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { HazardChain } from './HazardChain.tsx'
import { amountOf } from './matrix-rows.ts'
import { formatWindow } from './moment-words.ts'
import { CONDITION_WORDS } from './outcome-words.ts'
import { OutcomeTag } from './OutcomeTag.tsx'
import { capitalised } from './story-steps.ts'
import './hazards.css'

type Props = { readonly rollout: PlayedRollout; readonly at: number; readonly onMove: (at: number) => void }

/** Every window in which someone gets something wrong, worst first. */
export function HazardsPanel({ rollout, at, onMove }: Props) {
  const [chosen, setChosen] = useState(0)
  const { hazards, head } = rollout
  const { startsAt } = head.plan
  const hazard = hazards[chosen] ?? hazards[0]
  if (hazard === undefined)
    return (
      <EmptyState
        icon={<ShieldCheck size={20} />}
        title="No hazard"
        text="With this topology and plan every page gets the files that it was made for, at every moment."
      />
    )
  return (
    <div className="panel-pair">
      <ul className="hazards" aria-label="Hazards, worst first">
        {hazards.map((one, index) => (
          <li key={one.id}>
            <button
              type="button"
              className="hazard-line"
              aria-pressed={one === hazard}
              onClick={() => {
                setChosen(index)
                if (one.from > at || (one.to !== null && one.to <= at)) onMove(one.from)
              }}
            >
              <OutcomeTag outcome={one.outcome} />
              <span className="hazard-when">{formatWindow(startsAt, one.from, one.to)}</span>
              <span className="hazard-words" title={one.sentence}>
                {capitalised(one.sentence)}
              </span>
              <span className="hazard-amount">
                {amountOf(one)} {CONDITION_WORDS[one.condition]}
              </span>
            </button>
          </li>
        ))}
        {head.hazardCount > hazards.length && (
          <li className="dim hazards-more">{head.hazardCount - hazards.length} more are in the exported documents.</li>
        )}
      </ul>
      <section className="why-detail" aria-label="Hazard" tabIndex={0}>
        <HazardChain key={hazard.id} hazard={hazard} rolloutId={rollout.rolloutId} startsAt={startsAt} />
      </section>
    </div>
  )
}
