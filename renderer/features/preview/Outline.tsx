import { ArrowDown, ArrowUp, FolderOpen, SearchX } from 'lucide-react'
import { type CSSProperties, type KeyboardEvent, useCallback, useRef } from 'react'
import type { ViewQuery } from '../../../shared/model/preview.ts'
import { useApp, useAppStore } from '../../state/store-context.ts'
import { rowAt } from '../../state/row-pages.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { VirtualRows } from '../../ui/VirtualRows.tsx'
import { OutlineRowView, RowSkeleton, rowId } from './OutlineRowView.tsx'
import { outlineKey } from './outline-key.ts'

const ROW_HEIGHT = 26
const HEADER_HEIGHT = 24

/** The files as a tree in virtual rows. The rows live in the engine; only those in sight are here. */
export function Outline() {
  const store = useAppStore()
  const outline = useApp((state) => state.outline)
  const error = useApp((state) => state.outlineError)
  const activeIndex = useApp((state) => state.activeIndex)
  const scrollRequest = useApp((state) => state.scrollRequest)
  const scrollAlign = useApp((state) => state.scrollAlign)
  const readRows = useApp((state) => state.readRows)
  const openOutline = useApp((state) => state.openOutline)
  const hasHashes = useApp((state) => (state.summary?.counts.hashed ?? 0) > 0 || state.summary?.succeeds === false)
  const grid = useRef<HTMLDivElement>(null)
  const onRange = useCallback((first: number, last: number) => void readRows(first, last), [readRows])

  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const state = store.getState()
    const rows = state.outline?.rows
    if (event.key === 'Escape') state.closeDetail()
    if (rows === undefined) return
    const page = Math.max(1, Math.floor((event.currentTarget.clientHeight - HEADER_HEIGHT) / ROW_HEIGHT) - 1)
    const act = outlineKey(event.key, state.activeIndex, rowAt(rows, state.activeIndex), page, rows.total)
    if (act === null) return
    event.preventDefault()
    switch (act.kind) {
      case 'move':
        void state.activateRow(act.index, 'replace')
        return
      case 'toggle':
        void state.toggleRow(act.row, act.expanded)
        return
      case 'parent':
        void goToParent(act.depth, act.from)
        return
      case 'expand-all':
        void state.toggleAll(true)
        return
      case 'detail':
        void state.activateRow(state.activeIndex).then(() => state.openDetail(true))
    }
  }
  /** The parent lies above, maybe outside the rows that are here. */
  const goToParent = async (depth: number, from: number) => {
    for (let index = from - 1; index >= 0; index--) {
      const rows = store.getState().outline?.rows
      if (rows === undefined) return
      if (rowAt(rows, index) === undefined) await store.getState().readRows(Math.max(0, index - 90), index)
      const row = rowAt(store.getState().outline?.rows ?? rows, index)
      if (row === undefined) return
      if (row.depth < depth) return store.getState().activateRow(index, 'replace')
    }
  }

  if (error !== null) {
    return (
      <EmptyState icon={<SearchX size={20} />} title="The files could not be listed" text={error}>
        <Button onPress={() => void openOutline(false)}>Try again</Button>
      </EmptyState>
    )
  }
  if (outline === null) return <div className="outline" aria-busy="true" />
  if (outline.rows.total === 0) return <NothingListed />
  const activeRow = rowAt(outline.rows, activeIndex)
  return (
    <VirtualRows
      ref={grid}
      className={hasHashes ? 'outline' : 'outline outline-plain'}
      role="treegrid"
      aria-label="Files"
      aria-rowcount={outline.rows.total + 1}
      aria-colcount={hasHashes ? 5 : 4}
      aria-activedescendant={activeRow === undefined ? undefined : rowId(activeIndex)}
      tabIndex={0}
      onKeyDown={press}
      total={outline.rows.total}
      rowHeight={ROW_HEIGHT}
      headerHeight={HEADER_HEIGHT}
      rowsRole="rowgroup"
      header={<Columns hasHashes={hasHashes} />}
      onRange={onRange}
      scrollTo={{ index: activeIndex, request: scrollRequest, align: scrollAlign }}
      row={(index: number, style: CSSProperties) => {
        const row = rowAt(outline.rows, index)
        return row === undefined ? (
          <RowSkeleton key={index} index={index} style={style} />
        ) : (
          <OutlineRowView
            key={index}
            row={row}
            index={index}
            style={style}
            isActive={index === activeIndex}
            hasHashes={hasHashes}
          />
        )
      }}
    />
  )
}

type Sort = ViewQuery['sort']

function Columns({ hasHashes }: { readonly hasHashes: boolean }) {
  return (
    <div role="rowgroup" className="outline-head">
      <div role="row" className="outline-columns" aria-rowindex={1}>
        <Column sort="name" label="Name" />
        {hasHashes && (
          <div role="columnheader" className="column">
            Hashed name
          </div>
        )}
        <div role="columnheader" className="column column-provider">
          Provider
        </div>
        <Column sort="size" label="Size" isNumber />
        <Column sort="marks" label="Marks" />
      </div>
    </div>
  )
}

function Column({
  sort,
  label,
  isNumber = false,
}: {
  readonly sort: Sort
  readonly label: string
  readonly isNumber?: boolean
}) {
  const current = useApp((state) => (state.route.view === 'preview' ? state.route.query.sort : 'name'))
  const descending = useApp((state) => state.route.view === 'preview' && state.route.query.descending)
  const setQuery = useApp((state) => state.setQuery)
  const isOn = current === sort
  const startsDown = sort !== 'name'
  const Arrow = descending ? ArrowDown : ArrowUp
  return (
    <div
      role="columnheader"
      className={isNumber ? 'column column-number' : 'column'}
      aria-sort={isOn ? (descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className="column-sort"
        onClick={() => setQuery({ sort, descending: isOn ? !descending : startsDown })}
      >
        {label}
        {isOn && <Arrow size={11} aria-hidden="true" />}
      </button>
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
