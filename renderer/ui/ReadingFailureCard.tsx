import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

type Props = {
  readonly cause: string
  readonly advice: string
  readonly error: { readonly type: string; readonly message: string } | null
  readonly frame: {
    readonly file: string
    readonly line: number
    readonly function: string | null
    readonly text: string | null
  } | null
  readonly printed: readonly string[]
  /** Buttons for what to try. */
  readonly children?: ReactNode
}

/** Why a project could not be read: the cause, what to try, the last place in the user's code, and what was printed. */
export function ReadingFailureCard({ cause, advice, error, frame, printed, children }: Props) {
  return (
    <section className="failure-card" role="alert" aria-label="The project could not be read">
      <h3 className="failure-title">
        <TriangleAlert size={15} aria-hidden="true" />
        {cause}
      </h3>
      {advice !== '' && <p>{advice}.</p>}
      {frame !== null && (
        <div className="failure-place">
          <p className="failure-file">
            {frame.file}:{frame.line}
            {frame.function !== null && frame.function !== '<module>' ? ` in ${frame.function}` : ''}
          </p>
          {frame.text !== null && frame.text !== '' && (
            <pre className="failure-line" tabIndex={0} aria-label={`Line ${frame.line}`}>
              <span className="failure-number">{frame.line}</span>
              {frame.text}
            </pre>
          )}
        </div>
      )}
      {error !== null && (
        <p className="failure-error">
          <b>{error.type}</b>
          {error.message === '' ? '' : `: ${error.message}`}
        </p>
      )}
      {children !== undefined && <div className="failure-actions">{children}</div>}
      {printed.length > 0 && (
        <details className="failure-printed">
          <summary>What it printed last</summary>
          <pre tabIndex={0} aria-label="Printed lines">
            {printed.join('\n')}
          </pre>
        </details>
      )}
    </section>
  )
}
