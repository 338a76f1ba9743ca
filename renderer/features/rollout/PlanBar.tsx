import { memo } from 'react'
import { plural } from '../../../shared/text/plural.ts'
import type { Topology } from '../../../shared/model/rollout-plan.ts'
import { formatSpan } from '../../../shared/text/format-clock.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import './plan.css'

type Props = {
  readonly rollout: PlayedRollout
  readonly beside: Topology | null
  /** The plan that was laid beside; null: the same plan. */
  readonly besidePlan: string | null
  readonly onEdit: () => void
}

/** The topology, the plan in a few words, and the way to change both. */
export const PlanBar = memo(({ rollout, beside, besidePlan, onEdit }: Props) => {
  const { plan } = rollout.head
  const cards = useApp((state) => state.topologies) ?? []
  const proposed = useApp((state) => state.proposedTopology)
  const show = useApp((state) => state.showRollout)
  const reread = useApp((state) => state.rereadRollout)
  const isWorking = useApp(
    ({ route }) => route.view === 'rollout' && [route.a, route.b].some((side) => side?.kind === 'working'),
  )
  const pin = useApp((state) => state.pinRolloutPlan)
  const recognise = useApp((state) => state.openSetUp)
  const choices = cards.map(({ topology, title, sentence }) => ({
    id: topology,
    label: topology === proposed ? `${title} (this project’s)` : title,
    explanation: sentence,
  }))
  const none = { id: 'none', label: 'Nothing', explanation: 'One rollout alone.' } as const
  const words = [
    plural(plan.servers, 'server'),
    plan.cdn ? `CDN, 404 kept ${formatSpan(plan.lifetimes.missing)}` : 'no CDN',
    `pages open ${formatSpan(plan.openPage)}`,
    plan.cdn && plan.ignoresQuery ? 'queries ignored' : '',
    plan.collect.clear ? '--clear' : '',
    plan.strict ? '' : 'not strict',
    plan.cleanUp === null ? 'no clean-up' : '',
    plan.bucket === null ? '' : { s3: 'S3', gcs: 'Google Cloud Storage', azure: 'Azure' }[plan.bucket],
  ].filter((word) => word !== '')
  return (
    <div className="plan-bar">
      <SelectField
        look="bar"
        label="Topology"
        value={plan.topology}
        choices={choices}
        onChange={(topology) =>
          show({ topology, at: null, beside: topology === beside && besidePlan === null ? null : beside })
        }
      />
      <SelectField
        look="bar"
        label="Beside"
        value={beside ?? 'none'}
        choices={[none, ...choices.filter(({ id }) => id !== plan.topology || id === beside)]}
        onChange={(id) => show({ beside: id === 'none' ? null : id, besidePlan: null })}
      />
      <ul className="plan-words" aria-label="Plan">
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
      <div className="plan-actions">
        {isWorking && (
          <Button look="quiet" onPress={() => void reread()}>
            Read again
          </Button>
        )}
        <Button look="quiet" aria-haspopup="dialog" onPress={() => void recognise()}>
          Recognise…
        </Button>
        <Button
          look="quiet"
          title="Keeps this plan beside, to hold its change against"
          onPress={() => (besidePlan === null ? pin() : show({ beside: null, besidePlan: null }))}
        >
          {besidePlan === null ? 'Pin plan' : 'Unpin plan'}
        </Button>
        <Button look="quiet" aria-haspopup="dialog" onPress={onEdit}>
          Edit plan…
        </Button>
      </div>
    </div>
  )
})
