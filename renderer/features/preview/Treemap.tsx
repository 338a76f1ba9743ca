import { useEffect, useState } from 'react'
import { toErrorData } from '../../../shared/contract/errors.ts'
import type { Treemap as Sizes } from '../../../shared/model/treemap.ts'
import { useApp } from '../../state/store-context.ts'
import { TreemapView } from '../../treemap/TreemapView.tsx'

const COLOURINGS = [
  { id: 'provider', label: 'Provider' },
  { id: 'type', label: 'Type' },
  { id: 'state', label: 'State' },
] as const

/** The rows of the preview's outline by their size. */
export function Treemap() {
  const grouping = useApp((state) => (state.route.view === 'preview' ? state.route.query.grouping : 'path'))
  const selected = useApp((state) => (state.route.view === 'preview' ? state.route.name : null))
  const goToFile = useApp((state) => state.goToFile)
  const openDetail = useApp((state) => state.openDetail)
  const [zoom, setZoom] = useState<{ readonly grouping: string; readonly root: string | null }>({
    grouping,
    root: null,
  })
  const { sizes, problem, retry } = useSizes(zoom.grouping === grouping ? zoom.root : null)
  return (
    <TreemapView
      sizes={sizes}
      problem={problem}
      onRetry={retry}
      selected={selected}
      colourings={COLOURINGS}
      onZoom={(key) => setZoom({ grouping, root: key === '' ? null : key })}
      onOpen={(name, takesKeyboard) => {
        goToFile(name)
        if (takesKeyboard) openDetail(true)
      }}
    />
  )
}

/** Reads the sizes below a group of the shown outline, again whenever that changes. The old ones stay until then. */
function useSizes(root: string | null) {
  const viewId = useApp((state) => state.outline?.viewId ?? null)
  const readTreemap = useApp((state) => state.readTreemap)
  const openOutline = useApp((state) => state.openOutline)
  const [sizes, setSizes] = useState<Sizes | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    if (viewId === null) return
    const controller = new AbortController()
    readTreemap(root, controller.signal).then(
      (read) => {
        setProblem(null)
        setSizes(read)
      },
      (error: unknown) => {
        const { code, message } = toErrorData(error)
        if (!controller.signal.aborted && code !== 'cancelled') setProblem(message)
      },
    )
    return () => controller.abort()
  }, [viewId, root, readTreemap])
  return { sizes, problem, retry: () => void openOutline(false) }
}
