import { useEffect, useRef } from 'react'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import { formatClock } from '../../../shared/text/format-clock.ts'
import type { RolloutPanel, RolloutRoute } from '../../state/route.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { ChipGroup } from '../../ui/ChipGroup.tsx'
import { AdvicePanel } from './AdvicePanel.tsx'
import { DeletePanel } from './DeletePanel.tsx'
import { HazardsPanel } from './HazardsPanel.tsx'
import { IncidentPanel } from './IncidentPanel.tsx'
import { KeepPanel } from './KeepPanel.tsx'
import { MomentPanel } from './MomentPanel.tsx'
import { TopologiesPanel } from './TopologiesPanel.tsx'

type Props = {
  readonly route: RolloutRoute
  readonly rollout: PlayedRollout
  readonly at: number
  readonly onMove: (at: number) => void
}

/** What the rollout answers, one question at a time. */
export function RolloutPanels({ route, rollout, at, onMove }: Props) {
  const show = useApp((state) => state.showRollout)
  const { panel } = route
  const place = useRef<HTMLDivElement>(null)
  const shown = useRef(panel)
  // In a low window the panels lie below the edge: what was asked for has to come into sight.
  useEffect(() => {
    if (shown.current === panel) return
    shown.current = panel
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [panel])
  const { startsAt } = rollout.head.plan
  const choices: readonly { readonly id: RolloutPanel; readonly label: string; readonly count?: string }[] = [
    { id: 'moment', label: `At ${formatClock(startsAt, at)}` },
    { id: 'hazards', label: 'Hazards', count: formatCount(rollout.head.hazardCount) },
    { id: 'topologies', label: 'Topologies' },
    { id: 'keep', label: 'Keep until' },
    { id: 'delete', label: 'Safe to delete' },
    { id: 'advice', label: 'Fix and rollback' },
    { id: 'incident', label: 'Incident' },
  ]
  return (
    <div className="panels" ref={place}>
      <div className="panels-head">
        <ChipGroup
          label="Show"
          look="segments"
          value={panel}
          choices={choices}
          onChange={(id) => show({ panel: id })}
        />
      </div>
      {panel === 'moment' && <MomentPanel rollout={rollout} selected={route.selected} />}
      {panel === 'hazards' && <HazardsPanel route={route} rollout={rollout} at={at} onMove={onMove} />}
      {panel === 'topologies' && <TopologiesPanel rollout={rollout} beside={route.beside} />}
      {panel === 'keep' && <KeepPanel rollout={rollout} selected={route.selected} />}
      {panel === 'delete' && <DeletePanel rollout={rollout} at={at} />}
      {panel === 'advice' && <AdvicePanel rollout={rollout} />}
      {panel === 'incident' && <IncidentPanel rollout={rollout} at={at} onMove={onMove} />}
    </div>
  )
}
