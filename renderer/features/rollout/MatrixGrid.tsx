import { type KeyboardEvent, useRef } from 'react'
import { placeName } from '../../../shared/analysis/rollout/lane-list.ts'
import type { MatrixCell, SideNames } from '../../../shared/model/rollout.ts'
import { amountOf, cellKey, type MatrixTable, mergedOutcomes } from './matrix-rows.ts'
import { CONDITION_WORDS, OUTCOME_WORDS } from './outcome-words.ts'
import './matrix.css'

type Props = {
  readonly table: MatrixTable
  readonly names: SideNames
  readonly selected: string | null
  readonly onSelect: (cell: MatrixCell) => void
}

/** So many outcomes of a cell are named in it; the rest is in the detail. */
const LINES = 3

/** The hazard matrix: who made the page down, where its files come from across. One cell holds the keyboard. */
export function MatrixGrid({ table, names, selected, onSelect }: Props) {
  const grid = useRef<HTMLDivElement>(null)
  const press = (event: KeyboardEvent) => {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const row = table.rows.findIndex(({ cells }) => cells.some((cell) => cell !== null && cellKey(cell) === selected))
    const column = table.rows[row]?.cells.findIndex((cell) => cell !== null && cellKey(cell) === selected) ?? 0
    const [down = 0, right = 0] = step
    let next: MatrixCell | null | undefined = null
    // Over combinations that do not occur.
    for (let steps = 1; next === null; steps++) next = table.rows[row + steps * down]?.cells[column + steps * right]
    if (next === undefined) return
    onSelect(next)
    grid.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(cellKey(next))}"]`)?.focus()
  }
  const columns = { gridTemplateColumns: `minmax(170px, 0.8fr) repeat(${table.columns.length}, minmax(150px, 1fr))` }
  return (
    <div className="matrix-pane">
      <div
        className="matrix"
        role="grid"
        tabIndex={-1}
        aria-label="Which page gets what, by who answers"
        ref={grid}
        onKeyDown={press}
      >
        <div role="row" className="matrix-row matrix-head" style={columns}>
          <span role="columnheader">Page made by</span>
          {table.columns.map((column) => (
            <span key={column} role="columnheader">
              {table.columns.length === 1 ? 'gets' : `with files of ${placeName(column, names)}`}
            </span>
          ))}
        </div>
        {table.rows.map(({ key, title, detail, cells }) => (
          <div key={key} role="row" className="matrix-row" style={columns}>
            <span role="rowheader" className="matrix-side">
              <b>{title}</b>
              <span>{detail}</span>
            </span>
            {cells.map((cell, index) =>
              cell === null ? (
                <span key={table.columns[index]} role="gridcell" className="matrix-none">
                  –
                </span>
              ) : (
                <Cell key={cellKey(cell)} cell={cell} isSelected={cellKey(cell) === selected} onSelect={onSelect} />
              ),
            )}
          </div>
        ))}
      </div>
    </div>
  )
}

type CellProps = {
  readonly cell: MatrixCell
  readonly isSelected: boolean
  readonly onSelect: (cell: MatrixCell) => void
}

function Cell({ cell, isSelected, onSelect }: CellProps) {
  const { tone } = OUTCOME_WORDS[cell.worst]
  const merged = mergedOutcomes(cell.outcomes)
  const lines = merged.slice(0, LINES)
  const more = merged.length - lines.length
  return (
    <div
      role="gridcell"
      className={`matrix-cell tone-${tone}${isSelected ? ' matrix-selected' : ''}`}
      aria-selected={isSelected}
      data-cell={cellKey(cell)}
      tabIndex={isSelected ? 0 : -1}
      onClick={() => onSelect(cell)}
      onFocus={() => onSelect(cell)}
    >
      {lines.map((one, index) => {
        const { sign, word } = OUTCOME_WORDS[one.outcome]
        const condition = one.condition === cell.condition ? '' : CONDITION_WORDS[one.condition]
        return (
          <span key={index} className={index === 0 ? 'matrix-first' : 'matrix-more'}>
            <span aria-hidden="true">{sign} </span>
            <b>{word}</b> {amountOf(one)} {condition}
          </span>
        )
      })}
      {more > 0 && <span className="matrix-more">and {more} more</span>}
    </div>
  )
}
