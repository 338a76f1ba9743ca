import { useCallback, useEffect, useState } from 'react'
import type { RolloutPlan } from '../../../shared/model/rollout-plan.ts'
import type { RolloutRoute } from '../../state/route.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { BesideLines } from './BesideLines.tsx'
import { PlanBar } from './PlanBar.tsx'
import { PlanDialog } from './PlanDialog.tsx'
import { RolloutPanels } from './RolloutPanels.tsx'
import { RolloutVerdict } from './RolloutVerdict.tsx'
import { SetUpDialog } from './SetUpDialog.tsx'
import { StoryBar } from './StoryBar.tsx'
import { TimeLine } from './TimeLine.tsx'

type Props = { readonly route: RolloutRoute; readonly rollout: PlayedRollout }

/** A played rollout: verdict, plan, time line, and what visitors get at the chosen moment. */
export function RolloutScreen({ route, rollout }: Props) {
  /** The plan in the dialog; null while it is closed. */
  const [edited, setEdited] = useState<RolloutPlan | null>(null)
  const setUp = useApp((state) => state.setUp)
  const closeSetUp = useApp((state) => state.closeSetUp)
  /** Where the slider is while it is dragged; the address hears of it at the end. */
  const [dragged, setDragged] = useState<number | null>(null)
  const beside = useApp((state) => state.besideRollout)
  const readMoment = useApp((state) => state.readMoment)
  const show = useApp((state) => state.showRollout)
  const at = dragged ?? route.at ?? rollout.timeLine.worstAt
  const { rolloutId } = rollout
  useEffect(() => void readMoment(at), [at, rolloutId, readMoment])
  const move = useCallback(
    (next: number, isDone: boolean) => {
      setDragged(isDone ? null : next)
      if (isDone) show({ at: next }, 'replace')
    },
    [show],
  )
  const { plan } = rollout.head
  const edit = useCallback(() => setEdited(plan), [plan])
  return (
    <div className="rollout">
      <RolloutVerdict rollout={rollout} />
      <PlanBar rollout={rollout} beside={route.beside} besidePlan={route.besidePlan} onEdit={edit} />
      {route.beside !== null && beside !== null ? (
        <BesideLines left={rollout} right={beside} at={at} onMove={move} />
      ) : (
        <TimeLine played={rollout} at={at} onMove={move} label="Moment of the rollout" />
      )}
      <StoryBar rollout={rollout} at={at} onMove={(next) => move(next, true)} />
      <RolloutPanels route={route} rollout={rollout} at={at} onMove={(next) => move(next, true)} />
      {setUp !== null && (
        <SetUpDialog
          setUp={setUp}
          plan={rollout.head.plan}
          onUse={(plan) => {
            closeSetUp()
            setEdited(plan)
          }}
        />
      )}
      {edited !== null && <PlanDialog plan={edited} onClose={() => setEdited(null)} />}
    </div>
  )
}
