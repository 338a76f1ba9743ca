import { ChevronDown } from 'lucide-react'
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
import { projectOf } from '../state/route.ts'
import { useApp } from '../state/store-context.ts'
import { formatShortcut } from '../ui/shortcut.ts'

/** Shows the project and goes to others: recents, folders, the sample. */
export function ProjectSwitcher({ title, detail }: { readonly title: string; readonly detail: string }) {
  const recents = useApp((state) => state.recents)
  const current = useApp((state) => projectOf(state.route))
  const reopen = useApp((state) => state.reopenProject)
  const openDjangoDialog = useApp((state) => state.openDjangoDialog)
  const openFolderDialog = useApp((state) => state.openFolderDialog)
  const openSample = useApp((state) => state.openSample)
  const navigate = useApp((state) => state.navigate)
  const others = recents.filter((recent) => recent.id !== current).slice(0, 8)
  return (
    <MenuTrigger>
      <Button className="pick pick-project" aria-label={`Project: ${title}`}>
        <span className="pick-title">{title}</span>
        <small className="pick-detail">{detail}</small>
        <ChevronDown size={14} aria-hidden="true" />
      </Button>
      <Popover className="popover" placement="bottom start" offset={4}>
        <Menu className="menu" aria-label="Projects">
          {others.length > 0 && (
            <MenuSection>
              <Header className="menu-header">Recent</Header>
              {others.map((recent) => (
                <MenuItem
                  key={recent.id}
                  id={recent.id}
                  textValue={recent.title}
                  className="menu-item"
                  onAction={() => void reopen(recent.id)}
                >
                  <span className="menu-words">
                    <Text slot="label">{recent.title}</Text>
                    <Text slot="description" className="menu-help">
                      {recent.display} · Django {recent.django}
                    </Text>
                  </span>
                </MenuItem>
              ))}
            </MenuSection>
          )}
          {others.length > 0 && <Separator className="menu-line" />}
          <MenuItem
            id="open-django"
            className="menu-item"
            textValue="Open a Django project"
            onAction={() => void openDjangoDialog()}
          >
            <Text slot="label">Open a Django project…</Text>
            <kbd className="kbd">{formatShortcut('Mod+O')}</kbd>
          </MenuItem>
          <MenuItem id="open-folders" className="menu-item" textValue="Open folders" onAction={openFolderDialog}>
            <Text slot="label">Open folders…</Text>
            <kbd className="kbd">{formatShortcut('Mod+Shift+O')}</kbd>
          </MenuItem>
          <MenuItem id="open-sample" className="menu-item" onAction={() => void openSample()}>
            Open the sample shop
          </MenuItem>
          <MenuItem id="welcome" className="menu-item" onAction={() => navigate({ view: 'welcome' })}>
            Start page
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
