import type { ReactNode } from 'react'

type Props = {
  readonly icon: ReactNode
  readonly title: string
  readonly text?: ReactNode
  readonly children?: ReactNode
  /** Main states are headings of the page, those inside a pane are not. */
  readonly isMain?: boolean
}

/** What stands where there is nothing to list: a sentence, what to do, and the buttons for it. */
export function EmptyState({ icon, title, text, children, isMain = false }: Props) {
  return (
    <div className="empty">
      <span className="empty-icon" aria-hidden="true">
        {icon}
      </span>
      {isMain ? <h1 className="empty-title">{title}</h1> : <p className="empty-title">{title}</p>}
      {text !== undefined && <p className="empty-text">{text}</p>}
      {children !== undefined && <div className="empty-actions">{children}</div>}
    </div>
  )
}
