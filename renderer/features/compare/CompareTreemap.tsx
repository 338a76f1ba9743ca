import { useEffect, useState } from 'react'
import { toErrorData } from '../../../shared/contract/errors.ts'
import type { Treemap } from '../../../shared/model/treemap.ts'
import { useApp } from '../../state/store-context.ts'
import { TreemapView } from '../../treemap/TreemapView.tsx'

const COLOURINGS = [
  { id: 'state', label: 'Cause' },
  { id: 'provider', label: 'Provider' },
  { id: 'type', label: 'Type' },
] as const

/** What changed by its size. */
export function CompareTreemap() {
  const viewId = useApp((state) => state.comparisonRows?.viewId ?? null)
  const selected = useApp(({ route }) => (route.view === 'compare' ? route.name : null))
  const grouping = useApp(({ route }) => (route.view === 'compare' ? route.query.grouping : 'path'))
  const read = useApp((state) => state.readComparedSizes)
  const openRows = useApp((state) => state.openComparisonRows)
  const goTo = useApp((state) => state.goToCompared)
  const openDetail = useApp((state) => state.openDetail)
  const [zoom, setZoom] = useState<{ readonly grouping: string; readonly root: string | null }>({
    grouping,
    root: null,
  })
  const [sizes, setSizes] = useState<Treemap | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const root = zoom.grouping === grouping ? zoom.root : null
  useEffect(() => {
    if (viewId === null) return
    const controller = new AbortController()
    read(root, controller.signal).then(
      (treemap) => {
        setProblem(null)
        setSizes(treemap)
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setProblem(toErrorData(error).message)
      },
    )
    return () => controller.abort()
  }, [viewId, root, read])
  return (
    <TreemapView
      sizes={sizes}
      problem={problem}
      onRetry={() => void openRows(false)}
      selected={selected}
      colourings={COLOURINGS}
      onZoom={(key) => setZoom({ grouping, root: key === '' ? null : key })}
      onOpen={(name, takesKeyboard) => {
        goTo(name)
        if (takesKeyboard) openDetail(true)
      }}
    />
  )
}
