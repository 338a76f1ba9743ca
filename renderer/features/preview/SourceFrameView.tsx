import type { SourceFrame } from '../../../shared/model/preview.ts'
import { markPieces } from './mark-pieces.ts'

/** A few lines of source around a place, with the place marked. */
export function SourceFrameView({ frame }: { readonly frame: SourceFrame }) {
  return (
    <pre className="frame" tabIndex={0} aria-label={`Source, line ${frame.hit}`}>
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
