import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'

/** The detail above the list, where there is no room beside it. */
export function ReferencesDrawer({ children }: { readonly children: ReactNode }) {
  const isOpen = useApp(
    (state) => state.isDetailOpen && state.route.view === 'references' && state.route.selected !== null,
  )
  const close = useApp((state) => state.closeDetail)
  if (!isOpen) return null
  return (
    <section className="drawer pane" aria-label="Detail" id="detail">
      <div className="drawer-close">
        <Button look="icon" aria-label="Close the detail" onPress={close}>
          <X size={16} />
        </Button>
      </div>
      {children}
    </section>
  )
}
