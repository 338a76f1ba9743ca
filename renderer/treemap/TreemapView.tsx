import { ChevronRight, LayoutGrid, SearchX } from 'lucide-react'
import { Fragment, type KeyboardEvent, useMemo, useRef, useState } from 'react'
import type { Treemap as Sizes, TreemapNode } from '../../shared/model/treemap.ts'
import { formatBytes } from '../../shared/text/format-bytes.ts'
import { Button } from '../ui/Button.tsx'
import { ChipGroup } from '../ui/ChipGroup.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { type Colouring, coloursFor } from './treemap-colours.ts'
import { TreemapCanvas } from './TreemapCanvas.tsx'
import './treemap.css'

type Props = {
  /** Null while they are read for the first time. */
  readonly sizes: Sizes | null
  /** Why they could not be read; null if nothing is wrong. */
  readonly problem: string | null
  readonly onRetry: () => void
  /** Logical name of the selected file. */
  readonly selected: string | null
  /** What the colours may tell, the first at first. */
  readonly colourings: readonly { readonly id: Colouring; readonly label: string }[]
  /** Goes into a group; an empty key is all. */
  readonly onZoom: (key: string) => void
  /** A file was chosen; `takesKeyboard`: with the keyboard. */
  readonly onOpen: (name: string, takesKeyboard: boolean) => void
}

/** The rows of an outline by their size: one rectangle for each file, in those of its groups. */
export function TreemapView({ sizes, problem, onRetry, selected, colourings, onZoom, onOpen }: Props) {
  const [chosen, setColouring] = useState<Colouring | null>(null)
  const colouring = chosen ?? colourings[0]?.id ?? 'type'
  const colours = useMemo(() => coloursFor(sizes?.nodes ?? [], colouring), [sizes, colouring])
  const map = useRef<HTMLDivElement>(null)
  const open = (node: TreemapNode, takesKeyboard: boolean) => {
    if (node.kind === 'group') onZoom(node.key)
    else if (node.kind === 'file') onOpen(node.name, takesKeyboard)
  }
  const goUp = () => {
    const above = sizes?.trail.at(-2)
    if (above !== undefined) onZoom(above.key)
    return above !== undefined
  }
  // The trail's buttons go when they are used: the keyboard goes on in the map.
  const zoomFromTrail = (key: string) => {
    onZoom(key)
    map.current?.querySelector<HTMLElement>('[role=listbox]')?.focus()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && goUp()) event.preventDefault()
  }
  if (problem !== null)
    return (
      <EmptyState icon={<SearchX size={20} />} title="The sizes could not be read" text={problem}>
        <Button onPress={onRetry}>Try again</Button>
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
        <ChipGroup label="Colour by" look="segments" value={colouring} choices={colourings} onChange={setColouring} />
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
