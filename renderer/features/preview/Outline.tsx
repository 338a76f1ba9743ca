import { FolderOpen, SearchX } from 'lucide-react'
import { useCallback } from 'react'
import { useApp, useAppStore } from '../../state/store-context.ts'
import { rowAt } from '../../state/row-pages.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { OutlineGrid } from '../../ui/OutlineGrid.tsx'
import { SortColumn } from '../../ui/SortColumn.tsx'
import { OutlineRowView } from './OutlineRowView.tsx'

/** The files as a tree in virtual rows. The rows live in the engine; only those in sight are here. */
export function Outline() {
  const store = useAppStore()
  const outline = useApp((state) => state.outline)
  const error = useApp((state) => state.outlineError)
  const activeIndex = useApp((state) => state.activeIndex)
  const activeKey = useApp((state) => state.activeRow?.key)
  const scrollRequest = useApp((state) => state.scrollRequest)
  const scrollAlign = useApp((state) => state.scrollAlign)
  const readRows = useApp((state) => state.readRows)
  const openOutline = useApp((state) => state.openOutline)
  const hasHashes = useApp((state) => (state.summary?.counts.hashed ?? 0) > 0 || state.summary?.succeeds === false)
  const activateRow = useApp((state) => state.activateRow)
  const toggleRow = useApp((state) => state.toggleRow)
  const toggleAll = useApp((state) => state.toggleAll)
  const openDetail = useApp((state) => state.openDetail)
  const closeDetail = useApp((state) => state.closeDetail)
  const onRange = useCallback((first: number, last: number) => void readRows(first, last), [readRows])

  if (error !== null) {
    return (
      <EmptyState icon={<SearchX size={20} />} title="The files could not be listed" text={error}>
        <Button onPress={() => void openOutline(false)}>Try again</Button>
      </EmptyState>
    )
  }
  if (outline === null) return <div className="outline" aria-busy="true" />
  if (outline.rows.total === 0) return <NothingListed />
  return (
    <OutlineGrid
      label="Files"
      className={hasHashes ? 'outline' : 'outline outline-plain'}
      total={outline.rows.total}
      columns={hasHashes ? 5 : 4}
      rowAt={(index) => {
        const rows = store.getState().outline?.rows
        return rows === undefined ? undefined : rowAt(rows, index)
      }}
      activeIndex={activeIndex}
      scrollRequest={scrollRequest}
      scrollAlign={scrollAlign}
      header={<Columns hasHashes={hasHashes} />}
      row={(row, index, style) => (
        <OutlineRowView
          row={row}
          index={index}
          style={style}
          isActive={index === activeIndex}
          isSelected={row.key === activeKey}
          hasHashes={hasHashes}
        />
      )}
      onRange={onRange}
      onRead={readRows}
      onMove={(index) => void activateRow(index, 'replace')}
      onToggle={(row, expanded) => void toggleRow(row, expanded)}
      onExpandAll={() => void toggleAll(true)}
      onDetail={() => void activateRow(activeIndex).then(() => openDetail(true))}
      onEscape={closeDetail}
    />
  )
}

function Columns({ hasHashes }: { readonly hasHashes: boolean }) {
  const order = useApp((state) => (state.route.view === 'preview' ? state.route.query : null))
  const setQuery = useApp((state) => state.setQuery)
  if (order === null) return null
  return (
    <div role="rowgroup" className="outline-head">
      <div role="row" className="outline-columns" aria-rowindex={1}>
        <SortColumn sort="name" label="Name" order={order} onSort={setQuery} />
        {hasHashes && (
          <div role="columnheader" className="column">
            Hashed name
          </div>
        )}
        <div role="columnheader" className="column column-provider">
          Provider
        </div>
        <SortColumn sort="size" label="Size" order={order} onSort={setQuery} isNumber />
        <SortColumn sort="marks" label="Marks" order={order} onSort={setQuery} />
      </div>
    </div>
  )
}

function NothingListed() {
  const search = useApp((state) => (state.route.view === 'preview' ? state.route.query.search : ''))
  const openWhy = useApp((state) => state.openWhy)
  const isNarrowed = useApp(
    (state) =>
      state.route.view === 'preview' && (state.route.query.search !== '' || state.route.query.filter !== 'all'),
  )
  const setQuery = useApp((state) => state.setQuery)
  const openFolderDialog = useApp((state) => state.openFolderDialog)
  const isDiffering = useApp((state) => state.route.view === 'preview' && state.route.query.filter === 'differs')
  if (isDiffering && search === '')
    return (
      <EmptyState icon={<SearchX size={20} />} title="No file would differ" text="The sentence above tells the rest.">
        <Button onPress={() => setQuery({ filter: 'all' })}>Show all files</Button>
      </EmptyState>
    )
  return isNarrowed ? (
    <EmptyState
      icon={<SearchX size={20} />}
      title="No file fits"
      text="Words are joined with “and”; size>100k, type:css, app:admin and *.map work too."
    >
      <Button onPress={() => setQuery({ search: '', filter: 'all' })}>Show all files</Button>
      {search !== '' && <Button onPress={() => openWhy(search)}>Why not?</Button>}
    </EmptyState>
  ) : (
    <EmptyState
      icon={<FolderOpen size={20} />}
      title="No files here"
      text="The folders are empty, or ignore patterns left everything out."
    >
      <Button onPress={openFolderDialog}>Open other folders…</Button>
    </EmptyState>
  )
}
