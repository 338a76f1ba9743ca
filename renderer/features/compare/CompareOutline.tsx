import { SearchX } from 'lucide-react'
import { memo, useCallback } from 'react'
import { useApp, useAppStore } from '../../state/store-context.ts'
import { rowAt } from '../../state/row-pages.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { OutlineGrid } from '../../ui/OutlineGrid.tsx'
import { SortColumn } from '../../ui/SortColumn.tsx'
import { CompareRow } from './CompareRow.tsx'

/** What differs, in virtual rows. The rows live in the engine; only those in sight are here. */
export function CompareOutline() {
  const store = useAppStore()
  const shown = useApp((state) => state.comparisonRows)
  const error = useApp((state) => state.comparisonRowsError)
  const active = useApp((state) => state.comparisonActive)
  const isTable = useApp(({ route }) => route.view === 'compare' && route.form === 'table')
  const name = useApp(({ route }) => (route.view === 'compare' ? route.name : null))
  const readRows = useApp((state) => state.readComparisonRows)
  const openRows = useApp((state) => state.openComparisonRows)
  const activate = useApp((state) => state.activateComparisonRow)
  const toggle = useApp((state) => state.toggleComparisonRow)
  const openDetail = useApp((state) => state.openDetail)
  const closeDetail = useApp((state) => state.closeDetail)
  const onRange = useCallback((first: number, last: number) => void readRows(first, last), [readRows])
  if (error !== null)
    return (
      <EmptyState icon={<SearchX size={20} />} title="The changes could not be listed" text={error}>
        <Button onPress={() => void openRows(false)}>Try again</Button>
      </EmptyState>
    )
  if (shown === null) return <div className="outline" aria-busy="true" />
  if (shown.rows.total === 0) return <NothingListed />
  return (
    <OutlineGrid
      label="Changes"
      className={`outline compare-outline${isTable ? ' compare-table-form' : ''}`}
      total={shown.rows.total}
      columns={5}
      rowAt={(index) => {
        const rows = store.getState().comparisonRows?.rows
        return rows === undefined ? undefined : rowAt(rows, index)
      }}
      activeIndex={active.index}
      scrollRequest={active.request}
      scrollAlign={active.align}
      header={<Columns />}
      row={(row, index, style) => (
        <CompareRow
          row={row}
          index={index}
          style={style}
          isActive={index === active.index}
          isSelected={row.kind === 'file' ? name === row.name : index === active.index && name === null}
        />
      )}
      onRange={onRange}
      onRead={readRows}
      onMove={(index) => void activate(index, 'replace')}
      onToggle={({ key }, expanded) => void toggle(key, expanded)}
      onExpandAll={() => void toggle(null, true)}
      onDetail={() => void activate(active.index).then(() => openDetail(true))}
      onEscape={closeDetail}
    />
  )
}

const Columns = memo(function Columns() {
  const a = useApp((state) => state.comparison?.a.name ?? 'From')
  const b = useApp((state) => state.comparison?.b.name ?? 'To')
  const sort = useApp(({ route }) => (route.view === 'compare' ? route.query.sort : null))
  const descending = useApp(({ route }) => route.view === 'compare' && route.query.descending)
  const setQuery = useApp((state) => state.setComparisonQuery)
  if (sort === null) return null
  const order = { sort, descending }
  return (
    <div role="rowgroup" className="outline-head">
      <div role="row" className="outline-columns" aria-rowindex={1}>
        <SortColumn sort="name" label="Name" order={order} onSort={setQuery} />
        <SortColumn sort="marks" label="Change and cause" order={order} onSort={setQuery} />
        <div role="columnheader" className="column column-before" title={a}>
          <span className="cut-whole">{a}</span>
        </div>
        <div role="columnheader" className="column" title={b}>
          <span className="cut-whole">{b}</span>
        </div>
        <SortColumn sort="size" label="Bytes" order={order} onSort={setQuery} isNumber />
      </div>
    </div>
  )
})

function NothingListed() {
  const isNarrowed = useApp(
    ({ route }) =>
      route.view === 'compare' &&
      (route.query.search !== '' || route.query.filter !== 'changed' || route.query.cause !== null),
  )
  const setQuery = useApp((state) => state.setComparisonQuery)
  return isNarrowed ? (
    <EmptyState
      icon={<SearchX size={20} />}
      title="No file fits"
      text="Words are joined with “and”; status:moved, cause:ripple, root:logo.png, alarm:case-collision, type:css and *.map work too."
    >
      <Button onPress={() => setQuery({ search: '', filter: 'changed', cause: null })}>Show all that changed</Button>
    </EmptyState>
  ) : (
    <EmptyState
      icon={<SearchX size={20} />}
      title="No file differs"
      text="Every name, every byte and every hash is the same on both sides."
    >
      <Button onPress={() => setQuery({ filter: 'all' })}>Show unchanged files</Button>
    </EmptyState>
  )
}
