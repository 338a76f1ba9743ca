import { ArrowDown, ArrowUp } from 'lucide-react'

/** By which column rows stand in order, and which way. */
type Order<Sort> = { readonly sort: Sort; readonly descending: boolean }

type Props<Sort> = {
  readonly label: string
  /** The column's own order. */
  readonly sort: Sort
  /** The order that the rows have now. */
  readonly order: Order<Sort>
  readonly isNumber?: boolean
  readonly onSort: (order: Order<Sort>) => void
}

/** The head of a column by which rows can be put into order: names from A on at first, all else from the most on. */
export function SortColumn<Sort extends string>({ label, sort, order, isNumber = false, onSort }: Props<Sort>) {
  const isOn = order.sort === sort
  const Arrow = order.descending ? ArrowDown : ArrowUp
  return (
    <div
      role="columnheader"
      className={isNumber ? 'column column-number' : 'column'}
      aria-sort={isOn ? (order.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className="column-sort"
        onClick={() => onSort({ sort, descending: isOn ? !order.descending : sort !== 'name' })}
      >
        {label}
        {isOn && <Arrow size={11} aria-hidden="true" />}
      </button>
    </div>
  )
}
