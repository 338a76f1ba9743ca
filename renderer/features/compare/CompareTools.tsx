import { LayoutGrid, ListTree, Table } from 'lucide-react'
import { CAUSES, type Cause } from '../../../shared/model/comparison.ts'
import type { ComparisonQuery } from '../../../shared/model/comparison-view.ts'
import { CAUSE_LABELS } from '../../../shared/text/describe-comparison.ts'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import { useApp } from '../../state/store-context.ts'
import { ChipGroup } from '../../ui/ChipGroup.tsx'
import { FilterField } from '../../ui/FilterField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'

const FORMS = [
  { id: 'outline', label: 'Outline', icon: <ListTree size={15} /> },
  { id: 'treemap', label: 'Treemap', icon: <LayoutGrid size={15} /> },
  { id: 'table', label: 'Table', icon: <Table size={15} /> },
] as const

const GROUPINGS: readonly { readonly id: Exclude<ComparisonQuery['grouping'], 'none'>; readonly label: string }[] = [
  { id: 'path', label: 'Path' },
  { id: 'cause', label: 'Cause' },
  { id: 'root', label: 'Root edit' },
  { id: 'provider', label: 'Provider' },
  { id: 'type', label: 'Type' },
]

/** How the changes are shown, and which of them. */
export function CompareTools() {
  const route = useApp((state) => (state.route.view === 'compare' ? state.route : null))
  const rows = useApp((state) => state.comparisonRows)
  const show = useApp((state) => state.showComparison)
  const setQuery = useApp((state) => state.setComparisonQuery)
  if (route === null) return null
  const { query, form } = route
  const countOf = (chip: 'changed' | 'own' | 'alarms') =>
    rows === null ? {} : { count: formatCount(rows.counts[chip]) }
  const causes = CAUSES.filter((cause) => cause === query.cause || (rows?.causes[cause] ?? 0) > 0)
  const causeChoices: readonly { readonly id: Cause | 'any'; readonly label: string }[] = [
    { id: 'any', label: 'Any' },
    ...causes.map((id) => ({ id, label: `${CAUSE_LABELS[id]} ${formatCount(rows?.causes[id] ?? 0)}` })),
  ]
  return (
    <div className="tools" role="group" aria-label="What is listed">
      <div className="tools-line">
        <ChipGroup label="Form" look="segments" value={form} choices={FORMS} onChange={(id) => show({ form: id })} />
        {form !== 'table' && (
          <SelectField
            look="bar"
            label="Group by"
            value={query.grouping === 'none' ? 'path' : query.grouping}
            choices={GROUPINGS}
            onChange={(grouping) => setQuery({ grouping })}
          />
        )}
        <SelectField
          look="bar"
          label="Cause"
          value={query.cause ?? 'any'}
          choices={causeChoices}
          onChange={(cause) => setQuery({ cause: cause === 'any' ? null : cause })}
        />
        <FilterField
          label="Filter changes"
          placeholder="Filter: name, cause:ripple, root:logo"
          search={query.search}
          onSearch={(search) => setQuery({ search })}
        />
      </div>
      <div className="tools-line">
        <ChipGroup
          label="Show"
          look="chips"
          value={query.filter}
          choices={[
            { id: 'changed', label: 'Changed', ...countOf('changed') },
            { id: 'own', label: 'Only the author’s', ...countOf('own') },
            { id: 'alarms', label: 'Alarms', ...countOf('alarms') },
            { id: 'all', label: 'Unchanged too' },
          ]}
          onChange={(filter) => setQuery({ filter })}
        />
        <span className="tools-space" />
        <span className="compare-keys" aria-hidden="true">
          <kbd className="kbd">J</kbd> <kbd className="kbd">K</kbd> next, previous change <kbd className="kbd">E</kbd>{' '}
          next own edit
        </span>
      </div>
    </div>
  )
}
