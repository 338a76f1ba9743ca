import { useEffect } from 'react'
import type { RolloutHead, TopologyCard } from '../../../shared/model/rollout.ts'
import type { Topology } from '../../../shared/model/rollout-plan.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'
import { TopologyDrawing } from './TopologyDrawing.tsx'
import './topologies.css'

type Props = { readonly rollout: PlayedRollout; readonly beside: Topology | null }

/** The same plan under every topology. */
export function TopologiesPanel({ rollout, beside }: Props) {
  const cards = useApp((state) => state.topologies) ?? []
  const heads = useApp((state) => state.topologyHeads)
  const weigh = useApp((state) => state.weighTopologies)
  useEffect(() => void weigh(), [rollout.rolloutId, weigh])
  return (
    <ul className="cards" aria-label="Topologies">
      {cards.map((card) => (
        <Card
          key={card.topology}
          card={card}
          head={card.topology === rollout.head.plan.topology ? rollout.head : heads[card.topology]}
          place={card.topology === rollout.head.plan.topology ? 'shown' : card.topology === beside ? 'beside' : 'other'}
        />
      ))}
    </ul>
  )
}

type CardProps = {
  readonly card: TopologyCard
  readonly head: RolloutHead | undefined
  readonly place: 'shown' | 'beside' | 'other'
}

function Card({ card, head, place }: CardProps) {
  const show = useApp((state) => state.showRollout)
  const isProposed = useApp((state) => state.proposedTopology === card.topology)
  const { topology, title, sentence, files, manifest } = card
  return (
    <li
      className={place === 'shown' ? 'card card-shown' : 'card'}
      aria-current={place === 'shown' ? 'true' : undefined}
    >
      <TopologyDrawing topology={topology} />
      <div className="card-words">
        <h2>
          {title} {isProposed && <Tag tone="ok" sign="✓" text="this project’s" />}
        </h2>
        <p className="dim">{sentence}</p>
        <p className="dim">
          Files: {files}. Manifest: {manifest}.
        </p>
        <p className="card-verdict">
          {head === undefined ? (
            'Playing the plan…'
          ) : (
            <>
              <OutcomeTag outcome={head.worst} /> {head.sentence}
            </>
          )}
        </p>
        <div className="card-buttons">
          {place === 'shown' ? (
            <span className="dim">Shown above</span>
          ) : (
            <>
              <Button look="quiet" onPress={() => show({ topology, at: null, beside: null, besidePlan: null })}>
                Show
              </Button>
              <Button
                look="quiet"
                aria-label={place === 'beside' ? `Take ${title} away` : `Show ${title} beside`}
                onPress={() => show({ beside: place === 'beside' ? null : topology, besidePlan: null })}
              >
                {place === 'beside' ? 'Take away' : 'Show beside'}
              </Button>
            </>
          )}
        </div>
      </div>
    </li>
  )
}
