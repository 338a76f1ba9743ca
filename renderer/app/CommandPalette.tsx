import { FileText, Search, SquareChevronRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import {
  Autocomplete,
  Collection,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components'
import type { OutlineRow } from '../../shared/model/preview.ts'
import { formatBytes } from '../../shared/text/format-bytes.ts'
import { useApp, useAppStore } from '../state/store-context.ts'
import { CutName } from '../ui/CutName.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { type Layers, listActions } from './actions.ts'
import { matchActions } from './match-actions.ts'

/** Pause after a key before files are asked for, in ms. */
const SETTLE = 60

/** Finds an action or a file by a few letters and carries it out. */
export function CommandPalette({ layers, onClose }: { readonly layers: Layers; readonly onClose: () => void }) {
  const store = useAppStore()
  const goToFile = useApp((state) => state.goToFile)
  const [text, setText] = useState('')
  const files = useFoundFiles(text)
  const [actions] = useState(() =>
    listActions(store, layers).filter((action) => action.isAvailable && action.id !== 'palette'),
  )
  const found = matchActions(actions, text)
  const carryOut = (key: string) => {
    onClose()
    const file = files.find((row) => `file ${row.key}` === key)
    if (file === undefined) found.find((action) => action.id === key)?.run()
    else openFile(file)
  }
  const openFile = (row: OutlineRow) => {
    const { route, lastPreview, navigate } = store.getState()
    if (route.view !== 'preview' && lastPreview !== null) navigate(lastPreview)
    goToFile(row.name, { panel: 'files' })
  }
  return (
    <ModalOverlay className="veil veil-top" isOpen isDismissable onOpenChange={onClose}>
      <Modal className="modal palette">
        <Dialog className="dialog" aria-label="Search files and actions">
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField className="palette-field" aria-label="Search files and actions" autoFocus>
              <Search size={16} aria-hidden="true" />
              <Input
                className="palette-input"
                placeholder="Type a file name or what you want to do"
                onKeyDown={(event) => event.key === 'Escape' && onClose()}
              />
            </SearchField>
            <div className="palette-scroll" role="group" aria-label="Results" tabIndex={0}>
              <Menu
                className="palette-list"
                aria-label="Results"
                onAction={(key) => carryOut(String(key))}
                renderEmptyState={() => <p className="palette-none">Nothing is called “{text}”.</p>}
              >
                {files.length > 0 && (
                  <MenuSection>
                    <Header className="menu-header">Files</Header>
                    <Collection items={files.map((row) => ({ id: `file ${row.key}`, row }))}>
                      {({ id, row }) => (
                        <MenuItem id={id} textValue={row.name} className="menu-item palette-item">
                          <FileText size={14} aria-hidden="true" />
                          <CutName name={row.name} />
                          <span className="palette-note">{formatBytes(row.size)}</span>
                        </MenuItem>
                      )}
                    </Collection>
                  </MenuSection>
                )}
                {found.length > 0 && (
                  <MenuSection>
                    <Header className="menu-header">Actions</Header>
                    <Collection items={found}>
                      {(action) => (
                        <MenuItem id={action.id} textValue={action.label} className="menu-item palette-item">
                          <SquareChevronRight size={14} aria-hidden="true" />
                          <span className="palette-label">{action.label}</span>
                          {action.shortcut !== null && <Kbd shortcut={action.shortcut} />}
                        </MenuItem>
                      )}
                    </Collection>
                  </MenuSection>
                )}
              </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Files that the text names; the newest text wins. */
function useFoundFiles(text: string): readonly OutlineRow[] {
  const searchFiles = useApp((state) => state.searchFiles)
  const [files, setFiles] = useState<readonly OutlineRow[]>([])
  useEffect(() => {
    const controller = new AbortController()
    const timer = setTimeout(() => {
      searchFiles(text, controller.signal)
        .then((rows) => !controller.signal.aborted && setFiles(rows))
        .catch(() => !controller.signal.aborted && setFiles([]))
    }, SETTLE)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [text, searchFiles])
  return files
}
