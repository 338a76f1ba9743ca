import { useState } from 'react'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogHead, ModalDialog } from '../../ui/ModalDialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

/** Days until a finding that is accepted today counts again, unless the user says otherwise. */
const USUAL_DAYS = 90

/** Accepts one finding, with the reason and the day on which it counts again. */
export function AcceptDialog() {
  const detail = useApp((state) => state.acceptDialog)
  const close = useApp((state) => state.closeAccept)
  const accept = useApp((state) => state.acceptFinding)
  const [reason, setReason] = useState('')
  const [expires, setExpires] = useState(() => dayFrom(new Date(), USUAL_DAYS))
  const [problem, setProblem] = useState<string | null>(null)
  if (detail === null) return null
  const { finding } = detail
  const isDateWrong = expires !== '' && !isDay(expires)
  const send = async () => {
    setProblem(await accept(finding.id, { reason: reason.trim(), expires: expires === '' ? null : expires }))
  }
  return (
    <ModalDialog className="accept" isDismissable onClose={close}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <DialogHead title={`Accept ${finding.code}`} onClose={close} />
        <div className="dialog-body">
          <p className="detail-note">
            {finding.message} Once accepted, it is listed under “Accepted” alone, and{' '}
            <code className="code">check</code> does not fail for it.
          </p>
          <TextInput label="Reason" value={reason} onChange={setReason} help="What your team should know about it." />
          <TextInput
            label="Counts again from"
            value={expires}
            onChange={setExpires}
            isCode
            placeholder="2027-03-31"
            help="Year-month-day; empty: never."
            error={isDateWrong ? 'Write a day such as 2027-03-31, or leave it empty.' : null}
          />
          {problem !== null && (
            <p role="alert" className="field-error">
              {problem}
            </p>
          )}
        </div>
        <div className="dialog-foot">
          <Button onPress={close}>Cancel</Button>
          <Button look="primary" type="submit" isDisabled={reason.trim() === '' || isDateWrong}>
            Accept
          </Button>
        </div>
      </form>
    </ModalDialog>
  )
}

/** The day so many days after another, `YYYY-MM-DD`. */
function dayFrom(day: Date, days: number): string {
  const later = new Date(day)
  later.setDate(later.getDate() + days)
  return later.toISOString().slice(0, 10)
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
}
