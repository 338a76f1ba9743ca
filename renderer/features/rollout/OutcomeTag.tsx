import type { ReactNode } from 'react'
import type { Outcome } from '../../../shared/model/rollout.ts'
import { OUTCOME_WORDS } from './outcome-words.ts'

/** What a visitor gets: sign and word on the outcome's ground. */
export function OutcomeTag({ outcome, text }: { readonly outcome: Outcome; readonly text?: ReactNode }) {
  const { tone, sign, word, meaning } = OUTCOME_WORDS[outcome]
  return (
    <span className={`tag tone-${tone}`} title={meaning}>
      <span aria-hidden="true">{sign}</span>
      {text ?? word}
    </span>
  )
}
