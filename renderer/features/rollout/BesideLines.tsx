import { plural } from '../../../shared/text/plural.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { OUTCOME_WORDS } from './outcome-words.ts'
import { OutcomeTag } from './OutcomeTag.tsx'
import { TimeLine } from './TimeLine.tsx'
import './beside.css'

type Props = {
  readonly left: PlayedRollout
  readonly right: PlayedRollout
  readonly at: number
  readonly onMove: (at: number, isDone: boolean) => void
}

/** The same plan under two topologies, or two plans, at the same moment. */
export function BesideLines({ left, right, at, onMove }: Props) {
  const cards = useApp((state) => state.topologies)
  const isPinned = useApp(({ route }) => route.view === 'rollout' && route.besidePlan !== null)
  return (
    <div className="beside">
      {[left, right].map((played, index) => {
        const { topology } = played.head.plan
        const name = cards?.find((card) => card.topology === topology)?.title ?? topology
        const title = isPinned && index === 1 ? `${name}, the pinned plan` : name
        return (
          <section key={index} className="beside-side" aria-label={title}>
            <h2>{title}</h2>
            <p>{played.head.sentence}</p>
            <ul className="beside-counts" aria-label={`Hazards: ${title}`}>
              {played.outcomes.map(({ outcome, hazards }) => (
                <li key={outcome}>
                  <OutcomeTag outcome={outcome} text={`${OUTCOME_WORDS[outcome].word}: ${plural(hazards, 'hazard')}`} />
                </li>
              ))}
              {played.outcomes.length === 0 && (
                <li>
                  <OutcomeTag outcome="ok" text="no hazard" />
                </li>
              )}
            </ul>
            <TimeLine played={played} at={at} onMove={onMove} label={`Moment: ${title}`} />
          </section>
        )
      })}
    </div>
  )
}
