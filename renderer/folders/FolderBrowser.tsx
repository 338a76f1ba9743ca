import { ChevronRight, File, Folder } from 'lucide-react'
import { useEffect, useState } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import type { Grant } from '../../shared/model/project.ts'
import { plural } from '../../shared/text/plural.ts'
import { FILE_PURPOSES, type FilePurpose } from '../state/slices/django.ts'
import type { FolderEntry } from '../state/slices/projects.ts'
import { useApp } from '../state/store-context.ts'
import { Button } from '../ui/Button.tsx'
import { DialogHead } from '../ui/ModalDialog.tsx'
import { CutName } from '../ui/CutName.tsx'
import './folder-browser.css'

type Purpose = 'source' | 'static-root' | 'output' | 'project' | FilePurpose

const TITLES: Readonly<Record<Purpose, string>> = {
  source: 'Choose a folder',
  'static-root': 'Choose STATIC_ROOT',
  output: 'Choose where to collect to',
  project: 'Choose the folder of a Django project',
  python: "Choose the project's Python",
  'env-file': 'Choose a file of variables',
  release: 'Choose an archive or a staticfiles.json',
  accepted: 'Choose the file of accepted findings',
}

type Props = {
  readonly purpose: Purpose
  /** The folder to begin in; null for the list of what the server allows. */
  readonly start?: Grant | null
  readonly onChoose: (grant: Grant) => void
  readonly onBack: () => void
}

/** Begins the keys of files; no name holds a slash. */
const FILE = 'file/'

/** Chooses a folder, or a file in one, among those that the server was started with, where there is no dialog of the system. */
export function FolderBrowser({ purpose, start = null, onChoose, onBack }: Props) {
  const filePurpose = FILE_PURPOSES.find((known) => known === purpose) ?? null
  const listRoots = useApp((state) => state.listRoots)
  const listFolder = useApp((state) => state.listFolder)
  const narrowGrant = useApp((state) => state.narrowGrant)
  const listFiles = useApp((state) => state.listFiles)
  const pickFile = useApp((state) => state.pickFile)
  const [roots, setRoots] = useState<readonly Grant[] | null>(null)
  const [path, setPath] = useState<readonly Grant[]>(start === null ? [] : [start])
  const [entries, setEntries] = useState<readonly FolderEntry[]>([])
  const [files, setFiles] = useState<readonly string[]>([])
  const here = path.at(-1)
  const hereId = here?.id

  useEffect(() => {
    void listRoots().then(setRoots)
  }, [listRoots])
  useEffect(() => {
    if (hereId === undefined) return
    let isCurrent = true
    setEntries([])
    setFiles([])
    if (filePurpose !== null) void listFiles(hereId).then((found) => isCurrent && setFiles(found))
    void listFolder(hereId).then((found) => isCurrent && setEntries(found))
    return () => {
      isCurrent = false
    }
  }, [hereId, listFolder, listFiles, filePurpose])

  const enter = async (key: string) => {
    if (here !== undefined && filePurpose !== null && key.startsWith(FILE)) {
      const grant = await pickFile(here.id, key.slice(FILE.length), filePurpose)
      if (grant !== null) onChoose(grant)
      return
    }
    const folder = key
    const root = here === undefined ? roots?.find((grant) => grant.id === folder) : undefined
    const grant = here === undefined ? root : await narrowGrant(here.id, folder)
    if (grant != null) setPath([...path, grant])
  }
  const items =
    here === undefined
      ? (roots ?? []).map((grant) => ({ id: grant.id, name: grant.name, note: grant.display }))
      : [
          ...entries.map((entry) => ({
            id: entry.name,
            name: entry.name,
            note: `${plural(entry.folders, 'folder')}, ${plural(entry.files, 'file')}`,
          })),
          ...files.map((file) => ({ id: `${FILE}${file}`, name: file, note: '' })),
        ]

  return (
    <div className="dialog-form">
      <DialogHead title={TITLES[purpose]} onBack={onBack} />
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
        aria-label={filePurpose === null ? 'Folders' : 'Folders and files'}
        className="browser-list"
        items={items}
        onAction={(key) => void enter(String(key))}
        renderEmptyState={() => (
          <p className="browser-none">
            {here === undefined
              ? 'This server was started without folders. Start it as: serve --allow DIR'
              : 'No folders in here.'}
          </p>
        )}
      >
        {(item) => (
          <ListBoxItem id={item.id} textValue={item.name} className="browser-item">
            {item.id.startsWith(FILE) ? <File size={15} aria-hidden="true" /> : <Folder size={15} aria-hidden="true" />}
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
        {filePurpose === null && (
          <Button look="primary" isDisabled={here === undefined} onPress={() => here !== undefined && onChoose(here)}>
            Choose this folder
          </Button>
        )}
      </div>
    </div>
  )
}
