import type { CSSProperties, ReactNode } from 'react'
import type { KeyedRow } from './outline-key.ts'
import { outlineRowId } from './OutlineGrid.tsx'

type Props = {
  readonly row: KeyedRow & { readonly position: number; readonly setSize: number }
  /** 0-based among all rows. */
  readonly index: number
  readonly style: CSSProperties
  /** The one that the keys move. */
  readonly isActive: boolean
  /** The one whose detail is shown. */
  readonly isSelected: boolean
  readonly onChoose: () => void
  readonly onToggle: () => void
  readonly children: ReactNode
}

/** A row of an outline: told to screen readers with level, position and state; a double click opens or closes a group. */
export function OutlineRowFrame({ row, index, style, isActive, isSelected, onChoose, onToggle, children }: Props) {
  return (
    <div
      role="row"
      id={outlineRowId(index)}
      className={`row${isActive ? ' row-active' : ''}${isSelected ? ' row-selected' : ''}`}
      style={style}
      aria-level={row.depth + 1}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-expanded={row.expanded ?? undefined}
      onClick={onChoose}
      onDoubleClick={() => row.expanded !== null && onToggle()}
    >
      {children}
    </div>
  )
}
