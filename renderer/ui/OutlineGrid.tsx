import type { CSSProperties, KeyboardEvent, ReactNode } from 'react'
import { type KeyedRow, outlineKey } from './outline-key.ts'
import { VirtualRows } from './VirtualRows.tsx'

const ROW_HEIGHT = 26
const HEADER_HEIGHT = 24

type Props<Row extends KeyedRow> = {
  /** What a screen reader calls the rows. */
  readonly label: string
  readonly className: string
  readonly total: number
  readonly columns: number
  /** The row at an index; undefined while it is being read. */
  readonly rowAt: (index: number) => Row | undefined
  readonly activeIndex: number
  readonly scrollRequest: number
  readonly scrollAlign: 'auto' | 'center'
  readonly header: ReactNode
  /** Draws a row that is here. */
  readonly row: (row: Row, index: number, style: CSSProperties) => ReactNode
  readonly onRange: (first: number, last: number) => void
  readonly onMove: (index: number) => void
  readonly onToggle: (row: Row, expanded: boolean) => void
  readonly onExpandAll: () => void
  /** The detail of the active row is wanted. */
  readonly onDetail: () => void
  readonly onEscape: () => void
  /** Reads rows that are not here, to look for the parent of one. */
  readonly onRead: (first: number, last: number) => Promise<void>
}

/** Id of a row's element, for `aria-activedescendant`. */
export function outlineRowId(index: number): string {
  return `outline-row-${index}`
}

/** Indent of a level in px. Deep levels take smaller steps, so that names keep their room. */
export function outlineIndent(depth: number): number {
  return 16 + Math.min(depth, 5) * 16 + Math.min(Math.max(0, depth - 5), 10) * 5
}

/** A tree in virtual rows of which only those in sight are here; the grid keeps the focus, and the keys move in it. */
export function OutlineGrid<Row extends KeyedRow>(props: Props<Row>) {
  const { total, activeIndex, rowAt, onMove } = props
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') props.onEscape()
    const page = Math.max(1, Math.floor((event.currentTarget.clientHeight - HEADER_HEIGHT) / ROW_HEIGHT) - 1)
    const act = outlineKey(event.key, activeIndex, rowAt(activeIndex), page, total)
    if (act === null) return
    event.preventDefault()
    switch (act.kind) {
      case 'move':
        onMove(act.index)
        return
      case 'toggle':
        props.onToggle(act.row, act.expanded)
        return
      case 'parent':
        void goToParent(act.depth, act.from)
        return
      case 'expand-all':
        props.onExpandAll()
        return
      case 'detail':
        props.onDetail()
    }
  }
  /** The parent lies above, maybe outside the rows that are here. */
  const goToParent = async (depth: number, from: number) => {
    for (let index = from - 1; index >= 0; index--) {
      if (rowAt(index) === undefined) await props.onRead(Math.max(0, index - 90), index)
      const row = rowAt(index)
      if (row === undefined) return
      if (row.depth < depth) {
        onMove(index)
        return
      }
    }
  }
  return (
    <VirtualRows
      className={props.className}
      role="treegrid"
      aria-label={props.label}
      aria-rowcount={total + 1}
      aria-colcount={props.columns}
      aria-activedescendant={rowAt(activeIndex) === undefined ? undefined : outlineRowId(activeIndex)}
      tabIndex={0}
      onKeyDown={press}
      total={total}
      rowHeight={ROW_HEIGHT}
      headerHeight={HEADER_HEIGHT}
      rowsRole="rowgroup"
      isRefilled
      header={props.header}
      onRange={props.onRange}
      scrollTo={{ index: activeIndex, request: props.scrollRequest, align: props.scrollAlign }}
      row={(index: number, style: CSSProperties) => {
        const row = rowAt(index)
        return row === undefined ? undefined : props.row(row, index, style)
      }}
      lateRow={(index, style) => <RowSkeleton index={index} style={style} />}
    />
  )
}

/** A row that is still being read. */
function RowSkeleton({ index, style }: { readonly index: number; readonly style: CSSProperties }) {
  return (
    <div role="row" className="row" style={style} aria-rowindex={index + 2} aria-busy="true">
      <div role="gridcell" className="cell cell-name">
        <span className="skeleton-bar" style={{ width: `${30 + ((index * 37) % 40)}%` }} />
      </div>
    </div>
  )
}
