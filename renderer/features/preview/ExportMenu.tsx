import { Download } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components'
import type { ExportFormat } from '../../../shared/model/export.ts'
import { useApp } from '../../state/store-context.ts'

const FORMATS: readonly { readonly id: ExportFormat; readonly label: string; readonly help: string }[] = [
  { id: 'csv', label: 'Rows as CSV', help: 'What the filter shows, in its order' },
  { id: 'json', label: 'Whole preview as JSON', help: 'The document of preview --json' },
  { id: 'markdown', label: 'Summary as Markdown', help: 'Verdict, errors, findings, largest files' },
]

/** Saves the preview in another form. */
export function ExportMenu() {
  const saveExport = useApp((state) => state.saveExport)
  return (
    <MenuTrigger>
      <Button className="button button-icon" aria-label="Export">
        <Download size={15} aria-hidden="true" />
      </Button>
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu className="menu" aria-label="Export">
          {FORMATS.map(({ id, label, help }) => (
            <MenuItem key={id} id={id} textValue={label} className="menu-item" onAction={() => void saveExport(id)}>
              <span className="menu-words">
                <Text slot="label">{label}</Text>
                <Text slot="description" className="menu-help">
                  {help}
                </Text>
              </span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
