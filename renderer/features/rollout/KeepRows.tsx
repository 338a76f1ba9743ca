import type { KeepUntil } from '../../../shared/model/rollout.ts'
import { formatBytes } from '../../../shared/text/format-bytes.ts'
import { formatClock } from '../../../shared/text/format-clock.ts'
import { rowAt, type RowPages } from '../../state/row-pages.ts'
import { CutName } from '../../ui/CutName.tsx'
import { VirtualRows } from '../../ui/VirtualRows.tsx'
import './keep.css'

type Props = {
  readonly label: string
  readonly rows: RowPages<KeepUntil>
  readonly startsAt: string
  readonly onRange: (first: number, last: number) => void
}

/** Stored files with the moment until which each must stay, and the proof. */
export function KeepRows({ label, rows, startsAt, onRange }: Props) {
  return (
    <VirtualRows
      className="keep"
      role="table"
      aria-label={label}
      aria-rowcount={rows.total + 1}
      tabIndex={0}
      total={rows.total}
      rowHeight={26}
      headerHeight={26}
      rowsRole="rowgroup"
      onRange={onRange}
      header={
        <div role="row" className="keep-row keep-head" aria-rowindex={1}>
          <span role="columnheader">Stored name</span>
          <span role="columnheader" className="keep-number">
            Size
          </span>
          <span role="columnheader">Keep until</span>
          <span role="columnheader">Why</span>
        </div>
      }
      row={(index, style) => {
        const file = rowAt(rows, index)
        return (
          <div key={index} role="row" className="keep-row" style={style} aria-rowindex={index + 2}>
            {file === undefined ? (
              <span role="cell">
                <span className="skeleton-bar" />
              </span>
            ) : (
              <>
                <span role="cell" className="code">
                  <CutName name={file.storedName} />
                </span>
                <span role="cell" className="keep-number">
                  {file.size === null ? 'unknown' : formatBytes(file.size)}
                </span>
                <span role="cell">
                  {file.until === null
                    ? file.reason === 'used-by-b'
                      ? 'stays: in use'
                      : 'no end known'
                    : formatClock(startsAt, file.until)}
                </span>
                <span role="cell" className="keep-why" title={file.proof.join('\n')}>
                  {file.proof[0] ?? REASONS[file.reason]}
                </span>
              </>
            )}
          </div>
        )
      }}
    />
  )
}

const REASONS: Readonly<Record<KeepUntil['reason'], string>> = {
  'used-by-b': 'The new release uses the same file.',
  'open-page': 'An open page may still ask for it.',
  rollback: 'A rollback would need it.',
  processes: 'A process of the old release may still name it.',
  'in-use': 'It is in use.',
}
