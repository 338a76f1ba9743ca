import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { adviceFor } from './release-words.ts'

type Props = {
  readonly title: string
  readonly error: { readonly code: string; readonly message: string }
  readonly children?: ReactNode
}

/** What went wrong with a source: the sentence that names the entry or the line, what to try, and buttons. */
export function FailureCard({ title, error, children }: Props) {
  const advice = adviceFor(error)
  return (
    <div className="failure-card" role="alert">
      <p className="failure-title">
        <TriangleAlert size={15} aria-hidden="true" />
        {title}
      </p>
      <p>{error.message}</p>
      {advice !== null && <p className="failure-error">{advice}</p>}
      {children !== undefined && <div className="failure-actions">{children}</div>}
    </div>
  )
}
