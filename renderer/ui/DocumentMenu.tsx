import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
  Text,
} from 'react-aria-components'

/** A form in which something can be saved, and what it is good for. */
export type DocumentChoice<Id extends string> = { readonly id: Id; readonly label: string; readonly help: string }

type ItemsProps<Id extends string> = {
  readonly documents: readonly DocumentChoice<Id>[]
  readonly onSave: (id: Id) => void
}

type MenuProps<Id extends string> = ItemsProps<Id> & {
  /** `plain` shows the word beside the sign. */
  readonly look?: 'icon' | 'plain'
  /** Further sections: `DocumentSection`. */
  readonly children?: ReactNode
}

/** The button "Export" with the documents that what is shown can be saved as. */
export function DocumentMenu<Id extends string>({ documents, onSave, look = 'icon', children }: MenuProps<Id>) {
  return (
    <MenuTrigger>
      <Button className={`button button-${look}`} aria-label="Export">
        <Download size={15} aria-hidden="true" />
        {look === 'plain' && 'Export'}
      </Button>
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu className="menu" aria-label="Export">
          {documentItems({ documents, onSave })}
          {children}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

/** Documents of another kind in the same menu, under a heading of their own. */
export function DocumentSection<Id extends string>({
  title,
  documents,
  onSave,
}: ItemsProps<Id> & { readonly title: string }) {
  return (
    <>
      <Separator className="menu-line" />
      <MenuSection>
        <Header className="menu-header">{title}</Header>
        {documentItems({ documents, onSave })}
      </MenuSection>
    </>
  )
}

function documentItems<Id extends string>({ documents, onSave }: ItemsProps<Id>) {
  return documents.map(({ id, label, help }) => (
    <MenuItem key={id} id={id} textValue={label} className="menu-item" onAction={() => onSave(id)}>
      <span className="menu-words">
        <Text slot="label">{label}</Text>
        <Text slot="description" className="menu-help">
          {help}
        </Text>
      </span>
    </MenuItem>
  ))
}
