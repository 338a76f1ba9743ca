import { ChevronRight, LayoutGrid, SearchX } from 'lucide-react'
import { Fragment, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { Treemap as Sizes, TreemapNode } from '../../../../shared/model/treemap.ts'
import { toErrorData } from '../../../../shared/contract/errors.ts'
import { formatBytes } from '../../../../shared/text/format-bytes.ts'
import { useApp } from '../../../state/store-context.ts'
import { Button } from '../../../ui/Button.tsx'
import { ChipGroup } from '../../../ui/ChipGroup.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { type Colouring, coloursFor } from './treemap-colours.ts'
import { TreemapCanvas } from './TreemapCanvas.tsx'
import './treemap.css'

const COLOURINGS: readonly { readonly id: Colouring; readonly label: string }[] = [
  { id: 'provider', label: 'Provider' },
  { id: 'type', label: 'Type' },
  { id: 'state', label: 'State' },
]

/** The rows of the outline by their size: one rectangle for each file, in those of its groups. */
export function Treemap() {
  const grouping = useApp((state) => (state.route.view === 'preview' ? state.route.query.grouping : 'path'))
  const selected = useApp((state) => (state.route.view === 'preview' ? state.route.name : null))
  const goToFile = useApp((state) => state.goToFile)
  const openDetail = useApp((state) => state.openDetail)
  const [zoom, setZoom] = useState<{ readonly grouping: string; readonly root: string | null }>({
    grouping,
    root: null,
  })
  const [colouring, setColouring] = useState<Colouring>('provider')
  const root = zoom.grouping === grouping ? zoom.root : null
  const { sizes, problem, retry } = useSizes(root)
  const colours = useMemo(() => coloursFor(sizes?.nodes ?? [], colouring), [sizes, colouring])
  const map = useRef<HTMLDivElement>(null)
  const zoomTo = (key: string) => setZoom({ grouping, root: key === '' ? null : key })
  const open = (node: TreemapNode, takesKeyboard: boolean) => {
    if (node.kind === 'group') zoomTo(node.key)
    else if (node.kind === 'file') {
      goToFile(node.name)
      if (takesKeyboard) openDetail(true)
    }
  }
  const goUp = () => {
    const above = sizes?.trail.at(-2)
    if (above !== undefined) zoomTo(above.key)
    return above !== undefined
  }
  // The trail's buttons go when they are used: the keyboard goes on in the map.
  const zoomFromTrail = (key: string) => {
    zoomTo(key)
    map.current?.querySelector<HTMLElement>('[role=listbox]')?.focus()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && goUp()) event.preventDefault()
  }
  if (problem !== null)
    return (
      <EmptyState icon={<SearchX size={20} />} title="The sizes could not be read" text={problem}>
        <Button onPress={retry}>Try again</Button>
      </EmptyState>
    )
  if (sizes === null) return <div className="treemap" aria-busy="true" />
  return (
    <div className="treemap" ref={map} onKeyDown={press}>
      <div className="treemap-bar">
        <nav className="treemap-trail" aria-label="Zoomed into">
          {sizes.trail.map(({ key, label }, at) => (
            <Fragment key={key}>
              {at > 0 && <ChevronRight size={12} aria-hidden="true" />}
              {at === sizes.trail.length - 1 ? (
                <b>{label}</b>
              ) : (
                <Button look="link" onPress={() => zoomFromTrail(key)}>
                  {label}
                </Button>
              )}
            </Fragment>
          ))}
          <span className="dim">{formatBytes(sizes.nodes[0]?.size ?? 0)}</span>
        </nav>
        <span className="treemap-label">Colour</span>
        <ChipGroup label="Colour by" look="segments" value={colouring} choices={COLOURINGS} onChange={setColouring} />
      </div>
      {sizes.nodes.length === 0 ? (
        <EmptyState
          icon={<LayoutGrid size={20} />}
          title="No sizes to show"
          text="Nothing fits the filter, or sizes are not known: what is not collected is not measured."
        />
      ) : (
        <TreemapCanvas sizes={sizes} colours={colours} selected={selected} onOpen={open} />
      )}
      <ul className="treemap-legend" aria-label="Colours">
        {colours.legend.map(({ label, role, sign }) => (
          <li key={label}>
            <span className={`treemap-swatch treemap-${role}`} aria-hidden="true">
              {sign}
            </span>
            {label}
          </li>
        ))}
      </ul>
    </div>
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
