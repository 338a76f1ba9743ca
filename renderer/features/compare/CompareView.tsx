import { lazy, Suspense } from 'react'
import { useApp } from '../../state/store-context.ts'
import { ListAndDetail } from '../../ui/ListAndDetail.tsx'
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
  const isDetailOpen = useApp((state) => state.isDetailOpen)
  const closeDetail = useApp((state) => state.closeDetail)
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
      <ListAndDetail
        label="Width of the changes"
        share={split}
        onShare={setSplit}
        list={list}
        detail={<CompareDetail />}
        isDetailOpen={isDetailOpen}
        onCloseDetail={closeDetail}
      />
    </div>
  )
}
