import { FolderOpen } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { Grant } from '../../../shared/model/project.ts'
import type { StoredRelease } from '../../../shared/model/release.ts'
import { FolderBrowser } from '../../folders/FolderBrowser.tsx'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogHead, ModalDialog } from '../../ui/ModalDialog.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

type Props = { readonly stored: StoredRelease; readonly onClose: () => void }

const FORMS = [
  { id: 'folder', label: 'Folder', ending: '' },
  { id: 'tar.gz', label: 'Archive .tar.gz', ending: '.tar.gz' },
  { id: 'tar.zst', label: 'Archive .tar.zst', ending: '.tar.zst' },
  { id: 'tar', label: 'Archive .tar', ending: '.tar' },
] as const
type Form = (typeof FORMS)[number]['id']

/** Writes what a release serves into a new folder or archive, in a folder that the user chooses. */
export function ExportReleaseDialog({ stored: { release }, onClose }: Props) {
  const choose = useApp((state) => state.chooseForRelease)
  const exportRelease = useApp((state) => state.exportRelease)
  const canChoose = useApp((state) => state.host?.canChooseFolders === true)
  const [grant, setGrant] = useState<Grant | null>(null)
  const [isBrowsing, setBrowsing] = useState(false)
  const [form, setForm] = useState<Form>('tar.gz')
  const [name, setName] = useState(() => release.name.replace(/[^\w.-]+/g, '-').slice(0, 200))
  const [problem, setProblem] = useState<string | null>(null)
  const ending = FORMS.find(({ id }) => id === form)?.ending ?? ''
  const isNameWrong = name.trim() === '' || /[/\\]/.test(name) || name === '.' || name === '..'
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (grant === null || isNameWrong) return
    const failure = await exportRelease(release.name, grant.id, `${name.trim()}${ending}`)
    setProblem(failure)
    if (failure === null) onClose()
  }
  const pick = async () => {
    if (!canChoose) return setBrowsing(true)
    const chosen = await choose('output')
    if (chosen !== null) setGrant(chosen)
  }
  return (
    <ModalDialog className="take" onClose={onClose}>
      {isBrowsing ? (
        <FolderBrowser
          purpose="output"
          onChoose={(chosen) => {
            setGrant(chosen)
            setBrowsing(false)
          }}
          onBack={() => setBrowsing(false)}
        />
      ) : (
        <form className="dialog-form" onSubmit={(event) => void submit(event)}>
          <DialogHead title={`Export ${release.name}`} onClose={onClose} />
          <div className="dialog-body">
            <p className="dim">
              Hashed files, plain copies and staticfiles.json, as they were. Compressed neighbours are not kept.
            </p>
            <div className="take-place">
              <Button onPress={() => void pick()}>
                <FolderOpen size={14} aria-hidden="true" /> Choose folder…
              </Button>
              <span className="take-path">{grant === null ? 'Where to write it' : grant.display}</span>
            </div>
            <SelectField label="As" value={form} choices={FORMS} onChange={setForm} />
            <TextInput
              label={form === 'folder' ? 'New folder' : 'New file'}
              value={name}
              onChange={setName}
              isCode
              help={grant === null ? '' : `Becomes ${grant.display}/${name.trim()}${ending}`}
              error={isNameWrong ? 'Write a name without slashes.' : null}
            />
            {problem !== null && (
              <p className="field-error" role="alert">
                {problem}
              </p>
            )}
          </div>
          <div className="dialog-foot">
            <Button onPress={onClose}>Cancel</Button>
            <Button look="primary" type="submit" isDisabled={grant === null || isNameWrong}>
              Export
            </Button>
          </div>
        </form>
      )}
    </ModalDialog>
  )
}
