import { X } from 'lucide-react'
import { useState } from 'react'
import type { CheckReach } from '../../../shared/model/check.ts'
import { FolderBrowser } from '../../folders/FolderBrowser.tsx'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogHead, ModalDialog } from '../../ui/ModalDialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

/** Says what the check reads besides what is known of the project: other files, and folders of templates. */
export function ReachDialog({ reach }: { readonly reach: CheckReach }) {
  const close = useApp((state) => state.closeReach)
  const keep = useApp((state) => state.keepReach)
  const hasDialog = useApp((state) => state.host?.canChooseFolders === true)
  const choose = useApp((state) => state.chooseTemplates)
  const [also, setAlso] = useState(reach.also.join(', '))
  const [templates, setTemplates] = useState(reach.templates)
  const [isBrowsing, setBrowsing] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const add = (grant: { readonly id: string; readonly display: string }) => {
    setBrowsing(false)
    if (templates.every(({ id }) => id !== grant.id))
      setTemplates([...templates, { id: grant.id, display: grant.display }])
  }
  const send = async () => {
    const patterns = also.split(/[,\n]/).flatMap((text) => (text.trim() === '' ? [] : [text.trim()]))
    setProblem(await keep({ also: patterns, templates }))
  }
  if (isBrowsing)
    return (
      <ModalDialog onClose={close}>
        <FolderBrowser purpose="source" onChoose={add} onBack={() => setBrowsing(false)} />
      </ModalDialog>
    )
  return (
    <ModalDialog className="accept" isDismissable onClose={close}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <DialogHead title="What is read" onClose={close} />
        <div className="dialog-body">
          <TextInput
            label="Other files"
            value={also}
            onChange={setAlso}
            isCode
            placeholder="*.json, docs/*.txt"
            help="Patterns of paths in the project, with commas between. They are read for addresses below STATIC_URL."
          />
          <h3 id="reach-templates">Folders of templates</h3>
          {templates.length === 0 && <p className="detail-note">None besides those of the project.</p>}
          <ul className="fixes" aria-labelledby="reach-templates">
            {templates.map(({ id, display }) => (
              <li key={id} className="fix fix-head">
                <span className="code">{display}</span>
                <Button
                  look="icon"
                  aria-label={`Leave out ${display}`}
                  onPress={() => setTemplates(templates.filter((folder) => folder.id !== id))}
                >
                  <X size={13} />
                </Button>
              </li>
            ))}
          </ul>
          <div>
            <Button
              onPress={() => {
                if (hasDialog) void choose().then((grants) => grants.forEach(add))
                else setBrowsing(true)
              }}
            >
              Add a folder…
            </Button>
          </div>
          {problem !== null && (
            <p role="alert" className="field-error">
              {problem}
            </p>
          )}
        </div>
        <div className="dialog-foot">
          <Button onPress={close}>Cancel</Button>
          <Button look="primary" type="submit">
            Check again
          </Button>
        </div>
      </form>
    </ModalDialog>
  )
}
