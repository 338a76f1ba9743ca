import { LayoutGrid, ListTree, Table } from 'lucide-react'
import { useDeferredValue, useMemo } from 'react'
import { CAUSES, type Cause } from '../../../shared/model/comparison.ts'
import type { ComparisonChip, ComparisonQuery } from '../../../shared/model/comparison-view.ts'
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

/** How the changes are shown, and which of them. Each control is drawn anew only when what it shows changes. */
export function CompareTools() {
  const isCompare = useApp((state) => state.route.view === 'compare')
  if (!isCompare) return null
  return (
    <div className="tools" role="group" aria-label="What is listed">
      <div className="tools-line">
        <FormChips />
        <GroupingField />
        <CauseField />
        <ChangesFilter />
      </div>
      <div className="tools-line">
        <ShownChips />
        <span className="tools-space" />
        <span className="compare-keys" aria-hidden="true">
          <kbd className="kbd">J</kbd> <kbd className="kbd">K</kbd> next, previous change <kbd className="kbd">E</kbd>{' '}
          next own edit
        </span>
      </div>
    </div>
  )
}

function FormChips() {
  const form = useApp(({ route }) => (route.view === 'compare' ? route.form : 'outline'))
  const show = useApp((state) => state.showComparison)
  return <ChipGroup label="Form" look="segments" value={form} choices={FORMS} onChange={(id) => show({ form: id })} />
}

function GroupingField() {
  const isTable = useApp(({ route }) => route.view === 'compare' && route.form === 'table')
  const grouping = useApp(({ route }) => (route.view === 'compare' ? route.query.grouping : 'path'))
  const setQuery = useApp((state) => state.setComparisonQuery)
  if (isTable) return null
  return (
    <SelectField
      look="bar"
      label="Group by"
      value={grouping === 'none' ? 'path' : grouping}
      choices={GROUPINGS}
      onChange={(id) => setQuery({ grouping: id })}
    />
  )
}

function CauseField() {
  const cause = useApp(({ route }) => (route.view === 'compare' ? route.query.cause : null))
  // The choices come behind the list, which does not wait for them.
  const counts = useDeferredValue(useApp((state) => state.comparisonRows?.causes))
  const setQuery = useApp((state) => state.setComparisonQuery)
  // The chosen one is among them, even where the search leaves it no file.
  const empty = cause !== null && (counts?.[cause] ?? 0) === 0 ? cause : null
  const choices = useMemo((): readonly { readonly id: Cause | 'any'; readonly label: string }[] => {
    const causes = CAUSES.filter((id) => id === empty || (counts?.[id] ?? 0) > 0)
    return [
      { id: 'any', label: 'Any' },
      ...causes.map((id) => ({ id, label: `${CAUSE_LABELS[id]} ${formatCount(counts?.[id] ?? 0)}` })),
    ]
  }, [empty, counts])
  return (
    <SelectField
      look="bar"
      label="Cause"
      value={cause ?? 'any'}
      choices={choices}
      onChange={(id) => setQuery({ cause: id === 'any' ? null : id })}
    />
  )
}

function ChangesFilter() {
  const search = useApp(({ route }) => (route.view === 'compare' ? route.query.search : ''))
  const setQuery = useApp((state) => state.setComparisonQuery)
  return (
    <FilterField
      label="Filter changes"
      placeholder="Filter: name, cause:ripple, root:logo"
      search={search}
      onSearch={(text) => setQuery({ search: text })}
    />
  )
}

function ShownChips() {
  const filter = useApp(({ route }) => (route.view === 'compare' ? route.query.filter : 'changed'))
  // Like the choices of causes, behind the list.
  const counts = useDeferredValue(useApp((state) => state.comparisonRows?.counts))
  const setQuery = useApp((state) => state.setComparisonQuery)
  const countOf = (chip: ComparisonChip) => (counts === undefined ? {} : { count: formatCount(counts[chip]) })
  return (
    <ChipGroup
      label="Show"
      look="chips"
      value={filter}
      choices={[
        { id: 'changed', label: 'Changed', ...countOf('changed') },
        { id: 'own', label: 'Only the author’s', ...countOf('own') },
        { id: 'alarms', label: 'Alarms', ...countOf('alarms') },
        { id: 'all', label: 'Unchanged too' },
      ]}
      onChange={(id) => setQuery({ filter: id })}
    />
  )
}
