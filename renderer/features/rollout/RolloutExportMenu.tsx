import { Download } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components'
import { useApp } from '../../state/store-context.ts'

const REPORTS = [
  { id: 'json', label: 'Rollout as JSON', help: 'The document of rollout --json' },
  { id: 'markdown', label: 'Report as Markdown', help: 'Verdict, hazards with their causes, advice' },
  { id: 'html', label: 'Report as HTML', help: 'One page that needs nothing else' },
] as const
/** What may be deleted at a moment, as text for people to run. */
export const DELETE_LISTS = [
  { id: 'list', label: 'Names', help: 'One stored name a line' },
  { id: 'sh', label: 'Shell script', help: 'rm, to be run in STATIC_ROOT' },
  { id: 'aws', label: 'aws s3 rm', help: 'A line for each object' },
  { id: 'gsutil', label: 'gsutil rm', help: 'A line for each object' },
  { id: 'az', label: 'az storage blob delete', help: 'A line for each blob' },
] as const

/** Saves the rollout, or what may be deleted at the shown moment. Nothing is run. */
export function ExportMenu({ at }: { readonly at: number }) {
  const saveRollout = useApp((state) => state.saveRollout)
  const saveDeleteList = useApp((state) => state.saveDeleteList)
  return (
    <MenuTrigger>
      <Button className="button button-icon" aria-label="Export">
        <Download size={15} aria-hidden="true" />
      </Button>
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu className="menu" aria-label="Export">
          {REPORTS.map(({ id, label, help }) => (
            <MenuItem key={id} textValue={label} className="menu-item" onAction={() => void saveRollout(id)}>
              <Words label={label} help={help} />
            </MenuItem>
          ))}
          {DELETE_LISTS.map(({ id, label, help }) => (
            <MenuItem
              key={id}
              textValue={`Delete: ${label}`}
              className="menu-item"
              onAction={() => void saveDeleteList(id, at)}
            >
              <Words label={`Delete: ${label}`} help={help} />
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

function Words({ label, help }: { readonly label: string; readonly help: string }) {
  return (
    <span className="menu-words">
      <Text slot="label">{label}</Text>
      <Text slot="description" className="menu-help">
        {help}
      </Text>
    </span>
  )
}
