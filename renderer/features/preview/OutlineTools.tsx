import { CircleHelp, LayoutGrid, ListTree } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Grouping, RowFilter } from '../../../shared/model/preview.ts'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import { useApp } from '../../state/store-context.ts'
import type { Panel } from '../../state/route.ts'
import { Button } from '../../ui/Button.tsx'
import { ChipGroup } from '../../ui/ChipGroup.tsx'
import { FilterField } from '../../ui/FilterField.tsx'
import { ExportMenu } from './ExportMenu.tsx'

const GROUPINGS: readonly { readonly id: Grouping; readonly label: string }[] = [
  { id: 'path', label: 'Path' },
  { id: 'provider', label: 'Provider' },
  { id: 'type', label: 'Type' },
]
const FORMS = [
  { id: 'files', label: 'Outline', icon: <ListTree size={15} /> },
  { id: 'treemap', label: 'Treemap', icon: <LayoutGrid size={15} /> },
] as const satisfies readonly { readonly id: Panel; readonly label: string; readonly icon: ReactNode }[]
const FILTERS: readonly { readonly id: RowFilter; readonly label: string }[] = [
  { id: 'all', label: 'All' },
  { id: 'broken', label: 'Broken' },
  { id: 'shadowed', label: 'Shadowed' },
  { id: 'rewritten', label: 'Rewritten' },
  { id: 'warned', label: 'Warnings' },
  { id: 'not-collected', label: 'Not collected' },
  { id: 'differs', label: 'Differs' },
]

/** What is listed, how it is grouped, and which part of it. */
export function OutlineTools() {
  const panel = useApp((state) => (state.route.view === 'preview' ? state.route.panel : 'files'))
  const grouping = useApp((state) => (state.route.view === 'preview' ? state.route.query.grouping : 'path'))
  const filter = useApp((state) => (state.route.view === 'preview' ? state.route.query.filter : 'all'))
  const search = useApp((state) => (state.route.view === 'preview' ? state.route.query.search : ''))
  const counts = useApp((state) => state.outline?.counts)
  const errors = useApp((state) => state.summary?.counts.errors ?? 0)
  const findings = useApp((state) => state.summary?.counts.findings ?? 0)
  const setQuery = useApp((state) => state.setQuery)
  const openWhy = useApp((state) => state.openWhy)
  const showPreview = useApp((state) => state.showPreview)
  const isDjango = useApp(({ summary, projects }) => summary !== null && projects[summary.projectId]?.kind === 'django')
  const differences = useApp((state) => state.verification?.verification.differences)
  const hasUploads = useApp((state) => state.summary?.settings.storage === 's3-manifest') || panel === 'uploads'
  const hasFiles = panel === 'files' || panel === 'treemap'
  const panels: readonly { readonly id: Panel; readonly label: string; readonly count?: string }[] = [
    { id: 'files', label: 'Files' },
    { id: 'errors', label: 'Errors', count: formatCount(errors) },
    { id: 'findings', label: 'Findings', count: formatCount(findings) },
    ...(hasUploads ? [{ id: 'uploads' as const, label: 'Upload plan' }] : []),
    ...(isDjango
      ? [
          {
            id: 'verify' as const,
            label: 'Verify',
            ...(differences === undefined ? {} : { count: formatCount(differences) }),
          },
        ]
      : []),
  ]
  const chips = FILTERS.filter(({ id }) => id === 'all' || id === filter || (counts?.[id] ?? 0) > 0)
  return (
    <div className="tools" role="group" aria-label="What is listed">
      <div className="tools-line">
        <ChipGroup
          label="List"
          look="segments"
          value={panel === 'treemap' ? 'files' : panel}
          choices={panels}
          onChange={(id) => showPreview({ panel: id })}
        />
        {hasFiles && (
          <>
            <ChipGroup
              label="Form"
              look="segments"
              value={panel === 'treemap' ? 'treemap' : 'files'}
              choices={FORMS}
              onChange={(id) => showPreview({ panel: id })}
            />
            <span className="tools-label">Group by</span>
            <ChipGroup
              label="Group by"
              look="segments"
              value={grouping}
              choices={GROUPINGS}
              onChange={(id) => setQuery({ grouping: id })}
            />
            <FilterField
              label="Filter files"
              placeholder="Filter: name, *.css, size>100k"
              search={search}
              onSearch={(text) => setQuery({ search: text })}
            />
          </>
        )}
      </div>
      {hasFiles && (
        <div className="tools-line">
          <ChipGroup
            label="Show"
            look="chips"
            value={filter}
            choices={chips.map(({ id, label }) => ({
              id,
              label,
              ...(counts === undefined ? {} : { count: formatCount(counts[id]) }),
            }))}
            onChange={(id) => setQuery({ filter: id })}
          />
          <span className="tools-space" />
          <Button look="quiet" onPress={() => openWhy()}>
            <CircleHelp size={13} aria-hidden="true" /> Why not?
          </Button>
          <ExportMenu />
        </div>
      )}
    </div>
  )
}
