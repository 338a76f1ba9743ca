import { ArrowDown, ArrowUp } from 'lucide-react'

type Props = {
  readonly label: string
  /** Whether the rows are in this column's order. */
  readonly isOn: boolean
  readonly descending: boolean
  readonly isNumber?: boolean
  readonly onSort: () => void
}

/** The head of a column by which rows can be put into order. */
export function SortColumn({ label, isOn, descending, isNumber = false, onSort }: Props) {
  const Arrow = descending ? ArrowDown : ArrowUp
  return (
    <div
      role="columnheader"
      className={isNumber ? 'column column-number' : 'column'}
      aria-sort={isOn ? (descending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" className="column-sort" onClick={onSort}>
        {label}
        {isOn && <Arrow size={11} aria-hidden="true" />}
      </button>
    </div>
  )
}
