import { FolderPlus } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import type { Grant } from '../../../shared/model/project.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogHead, ModalDialog } from '../../ui/ModalDialog.tsx'
import { AdvancedSettings } from './AdvancedSettings.tsx'
import { FolderBrowser } from '../../folders/FolderBrowser.tsx'
import { checkDraft, createDraft, type Draft, type DraftErrors, withFolders } from './folder-draft.ts'
import { SettingsFields } from './SettingsFields.tsx'
import { SourceList } from './SourceList.tsx'
import './open-folders.css'

const NO_ERRORS: DraftErrors = {}

/** Chooses folders, their order and prefixes, and the settings that decide what collectstatic would do with them. */
export function OpenFoldersDialog() {
  const close = useApp((state) => state.closeFolderDialog)
  const lastSettings = useApp((state) => state.lastSettings)
  const openFolders = useApp((state) => state.openFolders)
  const chooseFolders = useApp((state) => state.chooseFolders)
  const canChoose = useApp((state) => state.host?.canChooseFolders === true)
  const offered = useApp((state) => state.offeredGrants)
  const takeOffered = useApp((state) => state.takeOfferedGrants)
  const [draft, setDraft] = useState<Draft>(() => createDraft(lastSettings()))
  const [wasTried, setTried] = useState(false)
  const [isOpening, setOpening] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [browsing, setBrowsing] = useState<'source' | 'static-root' | null>(null)

  useEffect(() => {
    if (offered.length === 0) return
    setDraft((before) => withFolders(before, offered))
    takeOffered()
  }, [offered, takeOffered])

  const take = (purpose: 'source' | 'static-root', grants: readonly Grant[]) => {
    const [first] = grants
    if (first === undefined) return
    setFailure(null)
    setDraft((before) => (purpose === 'source' ? withFolders(before, grants) : { ...before, staticRoot: first }))
  }
  const add = async (purpose: 'source' | 'static-root') => {
    if (canChoose) take(purpose, await chooseFolders(purpose))
    else setBrowsing(purpose)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const { choice } = checkDraft(draft)
    if (choice === null) return
    setOpening(true)
    setFailure(await openFolders(choice))
    setOpening(false)
  }
  const errors = wasTried ? checkDraft(draft).errors : NO_ERRORS
  const change = (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch }))

  return (
    <ModalDialog className="open-folders" onClose={close}>
      {browsing !== null ? (
        <FolderBrowser
          purpose={browsing}
          onChoose={(grant) => {
            take(browsing, [grant])
            setBrowsing(null)
          }}
          onBack={() => setBrowsing(null)}
        />
      ) : (
        <form className="dialog-form" onSubmit={(event) => void submit(event)} noValidate>
          <DialogHead title="Open folders" onClose={close} />
          <div className="dialog-body">
            <SourceList draft={draft} errors={errors} onChange={setDraft} />
            <div className="add-folder">
              <Button onPress={() => void add('source')} autoFocus>
                <FolderPlus size={15} aria-hidden="true" />
                Add folder…
              </Button>
              {errors['sources'] !== undefined && (
                <span className="field-error" role="alert">
                  {errors['sources']}
                </span>
              )}
            </div>
            <SettingsFields draft={draft} errors={errors} onChange={change} />
            <AdvancedSettings
              draft={draft}
              errors={errors}
              onChange={change}
              onStaticRoot={() => void add('static-root')}
            />
          </div>
          <div className="dialog-foot">
            {failure !== null && (
              <p className="field-error dialog-failure" role="alert">
                {failure}
              </p>
            )}
            <Button onPress={close}>Cancel</Button>
            <Button look="primary" type="submit" isDisabled={isOpening}>
              {isOpening ? 'Opening…' : 'Preview'}
            </Button>
          </div>
        </form>
      )}
    </ModalDialog>
  )
}
