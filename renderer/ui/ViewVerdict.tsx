import { Check, Split, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'

type Tone = 'ok' | 'moved' | 'warn' | 'bad' | 'fatal' | 'own'

type Props = {
  readonly tone: Tone
  readonly sentence: string
  /** What the sentence rests on, as short phrases. */
  readonly facts: readonly string[]
  /** Buttons; the one for what to do next comes last. */
  readonly actions: ReactNode
  /** More words below the facts. */
  readonly children?: ReactNode
}

/** The head of a view: its conclusion in one sentence, the facts below it, and what can be done about it. */
export function ViewVerdict({ tone, sentence, facts, actions, children }: Props) {
  const evidence = facts.join(' · ')
  return (
    <header className="verdict">
      <div className={`verdict-sign tone-${tone}`} aria-hidden="true">
        {SIGNS[tone]}
      </div>
      <div className="verdict-words">
        <h1 title={sentence}>{sentence}</h1>
        <p title={evidence}>{evidence}</p>
        {children}
      </div>
      <div className="verdict-actions">{actions}</div>
    </header>
  )
}

const CROSS = <X size={18} />
const SIGNS: Readonly<Record<Tone, ReactNode>> = {
  ok: <Check size={18} />,
  moved: <TriangleAlert size={17} />,
  warn: <TriangleAlert size={17} />,
  bad: CROSS,
  fatal: CROSS,
  own: <Split size={18} />,
}
