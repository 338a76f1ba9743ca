import { useState } from 'react'
import { Label, TextArea, TextField } from 'react-aria-components'
import type { RolloutPlan } from '../../../shared/model/rollout-plan.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'

type Props = { readonly topology: RolloutPlan['topology']; readonly onRead: (plan: RolloutPlan) => void }

/** A plan file that is pasted, the same as `rollout --plan` reads; what is wrong with it is told with its line. */
export function PlanText({ topology, onRead }: Props) {
  const read = useApp((state) => state.readPlanText)
  const [text, setText] = useState('')
  const [error, setError] = useState<string | null>(null)
  const submit = async () => {
    const answer = await read(text, topology)
    setError('error' in answer ? answer.error : null)
    if ('plan' in answer) onRead(answer.plan)
  }
  return (
    <details className="plan-wide plan-text">
      <summary>Paste a plan file</summary>
      <TextField className="field" value={text} onChange={setText} isInvalid={error !== null} validationBehavior="aria">
        <Label className="field-label">YAML or JSON, as rollout --plan reads it</Label>
        <TextArea
          className="input code"
          rows={6}
          spellCheck={false}
          placeholder={'servers: 4\ncollect: { at: 5m, takes: 1m }'}
        />
      </TextField>
      {error !== null && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <Button isDisabled={text.trim() === ''} onPress={() => void submit()}>
        Take over into the form
      </Button>
    </details>
  )
}
