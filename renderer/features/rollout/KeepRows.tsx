import type { KeyboardEvent } from 'react'
import type { KeepQuery } from '../../../shared/model/keep-query.ts'
import type { KeepUntil } from '../../../shared/model/rollout.ts'
import { formatBytes } from '../../../shared/text/format-bytes.ts'
import { formatClock } from '../../../shared/text/format-clock.ts'
import { rowAt, type RowPages } from '../../state/row-pages.ts'
import { CutName } from '../../ui/CutName.tsx'
import { SortColumn } from '../../ui/SortColumn.tsx'
import { VirtualRows } from '../../ui/VirtualRows.tsx'
import './keep.css'

type Order = Pick<KeepQuery, 'sort' | 'descending'>

type Props = {
  readonly label: string
  readonly rows: RowPages<KeepUntil>
  readonly startsAt: string
  readonly onRange: (first: number, last: number) => void
  /** Index of the row whose proof is shown. */
  readonly active: number
  readonly onActivate: (index: number) => void
  /** How the rows are ordered, and how to order them otherwise; without it the order is the engine's. */
  readonly order?: Order
  readonly onSort?: (order: Order) => void
}

const ROW = 26

/** Stored files with the moment until which each must stay. The table keeps the focus; arrows go from row to row. */
export function KeepRows({ label, rows, startsAt, onRange, active, onActivate, order, onSort }: Props) {
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / ROW) - 2)
    const goal = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.total - 1,
    }[event.key]
    if (goal === undefined || event.target !== event.currentTarget) return
    event.preventDefault()
    onActivate(Math.min(rows.total - 1, Math.max(0, goal)))
  }
  const head = (sort: Order['sort'], title: string, isNumber = false) =>
    order === undefined || onSort === undefined ? (
      <div role="columnheader" className={isNumber ? 'column column-number' : 'column'}>
        {title}
      </div>
    ) : (
      <SortColumn label={title} sort={sort} order={order} isNumber={isNumber} onSort={onSort} />
    )
  return (
    <VirtualRows
      className="keep"
      role="grid"
      aria-label={label}
      aria-rowcount={rows.total + 1}
      aria-activedescendant={rows.total > 0 ? rowId(label, active) : undefined}
      tabIndex={0}
      onKeyDown={press}
      total={rows.total}
      rowHeight={ROW}
      headerHeight={ROW}
      rowsRole="rowgroup"
      onRange={onRange}
      scrollTo={{ index: active, request: active + 1 }}
      header={
        <div role="row" className="keep-row keep-head" aria-rowindex={1}>
          {head('name', 'Stored name')}
          {head('size', 'Size', true)}
          {head('until', 'Keep until')}
          <div role="columnheader" className="column">
            Because of
          </div>
        </div>
      }
      row={(index, style) => {
        const file = rowAt(rows, index)
        return (
          <div
            key={index}
            id={rowId(label, index)}
            role="row"
            className={index === active ? 'keep-row keep-active' : 'keep-row'}
            style={style}
            aria-rowindex={index + 2}
            aria-selected={index === active}
            onClick={() => onActivate(index)}
          >
            {file === undefined ? (
              <span role="gridcell">
                <span className="skeleton-bar" />
              </span>
            ) : (
              <>
                <span role="gridcell" className="code">
                  <CutName name={file.storedName} />
                </span>
                <span role="gridcell" className="keep-number">
                  {file.size === null ? 'unknown' : formatBytes(file.size)}
                </span>
                <span role="gridcell">{untilWords(file, startsAt)}</span>
                <span role="gridcell" className="keep-why">
                  {REASONS[file.reason]}
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
  'used-by-b': 'the new release',
  'open-page': 'open pages',
  rollback: 'a rollback',
  processes: 'its processes',
  'in-use': 'pages made now',
}

/** Until when, in a word or two. */
export function untilWords({ until, reason }: KeepUntil, startsAt: string): string {
  if (until !== null) return formatClock(startsAt, until)
  return reason === 'used-by-b' ? 'stays: in use' : 'no end known'
}

function rowId(label: string, index: number): string {
  return `${label.replaceAll(' ', '-')}-${index}`
}
