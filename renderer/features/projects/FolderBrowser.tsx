import { ArrowLeft, ChevronRight, Folder } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Heading, ListBox, ListBoxItem } from 'react-aria-components'
import type { Grant } from '../../../shared/model/project.ts'
import { plural } from '../../../shared/text/plural.ts'
import type { FolderEntry } from '../../state/slices/projects.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { CutName } from '../../ui/CutName.tsx'

type Props = {
  readonly purpose: 'source' | 'static-root'
  readonly onChoose: (grant: Grant) => void
  readonly onBack: () => void
}

/** Chooses a folder among those that the server was started with, where there is no dialog of the system. */
export function FolderBrowser({ purpose, onChoose, onBack }: Props) {
  const listRoots = useApp((state) => state.listRoots)
  const listFolder = useApp((state) => state.listFolder)
  const narrowGrant = useApp((state) => state.narrowGrant)
  const [roots, setRoots] = useState<readonly Grant[] | null>(null)
  const [path, setPath] = useState<readonly Grant[]>([])
  const [entries, setEntries] = useState<readonly FolderEntry[]>([])
  const here = path.at(-1)
  const hereId = here?.id

  useEffect(() => {
    void listRoots().then(setRoots)
  }, [listRoots])
  useEffect(() => {
    if (hereId === undefined) return
    let isCurrent = true
    setEntries([])
    void listFolder(hereId).then((found) => isCurrent && setEntries(found))
    return () => {
      isCurrent = false
    }
  }, [hereId, listFolder])

  const enter = async (folder: string) => {
    const root = here === undefined ? roots?.find((grant) => grant.id === folder) : undefined
    const grant = here === undefined ? root : await narrowGrant(here.id, folder)
    if (grant != null) setPath([...path, grant])
  }
  const items =
    here === undefined
      ? (roots ?? []).map((grant) => ({ id: grant.id, name: grant.name, note: grant.display }))
      : entries.map((entry) => ({
          id: entry.name,
          name: entry.name,
          note: `${plural(entry.folders, 'folder')}, ${plural(entry.files, 'file')}`,
        }))

  return (
    <div className="dialog-form">
      <div className="dialog-head">
        <Button look="icon" aria-label="Back to the folders chosen so far" onPress={onBack}>
          <ArrowLeft size={16} />
        </Button>
        <Heading slot="title">{purpose === 'source' ? 'Choose a folder' : 'Choose STATIC_ROOT'}</Heading>
      </div>
      <nav className="crumbs" aria-label="Where you are">
        <Button look="link" onPress={() => setPath([])}>
          Folders of this server
        </Button>
        {path.map((grant, index) => (
          <span key={grant.id} className="crumb">
            <ChevronRight size={13} aria-hidden="true" />
            <Button look="link" onPress={() => setPath(path.slice(0, index + 1))}>
              {grant.name}
            </Button>
          </span>
        ))}
      </nav>
      <ListBox
        aria-label="Folders"
        className="browser-list"
        items={items}
        onAction={(key) => void enter(String(key))}
        renderEmptyState={() => (
          <p className="no-sources">
            {here === undefined
              ? 'This server was started without folders. Start it as: serve --source DIR'
              : 'No folders in here.'}
          </p>
        )}
      >
        {(item) => (
          <ListBoxItem id={item.id} textValue={item.name} className="browser-item">
            <Folder size={15} aria-hidden="true" />
            <CutName name={item.name} />
            <span className="browser-note" title={item.note}>
              {item.note}
            </span>
          </ListBoxItem>
        )}
      </ListBox>
      <div className="dialog-foot">
        <span className="browser-here">{here === undefined ? '' : here.display}</span>
        <Button onPress={onBack}>Cancel</Button>
        <Button look="primary" isDisabled={here === undefined} onPress={() => here !== undefined && onChoose(here)}>
          Choose this folder
        </Button>
      </div>
    </div>
  )
}
