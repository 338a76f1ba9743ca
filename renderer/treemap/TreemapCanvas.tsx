import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Treemap, TreemapNode } from '../../shared/model/treemap.ts'
import { formatExactBytes } from '../../shared/text/format-bytes.ts'
import { drawTreemap } from './draw-treemap.ts'
import { type Cell, cellAt, type Direction, layTreemap, neighbourOf } from './lay-treemap.ts'
import { describeCell } from './treemap-words.ts'
import type { Colours } from './treemap-colours.ts'

type Props = {
  readonly sizes: Treemap
  readonly colours: Colours
  /** Logical name of the selected file. */
  readonly selected: string | null
  /** A cell was chosen; `takesKeyboard`: with the keyboard. */
  readonly onOpen: (node: TreemapNode, takesKeyboard: boolean) => void
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** The map itself. For the keyboard and for screen readers it is a list of what lies directly in the zoomed group. */
export function TreemapCanvas({ sizes, colours, selected, onOpen }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height } = useSize(box)
  const look = useLook()
  const cells = useMemo(() => layTreemap(sizes.nodes, width, height), [sizes, width, height])
  const level = useMemo(() => cells.filter(({ depth }) => depth === 1), [cells])
  const [at, setAt] = useState<{ readonly sizes: Treemap; readonly index: number } | null>(null)
  const [hovered, setHovered] = useState<{ readonly cell: Cell; readonly x: number; readonly y: number } | null>(null)
  const [isFocused, setFocused] = useState(false)
  const active = level.find(({ index }) => at?.sizes === sizes && index === at.index) ?? level[0] ?? null
  const selectedCell = cells.find(({ node }) => node.kind === 'file' && node.name === selected) ?? null
  const whole = sizes.nodes[0]?.size ?? 0

  useEffect(() => {
    if (canvas.current === null || width === 0) return
    drawTreemap(canvas.current, width, height, {
      cells,
      colours,
      active: active?.index ?? null,
      selected: selectedCell?.index ?? null,
      isFocused,
    })
  }, [cells, colours, width, height, active, selectedCell, isFocused, look])

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || active === null) return
    const direction = ARROWS[event.key]
    const goal =
      direction !== undefined
        ? neighbourOf(level, active, direction)
        : event.key === 'Home'
          ? (level[0] ?? null)
          : event.key === 'End'
            ? (level.at(-1) ?? null)
            : null
    const isMove = direction !== undefined || event.key === 'Home' || event.key === 'End'
    if (!isMove && event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    if (!isMove) onOpen(active.node, true)
    else if (goal !== null) setAt({ sizes, index: goal.index })
  }
  const pointed = (event: PointerEvent | MouseEvent) => {
    const frame = event.currentTarget.getBoundingClientRect()
    const [x, y] = [event.clientX - frame.left, event.clientY - frame.top]
    const cell = cellAt(cells, x, y)
    return cell === null || cell.depth === 0 ? null : { cell, x, y }
  }
  const click = (event: MouseEvent) => {
    const found = pointed(event)
    if (found === null) return
    const { cell } = found
    // A rest has nothing to open: one zooms into the group that it lies in.
    const node = cell.node.kind === 'rest' ? sizes.nodes[cell.node.parent] : cell.node
    if (node !== undefined && node.parent >= 0) onOpen(node, false)
    const inLevel = cell.depth === 1 ? cell : level.find((other) => contains(other, cell))
    if (inLevel !== undefined) setAt({ sizes, index: inLevel.index })
  }
  return (
    <div
      ref={box}
      className="treemap-map"
      role="listbox"
      aria-label={`Files by size: ${sizes.trail.at(-1)?.label ?? ''}. Enter opens, Escape goes up.`}
      aria-activedescendant={active === null ? undefined : `treemap-${active.index}`}
      tabIndex={0}
      onKeyDown={press}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onPointerMove={(event) => setHovered(pointed(event))}
      onPointerLeave={() => setHovered(null)}
      onClick={click}
    >
      <canvas ref={canvas} aria-hidden="true" style={{ width, height }} />
      {level.map(({ index, node }, place) => (
        <div
          key={index}
          id={`treemap-${index}`}
          role="option"
          className="sr-only"
          aria-selected={index === active?.index}
          aria-posinset={place + 1}
          aria-setsize={level.length}
        >
          {describeCell(node, whole)}
        </div>
      ))}
      {hovered !== null && <Tip hovered={hovered} whole={whole} width={width} height={height} />}
    </div>
  )
}

function contains(outer: Cell, inner: Cell): boolean {
  return outer.x0 <= inner.x0 && outer.y0 <= inner.y0 && outer.x1 >= inner.x1 && outer.y1 >= inner.y1
}

type TipProps = {
  readonly hovered: { readonly cell: Cell; readonly x: number; readonly y: number }
  readonly whole: number
  readonly width: number
  readonly height: number
}

/** What lies under the pointer, beside it. */
function Tip({ hovered: { cell, x, y }, whole, width, height }: TipProps) {
  const { node } = cell
  const aside = x < width / 2 ? { left: x + 14 } : { right: width - x + 10 }
  const above = y < height / 2 ? { top: y + 14 } : { bottom: height - y + 10 }
  return (
    <div className="treemap-tip" aria-hidden="true" style={{ ...aside, ...above }}>
      <b>{node.name === '' ? node.label : node.name}</b>
      <span>{describeCell(node, whole).split(', ').slice(1).join(' · ')}</span>
      <span className="dim">
        {formatExactBytes(node.size)}
        {node.provider !== null && ` · ${node.provider}`}
      </span>
    </div>
  )
}

function useSize(box: RefObject<HTMLDivElement | null>) {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return size
}

/** Rises when the page takes another theme, whose colours are drawn anew. */
function useLook(): number {
  const [look, setLook] = useState(0)
  useEffect(() => {
    const observer = new MutationObserver(() => setLook((before) => before + 1))
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-contrast'] })
    return () => observer.disconnect()
  }, [])
  return look
}
