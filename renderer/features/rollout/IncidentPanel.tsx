import { useState } from 'react'
import { Label, TextArea, TextField } from 'react-aria-components'
import { formatClock } from '../../../shared/text/format-clock.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { HazardChain } from './HazardChain.tsx'
import { parseMoment } from './moment-words.ts'
import './advice.css'

type Props = { readonly rollout: PlayedRollout; readonly at: number; readonly onMove: (at: number) => void }

/** Finds the state that explains what users report. */
export function IncidentPanel({ rollout, at, onMove }: Props) {
  const { startsAt } = rollout.head.plan
  const [text, setText] = useState('')
  const [clock, setClock] = useState(formatClock(startsAt, at).slice(0, 8).trim())
  const explain = useApp((state) => state.explainError)
  const explained = useApp((state) => state.explained)
  const moment = clock.trim() === '' ? null : parseMoment(startsAt, clock)
  const isWrong = clock.trim() !== '' && moment === null
  const ask = () => {
    void explain(text, moment)
    if (moment !== null) onMove(moment)
  }
  return (
    <div className="panel-pair">
      <form
        className="incident"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isWrong && text.trim() !== '') ask()
        }}
      >
        <TextField className="field" value={text} onChange={setText}>
          <Label className="field-label">What users or the log report</Label>
          <TextArea
            className="input code"
            rows={4}
            spellCheck={false}
            placeholder="ValueError: Missing staticfiles manifest entry for 'css/cart.css'"
          />
        </TextField>
        <TextInput
          label="At about"
          value={clock}
          onChange={setClock}
          help="A time of day; empty for any time"
          error={isWrong ? 'Write a time of day such as 10:20' : null}
        />
        <div>
          <Button type="submit" look="primary" isDisabled={isWrong || text.trim() === ''}>
            Which state explains it?
          </Button>
        </div>
      </form>
      <section className="why-detail" aria-label="Explanation" tabIndex={0}>
        {explained === null && (
          <p className="dim">
            Paste an error, a URL that gave 404, or a name. The states of this rollout that explain it are listed here,
            the best first.
          </p>
        )}
        {explained?.length === 0 && (
          <p>
            No state of this rollout explains it{moment === null ? '' : ' at that time'}. It may have another cause.
          </p>
        )}
        {explained?.map(({ hazard, why }) => (
          <div key={hazard.id}>
            <p>
              <b>{why}</b>
            </p>
            <HazardChain hazard={hazard} rolloutId={rollout.rolloutId} startsAt={startsAt} />
          </div>
        ))}
      </section>
    </div>
  )
}
