import { Download } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components'
import type { ComparisonFormat } from '../../state/slices/comparison.ts'
import { useApp } from '../../state/store-context.ts'

const FORMATS: readonly { readonly id: ComparisonFormat; readonly label: string; readonly help: string }[] = [
  { id: 'html', label: 'One page of HTML', help: 'Opens offline, searchable; as diff --html' },
  { id: 'markdown', label: 'Summary as Markdown', help: 'For a pull request; as diff --markdown' },
  { id: 'json', label: 'Whole comparison as JSON', help: 'The document of diff --json' },
  { id: 'csv', label: 'Rows as CSV', help: 'What the filter shows, in its order' },
]

/** Saves the comparison in another form. */
export function CompareExport() {
  const save = useApp((state) => state.saveComparison)
  return (
    <MenuTrigger>
      <Button className="button button-plain">
        <Download size={14} aria-hidden="true" />
        Export
      </Button>
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu className="menu" aria-label="Export">
          {FORMATS.map(({ id, label, help }) => (
            <MenuItem key={id} id={id} textValue={label} className="menu-item" onAction={() => void save(id)}>
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
