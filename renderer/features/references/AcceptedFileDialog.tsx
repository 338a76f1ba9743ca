import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useApp } from '../../state/store-context.ts'
import { FolderBrowser } from '../../folders/FolderBrowser.tsx'

/** Chooses the file of accepted findings where there is no dialog of the system. */
export function AcceptedFileDialog() {
  const close = useApp((state) => state.closeAcceptedChoice)
  const use = useApp((state) => state.useAccepted)
  return (
    <ModalOverlay className="veil" isOpen onOpenChange={close}>
      <Modal className="modal">
        <Dialog className="dialog">
          <FolderBrowser purpose="accepted" onChoose={(grant) => void use(grant.id)} onBack={close} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
