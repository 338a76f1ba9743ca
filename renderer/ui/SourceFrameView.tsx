import { useEffect, useRef } from 'react'
import { markPieces } from './mark-pieces.ts'
import './source-frame.css'

type Frame = {
  readonly firstLine: number
  readonly lines: readonly string[]
  /** Number of the line that is meant. */
  readonly hit: number
  /** 0-based UTF-16 range within it that is marked; null marks the whole line. */
  readonly mark: readonly [number, number] | null
}

/** Room after the mark, and room of the line numbers that stay in sight, in px. */
const MARGIN = 16
const GUTTER = 56

/** A few lines of source around a place, with the place marked. */
export function SourceFrameView({ frame }: { readonly frame: Frame }) {
  const box = useRef<HTMLPreElement>(null)
  // In a long line the place can lie far to the right: it is what people came for.
  useEffect(() => {
    const mark = box.current?.querySelector('mark')
    if (box.current === null || mark === null || mark === undefined) return
    const hidden = mark.offsetLeft + mark.offsetWidth - box.current.clientWidth
    // The start of a mark that is longer than the frame counts more than its end.
    box.current.scrollLeft = hidden > 0 ? Math.min(hidden + MARGIN, mark.offsetLeft - GUTTER) : 0
  }, [frame])
  return (
    <pre ref={box} className="frame" tabIndex={0} aria-label={`Source, line ${frame.hit}`}>
      {frame.lines.map((text, index) => {
        const number = frame.firstLine + index
        const isHit = number === frame.hit
        const pieces = isHit && frame.mark !== null ? markPieces(text, [frame.mark]) : [{ text, isMarked: false }]
        return (
          <div key={number} className={isHit ? 'frame-line frame-hit' : 'frame-line'}>
            <span className="frame-number">{number}</span>
            <code>
              {pieces.map((piece, at) =>
                piece.isMarked ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>,
              )}
            </code>
          </div>
        )
      })}
    </pre>
  )
}
