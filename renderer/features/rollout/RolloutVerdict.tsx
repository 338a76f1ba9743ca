import { plural } from '../../../shared/text/plural.ts'
import { formatClock } from '../../../shared/text/format-clock.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { ViewVerdict } from '../../ui/ViewVerdict.tsx'
import { RolloutExport } from './RolloutExport.tsx'
import { isHarm, OUTCOME_WORDS } from './outcome-words.ts'

/** One sentence with numbers, the evidence below it, and the way to what would remove it. */
export function RolloutVerdict({ rollout, at }: { readonly rollout: PlayedRollout; readonly at: number }) {
  const { head } = rollout
  const show = useApp((state) => state.showRollout)
  const { tone } = OUTCOME_WORDS[head.worst]
  const isBad = isHarm(head.worst)
  const facts = [
    plural(head.hazardCount, 'hazard'),
    head.lastUseOfA === null
      ? ''
      : `files of ${head.a} may be asked for until ${formatClock(head.plan.startsAt, head.lastUseOfA)}`,
    ...head.remarks,
  ].filter((fact) => fact !== '')
  return (
    <ViewVerdict
      tone={tone}
      sentence={head.sentence}
      facts={facts}
      actions={
        <>
          <RolloutExport at={at} />
          <Button onPress={() => show({ panel: 'topologies' })}>Compare topologies</Button>
          <Button look="primary" onPress={() => show({ panel: 'advice' })}>
            {isBad ? 'Show the fix' : 'Advice'}
          </Button>
        </>
      }
    />
  )
}
