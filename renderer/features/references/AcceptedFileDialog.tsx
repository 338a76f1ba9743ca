import { useApp } from '../../state/store-context.ts'
import { FolderBrowser } from '../../folders/FolderBrowser.tsx'
import { ModalDialog } from '../../ui/ModalDialog.tsx'

/** Chooses the file of accepted findings where there is no dialog of the system. */
export function AcceptedFileDialog() {
  const close = useApp((state) => state.closeAcceptedChoice)
  const use = useApp((state) => state.useAccepted)
  return (
    <ModalDialog onClose={close}>
      <FolderBrowser purpose="accepted" onChoose={(grant) => void use(grant.id)} onBack={close} />
    </ModalDialog>
  )
}
