import { Download } from 'lucide-react'
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components'
import type { CheckSummary } from '../../../shared/model/check.ts'
import type { CheckGrouping } from '../../../shared/model/check-groupings.ts'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import type { CheckFilter } from '../../state/route.ts'
import type { CheckDocument } from '../../state/slices/check-actions.ts'
import { useApp } from '../../state/store-context.ts'
import { ChipGroup } from '../../ui/ChipGroup.tsx'
import { FilterField } from '../../ui/FilterField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'

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
  const { error, warning, note } = summary.severities
  const debugOnly = summary.severities['debug-only']
  const chips: readonly { readonly id: CheckFilter; readonly label: string; readonly size: number }[] = [
    { id: 'open', label: 'Open', size: error + warning + note + debugOnly },
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
          <span className="tools-space" />
          <SaveMenu />
        </div>
      )}
    </div>
  )
}

const DOCUMENTS: readonly { readonly id: CheckDocument; readonly label: string; readonly help: string }[] = [
  { id: 'sarif', label: 'Findings as SARIF', help: 'For code scanning and editors' },
  { id: 'json', label: 'Whole check as JSON', help: 'The document of check --json' },
  { id: 'markdown', label: 'Findings as Markdown', help: 'For a ticket or a merge request' },
  { id: 'accepted', label: 'Accepted findings', help: 'The file for check --accepted' },
]

/** Saves reports, and chooses the file of accepted findings. */
function SaveMenu() {
  const exportCheck = useApp((state) => state.exportCheck)
  const chooseAccepted = useApp((state) => state.chooseAccepted)
  return (
    <MenuTrigger>
      <AriaButton className="button button-icon" aria-label="Export">
        <Download size={15} aria-hidden="true" />
      </AriaButton>
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu className="menu" aria-label="Export">
          {DOCUMENTS.map(({ id, label, help }) => (
            <MenuItem key={id} id={id} textValue={label} className="menu-item" onAction={() => void exportCheck(id)}>
              <span className="menu-words">
                <Text slot="label">{label}</Text>
                <Text slot="description" className="menu-help">
                  {help}
                </Text>
              </span>
            </MenuItem>
          ))}
          <MenuItem
            id="choose"
            textValue="Choose the file of accepted findings…"
            className="menu-item"
            onAction={() => void chooseAccepted()}
          >
            <span className="menu-words">
              <Text slot="label">Choose the file of accepted findings…</Text>
              <Text slot="description" className="menu-help">
                What you accept is written there
              </Text>
            </span>
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
