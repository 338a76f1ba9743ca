import { withoutOptions } from '../../../shared/text/without-options.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogHead, ModalDialog } from '../../ui/ModalDialog.tsx'
import { DjangoForm } from './DjangoForm.tsx'
import { FolderBrowser } from '../../folders/FolderBrowser.tsx'
import './open-folders.css'
import './open-django.css'

/** Opens a Django project: its folder, what was found in it, what would run, and why that failed if it did. */
export function OpenDjangoDialog() {
  const dialog = useApp((state) => state.djangoDialog)
  const close = useApp((state) => state.closeDjangoDialog)
  const inspectFolder = useApp((state) => state.inspectFolder)
  if (dialog === null) return null
  return (
    <ModalDialog className="open-django" onClose={close}>
      {dialog.kind === 'choosing' && (
        <FolderBrowser purpose="project" start={null} onChoose={(grant) => void inspectFolder(grant)} onBack={close} />
      )}
      {dialog.kind === 'looking' && (
        <div className="dialog-form" aria-busy="true">
          <DialogHead title="Open a Django project" onClose={close} />
          <div className="dialog-body">
            <p>Looking for manage.py, settings and Python…</p>
          </div>
        </div>
      )}
      {dialog.kind === 'not-django' && <NotDjango />}
      {dialog.kind === 'found' && <DjangoForm key={dialog.inspection.grantId} inspection={dialog.inspection} />}
    </ModalDialog>
  )
}

/** The folder is none of a Django project: another one, or the same as mere folders. */
function NotDjango() {
  const dialog = useApp((state) => state.djangoDialog)
  const close = useApp((state) => state.closeDjangoDialog)
  const openDjangoDialog = useApp((state) => state.openDjangoDialog)
  const offerFolders = useApp((state) => state.offerFolders)
  if (dialog?.kind !== 'not-django') return null
  const { grant, message } = dialog
  return (
    <div className="dialog-form">
      <DialogHead title="No Django project here" onClose={close} />
      <div className="dialog-body">
        <p role="alert">{withoutOptions(message)}</p>
      </div>
      <div className="dialog-foot">
        {grant !== null && (
          <Button
            onPress={() => {
              close()
              offerFolders([grant])
            }}
          >
            Open it as a folder of static files
          </Button>
        )}
        <Button look="primary" onPress={() => void openDjangoDialog()} autoFocus>
          Choose another folder…
        </Button>
      </div>
    </div>
  )
}
