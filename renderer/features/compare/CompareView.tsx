import { X } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { useMedia } from '../../ui/use-media.ts'
import { CompareDetail } from './CompareDetail.tsx'
import { CompareOutline } from './CompareOutline.tsx'
import { ComparePhase } from './ComparePhase.tsx'
import { CompareTools } from './CompareTools.tsx'
import { CompareVerdict } from './CompareVerdict.tsx'
import './compare.css'

const CompareTreemap = lazy(async () => ({ default: (await import('./CompareTreemap.tsx')).CompareTreemap }))

/** What changed between two releases and why: the verdict, the changes, and the detail of the selection. */
export function CompareView() {
  const comparison = useApp((state) => state.comparison)
  const isTreemap = useApp(({ route }) => route.view === 'compare' && route.form === 'treemap')
  const split = useApp((state) => state.split)
  const setSplit = useApp((state) => state.setSplit)
  const isNarrow = useMedia('(max-width: 999px)')
  if (comparison === null) return <ComparePhase />
  const list = (
    <section className="pane" aria-label="Changes between the releases">
      <CompareTools />
      {isTreemap ? (
        <Suspense fallback={null}>
          <CompareTreemap />
        </Suspense>
      ) : (
        <CompareOutline />
      )}
    </section>
  )
  return (
    <div className="preview">
      <CompareVerdict comparison={comparison} />
      {isNarrow ? (
        <div className="preview-narrow">
          {list}
          <Drawer />
        </div>
      ) : (
        <SplitPane
          label="Width of the changes"
          share={split}
          onShare={setSplit}
          left={list}
          right={
            <section className="pane" aria-label="Detail" id="detail">
              <CompareDetail />
            </section>
          }
        />
      )}
    </div>
  )
}

/** The detail above the changes, for windows without room for both. */
function Drawer() {
  const isOpen = useApp((state) => state.isDetailOpen)
  const close = useApp((state) => state.closeDetail)
  if (!isOpen) return null
  return (
    <section className="drawer pane" aria-label="Detail" id="detail">
      <div className="drawer-close">
        <Button look="icon" aria-label="Close the detail" onPress={close}>
          <X size={16} />
        </Button>
      </div>
      <CompareDetail />
    </section>
  )
}
