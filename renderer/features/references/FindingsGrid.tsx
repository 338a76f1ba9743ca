import { CircleCheck, SearchX } from 'lucide-react'
import { type CSSProperties, useCallback } from 'react'
import type { CheckFinding } from '../../../shared/model/check.ts'
import { lineAt, lineCount } from '../../state/grouped-rows.ts'
import type { SizedGroup } from '../../state/slices/check-findings.ts'
import { useApp, useAppStore } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { OutlineGrid } from '../../ui/OutlineGrid.tsx'
import { FindingRow, GroupRow } from './FindingRow.tsx'

/** A line of the grid with what the keys ask for. */
type Line = { readonly key: string; readonly depth: number; readonly expanded: boolean | null } & (
  | { readonly kind: 'group'; readonly group: SizedGroup; readonly position: number }
  | { readonly kind: 'finding'; readonly group: SizedGroup; readonly finding: CheckFinding; readonly position: number }
)

/** The findings below their groups. The rows live in the engine; only those in sight are here. */
export function FindingsGrid() {
  const store = useAppStore()
  const rows = useApp((state) => state.findingRows)
  const error = useApp((state) => state.findingsError)
  const active = useApp((state) => state.activeFinding)
  const request = useApp((state) => state.findingScroll)
  const version = useApp((state) => state.summary?.django.version ?? null)
  const readLines = useApp((state) => state.readFindingLines)
  const activate = useApp((state) => state.activateFinding)
  const openFindings = useApp((state) => state.openFindings)
  const openDetail = useApp((state) => state.openDetail)
  const closeDetail = useApp((state) => state.closeDetail)
  const toggle = useApp((state) => state.toggleFindingGroup)
  const toggleAll = useApp((state) => state.toggleAllFindingGroups)
  const onRange = useCallback((first: number, last: number) => void readLines(first, last), [readLines])
  if (error !== null)
    return (
      <EmptyState icon={<SearchX size={20} />} title="The findings could not be listed" text={error}>
        <Button onPress={() => void openFindings(true)}>Try again</Button>
      </EmptyState>
    )
  if (rows === null) return <div className="outline" aria-busy="true" />
  if (rows.groups.length === 0) return <NothingFound />
  return (
    <OutlineGrid<Line>
      label="Findings"
      className="outline findings-grid"
      total={lineCount(rows)}
      columns={5}
      rowAt={(index) => {
        const now = store.getState().findingRows
        return now === null ? undefined : toLine(now, index)
      }}
      activeIndex={active}
      scrollRequest={request}
      scrollAlign="auto"
      header={<Columns version={version} />}
      row={(line, index, style: CSSProperties) =>
        line.kind === 'group' ? (
          <GroupRow
            group={line.group}
            isOpen={line.expanded === true}
            {...place(line, index, style, rows.groups.length)}
          />
        ) : (
          <FindingRow finding={line.finding} {...place(line, index, style, line.group.size)} />
        )
      }
      onRange={onRange}
      onRead={readLines}
      onMove={(index) => void activate(index, 'replace')}
      onToggle={(line, isOpen) => toggle(line.group.key, isOpen)}
      onExpandAll={() => toggleAll(true)}
      onDetail={() => void activate(active).then(() => openDetail(true))}
      onEscape={closeDetail}
    />
  )

  function place(line: Line, index: number, style: CSSProperties, setSize: number) {
    return { index, style, setSize, position: line.position, isActive: index === active }
  }
}

function toLine(rows: Parameters<typeof lineAt<SizedGroup, CheckFinding>>[0], index: number): Line | undefined {
  const line = lineAt(rows, index)
  if (line === undefined) return undefined
  const { group, position } = line
  if (line.kind === 'group')
    return { kind: 'group', key: `group ${group.key}`, depth: 0, expanded: line.isOpen, group, position }
  if (line.row === undefined) return undefined
  return { kind: 'finding', key: line.row.id, depth: 1, expanded: null, group, finding: line.row, position }
}

function Columns({ version }: { readonly version: string | null }) {
  return (
    <div role="rowgroup" className="outline-head">
      <div role="row" className="outline-columns" aria-rowindex={1}>
        {['Finding', 'Place', 'Asks for', version === null ? 'Django' : `Django ${version}`, 'Browser'].map((label) => (
          <div key={label} role="columnheader" className="column">
            {label}
          </div>
        ))}
      </div>
    </div>
  )
}

function NothingFound() {
  const show = useApp((state) => state.showReferences)
  const isNarrowed = useApp(
    (state) => state.route.view === 'references' && (state.route.search !== '' || state.route.filter !== 'open'),
  )
  if (isNarrowed)
    return (
      <EmptyState icon={<SearchX size={20} />} title="No finding fits" text="The chips and the filter leave nothing.">
        <Button onPress={() => show({ search: '', filter: 'open' })}>Show all open findings</Button>
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<CircleCheck size={20} />}
      title="No open findings"
      text="Every reference that could be read gets the file that it asks for."
    />
  )
}
