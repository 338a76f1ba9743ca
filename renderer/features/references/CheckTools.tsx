import type { CheckSummary } from '../../../shared/model/check.ts'
import type { CheckGrouping } from '../../../shared/model/check-groupings.ts'
import { sinceWords } from '../../../shared/text/describe-references.ts'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import type { CheckFilter } from '../../state/route.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { ChipGroup } from '../../ui/ChipGroup.tsx'
import { FilterField } from '../../ui/FilterField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { CheckExport } from './CheckExport.tsx'

const GROUPINGS: readonly { readonly id: CheckGrouping; readonly label: string }[] = [
  { id: 'effect', label: 'Effect' },
  { id: 'code', label: 'Code' },
  { id: 'file', label: 'File' },
  { id: 'provider', label: 'Package' },
  { id: 'target', label: 'Target' },
]

const PLACEHOLDERS = {
  findings: 'Filter: file, target, message, package',
  pages: 'Filter templates',
  unused: 'Filter files',
} as const

/** What is listed, how it is grouped, and which part of it. */
export function CheckTools({ summary }: { readonly summary: CheckSummary }) {
  const list = useApp((state) => (state.route.view === 'references' ? state.route.list : 'findings'))
  const by = useApp((state) => (state.route.view === 'references' ? state.route.by : 'effect'))
  const filter = useApp((state) => (state.route.view === 'references' ? state.route.filter : 'open'))
  const search = useApp((state) => (state.route.view === 'references' ? state.route.search : ''))
  const show = useApp((state) => state.showReferences)
  const since = useApp((state) => state.checkSince)
  const openReach = useApp((state) => state.openReach)
  const { error, warning, note } = summary.severities
  const debugOnly = summary.severities['debug-only']
  const chips: readonly { readonly id: CheckFilter; readonly label: string; readonly size: number }[] = [
    { id: 'open', label: 'Open', size: error + warning + note + debugOnly },
    { id: 'new', label: 'New', size: since?.added ?? 0 },
    { id: 'errors', label: 'Errors', size: error },
    { id: 'warnings', label: 'Warnings', size: warning },
    { id: 'notes', label: 'Notes', size: note + debugOnly },
    { id: 'accepted', label: 'Accepted', size: summary.accepted },
  ]
  return (
    <div className="tools" role="group" aria-label="What is listed">
      <div className="tools-line">
        <ChipGroup
          label="List"
          look="segments"
          value={list}
          choices={[
            { id: 'findings', label: 'Findings' },
            {
              id: 'pages',
              label: 'Pages',
              ...(summary.templates === null ? {} : { count: formatCount(summary.templates.pages) }),
            },
            { id: 'unused', label: 'Unused', count: formatCount(summary.unused.files) },
          ]}
          onChange={(id) => show({ list: id, selected: null, search: '' })}
        />
        {list === 'findings' && (
          <SelectField look="bar" label="Group by" value={by} choices={GROUPINGS} onChange={(id) => show({ by: id })} />
        )}
        <FilterField
          label="Filter the list"
          placeholder={PLACEHOLDERS[list]}
          search={search}
          onSearch={(text) => show({ search: text }, 'replace')}
        />
      </div>
      {list === 'findings' && (
        <div className="tools-line">
          <ChipGroup
            label="Show"
            look="chips"
            value={filter}
            choices={chips
              .filter(({ id, size }) => size > 0 || id === filter || id === 'open')
              .map(({ id, label, size }) => ({ id, label, count: formatCount(size) }))}
            onChange={(id) => show({ filter: id })}
          />
          <SinceField />
          <span className="tools-space" />
          <Button look="quiet" onPress={() => void openReach()}>
            What is read…
          </Button>
          <CheckExport />
        </div>
      )}
      {list === 'findings' && since !== null && (
        <p className="detail-note" role="status">
          {sinceWords(since)}
        </p>
      )}
    </div>
  )
}

const NO_RELEASE = 'none'

/** Which release the findings are compared with; nothing where the store has none of the project. */
function SinceField() {
  const releases = useApp((state) => state.checkReleases)
  const since = useApp((state) => (state.route.view === 'references' ? state.route.since : null))
  const isLooking = useApp((state) => state.isLookingSince)
  const show = useApp((state) => state.showReferences)
  if (releases.length === 0) return null
  return (
    <SelectField
      look="bar"
      label="New since"
      value={since === null ? NO_RELEASE : `release ${since}`}
      {...(isLooking ? { shown: `${since ?? ''} …` } : {})}
      choices={[
        { id: NO_RELEASE, label: 'no release' },
        ...releases.map(({ name }) => ({ id: `release ${name}`, label: name })),
      ]}
      onChange={(id) =>
        show(
          id === NO_RELEASE ? { since: null, filter: 'open' } : { since: id.slice('release '.length), filter: 'new' },
        )
      }
    />
  )
}
