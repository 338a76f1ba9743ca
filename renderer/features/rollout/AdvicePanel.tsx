import { Check, X } from 'lucide-react'
import { useEffect } from 'react'
import { formatClock } from '../../../shared/text/format-clock.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import './advice.css'

/** What would remove the hazards, with the code for it, and whether the old release can be gone back to. */
export function AdvicePanel({ rollout }: { readonly rollout: PlayedRollout }) {
  const advice = useApp((state) => state.rolloutAdvice)
  const read = useApp((state) => state.readAdvice)
  const copyText = useApp((state) => state.copyText)
  useEffect(() => void read(), [rollout.rolloutId, read])
  return (
    <div className="panel-pair">
      <section className="advices" aria-label="Advice" tabIndex={0}>
        {advice === null && <p className="dim">Asking the engine…</p>}
        {advice?.map(({ code, sentence, paste }) => (
          <article key={code} className="advice">
            <p>
              <b>{sentence}</b>
            </p>
            {paste !== null && (
              <>
                <pre className="message" tabIndex={0}>
                  {paste}
                </pre>
                <Button look="quiet" onPress={() => void copyText(paste, 'Code')}>
                  Copy
                </Button>
              </>
            )}
          </article>
        ))}
      </section>
      <RollbackCheck rollout={rollout} />
    </div>
  )
}

function RollbackCheck({ rollout }: { readonly rollout: PlayedRollout }) {
  const moment = useApp((state) => state.moment)
  if (moment === null || moment.rolloutId !== rollout.rolloutId) return null
  const { isPossible, sentence, needs, at } = moment.rollback
  return (
    <section className="why-detail" aria-label="Rollback check" tabIndex={0}>
      <h2>
        Back to {rollout.head.a} at {formatClock(rollout.head.plan.startsAt, at)}?
      </h2>
      <p>
        <span className={`tag tone-${isPossible ? 'ok' : 'bad'}`}>
          {isPossible ? <Check size={12} aria-hidden="true" /> : <X size={12} aria-hidden="true" />}
          {isPossible ? 'possible' : 'not as it is'}
        </span>{' '}
        {sentence}
      </p>
      {needs.length > 0 && (
        <ul className="needs" aria-label="What it needs">
          {needs.map((need) => (
            <li key={need}>{need}</li>
          ))}
        </ul>
      )}
      <p className="dim">Move the slider to ask for another moment.</p>
    </section>
  )
}
