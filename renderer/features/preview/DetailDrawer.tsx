import { X } from 'lucide-react'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { DetailPane } from './DetailPane.tsx'
import { DifferencePane } from './DifferencePane.tsx'

/** The detail above the files, for windows without room for both. */
export function DetailDrawer() {
  const isAsking = useApp((state) => state.route.view === 'preview' && state.route.why !== undefined)
  const isVerify = useApp((state) => state.route.view === 'preview' && state.route.panel === 'verify')
  const hasDetail = useApp(
    (state) =>
      state.isDetailOpen &&
      (isVerify ? state.selectedDifference !== null : state.detail !== null || state.activeRow !== null),
  )
  const close = useApp((state) => state.closeDetail)
  if (!isAsking && !hasDetail) return null
  return (
    <section className="drawer pane" aria-label="Detail" id="detail">
      {!isAsking && (
        <div className="drawer-close">
          <Button look="icon" aria-label="Close the detail" onPress={close}>
            <X size={16} />
          </Button>
        </div>
      )}
      {isVerify && !isAsking ? <DifferencePane /> : <DetailPane />}
    </section>
  )
}
