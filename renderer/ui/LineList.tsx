import { type CSSProperties, type KeyboardEvent, type ReactNode, useState } from 'react'
import { VirtualRows } from './VirtualRows.tsx'

type Props = {
  readonly label: string
  readonly total: number
  readonly onRange: (first: number, last: number) => void
  /** Enter or a click on a line. */
  readonly onOpen: (index: number) => void
  readonly isSelected: (index: number) => boolean
  readonly line: (index: number, style: CSSProperties) => ReactNode
}

const LINE_HEIGHT = 26

/** A long list of one-line things to open, with the keyboard of a list box. */
export function LineList({ label, total, onRange, onOpen, isSelected, line }: Props) {
  const [active, setActive] = useState(0)
  const [request, setRequest] = useState(0)
  const move = (index: number) => {
    setActive(Math.max(0, Math.min(index, total - 1)))
    setRequest((before) => before + 1)
  }
  // Several lines can be about the selected file: then the one that was opened stands for it.
  const isChosen = (index: number) => isSelected(index) && (index === active || !isSelected(active))
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / LINE_HEIGHT) - 1)
    const goals: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: total - 1,
    }
    const goal = goals[event.key]
    if (goal === undefined && event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    if (goal === undefined) onOpen(active)
    else move(goal)
  }
  return (
    <VirtualRows
      className="lines"
      role="listbox"
      aria-label={label}
      aria-activedescendant={`line-${active}`}
      tabIndex={0}
      onKeyDown={press}
      total={total}
      rowHeight={LINE_HEIGHT}
      onRange={onRange}
      scrollTo={{ index: active, request }}
      row={(index, style) => (
        <div
          key={index}
          id={`line-${index}`}
          role="option"
          className={`line${index === active ? ' line-active' : ''}${isChosen(index) ? ' line-selected' : ''}`}
          style={style}
          aria-selected={isChosen(index)}
          aria-posinset={index + 1}
          aria-setsize={total}
          onClick={() => {
            setActive(index)
            onOpen(index)
          }}
        >
          {line(index, style)}
        </div>
      )}
    />
  )
}
