import type { ReactNode } from 'react'
import type { Tone } from '../../shared/text/describe-row.ts'

type Props = { readonly tone: Tone; readonly sign?: string; readonly text: ReactNode; readonly title?: string }

/** A mark: a sign and a word on a coloured ground. */
export function Tag({ tone, sign, text, title }: Props) {
  return (
    <span className={`tag tone-${tone}`} title={title}>
      {sign !== undefined && <span aria-hidden="true">{sign}</span>}
      {typeof text === 'string' ? <span className="tag-text">{text}</span> : text}
    </span>
  )
}
