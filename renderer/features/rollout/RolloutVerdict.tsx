import { memo } from 'react'
import { plural } from '../../../shared/text/plural.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { ViewVerdict } from '../../ui/ViewVerdict.tsx'
import { RolloutExport } from './RolloutExport.tsx'
import { isHarm, OUTCOME_WORDS } from './outcome-words.ts'

/** One sentence with numbers, the evidence below it, and the way to what would remove it. It stays while the slider moves. */
export const RolloutVerdict = memo(({ rollout }: { readonly rollout: PlayedRollout }) => {
  const { head, outcomes } = rollout
  const show = useApp((state) => state.showRollout)
  const { tone } = OUTCOME_WORDS[head.worst]
  const isBad = isHarm(head.worst)
  const kinds = outcomes.map(({ outcome }) => OUTCOME_WORDS[outcome].word)
  const facts = [
    head.hazardCount === 0 ? 'No hazard' : `${plural(head.hazardCount, 'hazard')}: ${kinds.join(', ')}`,
    ...head.remarks,
  ].filter((fact) => fact !== '')
  return (
    <ViewVerdict
      tone={tone}
      sentence={head.sentence}
      facts={facts}
      actions={
        <>
          <RolloutExport />
          <Button onPress={() => show({ panel: 'topologies' })}>Compare topologies</Button>
          <Button look="primary" onPress={() => show({ panel: 'advice' })}>
            {isBad ? 'Show the fix' : 'Advice'}
          </Button>
        </>
      }
    />
  )
})
