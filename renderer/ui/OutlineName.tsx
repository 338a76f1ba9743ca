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

/** The first cell of an outline's row: indent, the sign that opens a group, the name. */
export function OutlineName<Row extends KeyedRow>({ row, className, count, onToggle }: Props<Row>) {
  const isOpen = row.expanded === true
  return (
    <div role="gridcell" className="cell cell-name" style={{ paddingLeft: outlineIndent(row.depth) }}>
      {row.expanded === null ? (
        <span className="twisty" />
      ) : (
        <span
          className="twisty"
          aria-hidden="true"
          onClick={(event) => {
            event.stopPropagation()
            onToggle(row, !isOpen)
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          {isOpen ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
        </span>
      )}
      <span className={className}>
        <CutName name={row.label} title={row.name} />
      </span>
      {count !== null && <span className="row-count">{count}</span>}
    </div>
  )
}
