import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'

type Props = {
  readonly label: string
  /** Share of the width on the left, 0 to 1. */
  readonly share: number
  readonly onShare: (share: number) => void
  readonly left: ReactNode
  readonly right: ReactNode
}

/** Two panes with a line between them that can be dragged, or moved with the arrow keys. */
export function SplitPane({ label, share, onShare, left, right }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const box = frame.current?.getBoundingClientRect()
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    onShare((event.clientX - box.left) / box.width)
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -0.02, ArrowRight: 0.02 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    onShare(share + step)
  }
  return (
    <div
      className="split"
      ref={frame}
      style={{ gridTemplateColumns: `minmax(0, ${share}fr) 1px minmax(0, ${1 - share}fr)` }}
    >
      {left}
      <div
        className="split-line"
        role="separator"
        aria-orientation="vertical"
        aria-label={label}
        aria-valuenow={Math.round(share * 100)}
        aria-valuemin={25}
        aria-valuemax={80}
        tabIndex={0}
        onKeyDown={press}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onDoubleClick={() => onShare(0.62)}
      />
      {right}
    </div>
  )
}
