import { ChevronDown, ChevronRight } from 'lucide-react'
import { CutName } from './CutName.tsx'
import type { KeyedRow } from './outline-key.ts'
import { outlineIndent } from './OutlineGrid.tsx'

type Props<Row extends KeyedRow> = {
  readonly row: Row & { readonly label: string; readonly name: string }
  readonly className: string
  /** What stands behind the name of a group. */
  readonly count: string | null
  readonly onToggle: (row: Row, expanded: boolean) => void
}

const OPEN = <ChevronDown size={14} />
const CLOSED = <ChevronRight size={14} />
/** Width of the sign in px, which names of files leave free. */
const SIGN = 16

/** The first cell of an outline's row: indent, the sign that opens a group, the name. */
export function OutlineName<Row extends KeyedRow>({ row, className, count, onToggle }: Props<Row>) {
  const { depth, expanded } = row
  const indent = outlineIndent(depth) + (expanded === null ? SIGN : 0)
  return (
    <div role="gridcell" className="cell cell-name" style={{ paddingLeft: indent }}>
      {expanded !== null && (
        <span
          className="twisty"
          aria-hidden="true"
          onClick={(event) => {
            event.stopPropagation()
            onToggle(row, !expanded)
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          {expanded ? OPEN : CLOSED}
        </span>
      )}
      <CutName className={className} name={row.label} title={row.name} />
      {count !== null && <span className="row-count">{count}</span>}
    </div>
  )
}
