import type { ContentsDifference, FirstDifference } from '../../../../shared/model/content-facts.ts'
import { formatCount } from '../../../../shared/text/format-bytes.ts'
import { hexRows } from './hex-rows.ts'
import { commonRows, SidesTable } from './SidesTable.tsx'

/** Two contents that are neither text nor picture nor font: what they are, and where they begin to differ. */
export function BinaryDiff({ contents: { a, b, first } }: { readonly contents: ContentsDifference }) {
  const areBoth = a.state === 'here' && b.state === 'here'
  return (
    <div className="kind-scroll" tabIndex={0} role="group" aria-label="Bytes">
      <SidesTable label="Content, before and after" rows={commonRows(a, b)} />
      {first !== null && <FirstBytes first={first} />}
      {areBoth && first === null && <p className="dim">The bytes are the same on both sides.</p>}
    </div>
  )
}

/** Where the bytes begin to differ, with those around it. */
export function FirstBytes({ first }: { readonly first: FirstDifference }) {
  const { offset, start, a, b } = first
  return (
    <section className="kind-names" aria-label="First difference">
      <h3>
        The first byte that differs is at offset {formatCount(offset)} (0x{offset.toString(16)})
      </h3>
      <div className="hex-sides">
        <Hex label="Before" hex={a} other={b} start={start} />
        <Hex label="After" hex={b} other={a} start={start} />
      </div>
    </section>
  )
}

type HexProps = { readonly label: string; readonly hex: string; readonly other: string; readonly start: number }

function Hex({ label, hex, other, start }: HexProps) {
  return (
    <figure className="hex">
      <figcaption>{label}</figcaption>
      {hexRows(hex, other, start).map(({ offset, cells, text }) => (
        <div key={offset} className="hex-row code">
          <span className="hex-offset">{offset.toString(16).padStart(8, '0')}</span>
          <span>
            {cells.map((cell, column) =>
              cell.differs ? <mark key={column}>{cell.hex}</mark> : <span key={column}>{cell.hex}</span>,
            )}
          </span>
          <span className="hex-text">{text}</span>
        </div>
      ))}
    </figure>
  )
}
