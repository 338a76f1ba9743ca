import { ArrowLeft, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Button } from './Button.tsx'

type Props = {
  /** Gives the box its size. */
  readonly className?: string
  /** A click outside closes it; not where it would throw away what was typed. */
  readonly isDismissable?: boolean
  readonly onClose: () => void
  /** Begins with a `DialogHead`, from which the box has its name. */
  readonly children: ReactNode
}

/** A box above the page; Escape closes it, and the focus returns to where it was. */
export function ModalDialog({ className = '', isDismissable = false, onClose, children }: Props) {
  return (
    <ModalOverlay className="veil" isOpen isDismissable={isDismissable} onOpenChange={onClose}>
      <Modal className={`modal ${className}`}>
        <Dialog className="dialog">{children}</Dialog>
      </Modal>
    </ModalOverlay>
  )
}

type HeadProps = {
  readonly title: string
  /** Leads to the step before. */
  readonly onBack?: () => void
  readonly onClose?: () => void
}

/** The title of a box, with the buttons that close it or go a step back. */
export function DialogHead({ title, onBack, onClose }: HeadProps) {
  return (
    <div className="dialog-head">
      {onBack !== undefined && (
        <Button look="icon" aria-label="Back" onPress={onBack}>
          <ArrowLeft size={16} />
        </Button>
      )}
      <Heading slot="title">{title}</Heading>
      {onClose !== undefined && (
        <Button look="icon" aria-label="Close" onPress={onClose}>
          <X size={16} />
        </Button>
      )}
    </div>
  )
}
