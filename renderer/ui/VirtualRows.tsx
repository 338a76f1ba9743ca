import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type CSSProperties,
  Fragment,
  type HTMLAttributes,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { RowSlots } from './row-slots.ts'
import { offsetToShow, rowShift, SLOTS } from './scaled-rows.ts'

type Props = Omit<HTMLAttributes<HTMLDivElement>, 'children'> & {
  readonly total: number
  /** Height of every row in px. */
  readonly rowHeight: number
  /**
   * Draws one row; `style` puts it in its place, and is the same object as long as the row is drawn. Undefined for a row
   * that is still being read.
   */
  readonly row: (index: number, style: CSSProperties) => ReactNode
  /** Draws a row that has been read for longer than one would wait without a sign. */
  readonly lateRow?: (index: number, style: CSSProperties) => ReactNode
  /** Hears which rows are in sight (inclusive), to read them. */
  readonly onRange: (first: number, last: number) => void
  /** Stays at the top while the rows scroll. */
  readonly header?: ReactNode
  readonly headerHeight?: number
  /** Scrolls to `index` whenever `request` changes. */
  readonly scrollTo?: { readonly index: number; readonly request: number; readonly align?: 'auto' | 'center' }
  readonly rowsRole?: 'rowgroup' | 'presentation'
  /** After a jump the elements of rows are filled anew. Only for rows that have no state of their own, nor a key. */
  readonly isRefilled?: boolean
  readonly ref?: Ref<HTMLDivElement>
}

/** Milliseconds without a row after which it is drawn as one that comes. Most come sooner, and nothing flickers. */
const LATE = 100

/** A scrolling list of rows of one height, of which only those in sight are drawn, in the frame that shows them. */
export function VirtualRows(props: Props) {
  const {
    total,
    rowHeight,
    row,
    lateRow,
    onRange,
    header,
    headerHeight = 0,
    scrollTo,
    rowsRole = 'presentation',
    isRefilled = false,
    ref,
    ...rest
  } = props
  const scroller = useRef<HTMLDivElement>(null)
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => scroller.current)
  const slots = Math.min(total, SLOTS)
  const virtualizer = useVirtualizer({
    count: slots,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    scrollPaddingStart: headerHeight,
    scrollMargin: headerHeight,
    // A scroll is told within the frame that shows it: rows that were drawn later would be a gap in that frame.
    useFlushSync: true,
  })
  const height = slots * rowHeight
  const view = virtualizer.scrollRect?.height ?? 0
  const index = scrollTo?.index ?? 0
  const request = scrollTo?.request ?? 0
  const align = scrollTo?.align ?? 'auto'
  const handled = useRef(0)
  const place = { total, index, align, rowHeight, headerHeight }
  // The rows that will be in sight are drawn at once, not those of the place that is left: the virtualizer would hear of the
  // new place by an event of the next frame only. Only a new request scrolls; the list growing or shrinking does not.
  if (request !== handled.current && total > 0 && view > 0)
    virtualizer.scrollOffset = offsetToShow(place, virtualizer.scrollOffset ?? 0, view)
  const items = virtualizer.getVirtualItems()
  const shift = rowShift(total, (virtualizer.scrollOffset ?? 0) / Math.max(1, height + headerHeight - view))
  const first = (items[0]?.index ?? 0) + shift
  const last = (items.at(-1)?.index ?? 0) + shift

  useEffect(() => {
    if (total > 0) onRange(first, last)
  }, [first, last, total, onRange])

  // Before the paint, so that the next frame shows the rows that are scrolled to.
  useLayoutEffect(() => {
    const element = scroller.current
    if (request === handled.current || total === 0 || element === null) return
    handled.current = request
    const offset = offsetToShow(
      { total, index, align, rowHeight, headerHeight },
      element.scrollTop,
      element.clientHeight,
    )
    if (offset !== element.scrollTop) element.scrollTop = offset
  }, [request, index, align, total, headerHeight, rowHeight])

  const styles = useStyles(rowHeight)
  const read = items.map((item) => {
    const index = item.index + shift
    const style = styles(item.index)
    return { index, style, drawn: row(index, style) }
  })
  const isReading = read.some(({ drawn }) => drawn === undefined)
  const isLate = useIsLate(isReading)
  const drawn = isLate ? read.map((one) => ({ ...one, drawn: one.drawn ?? lateRow?.(one.index, one.style) })) : read
  const [elements] = useState(() => new RowSlots<ReactNode>())
  const kept = isRefilled ? elements.fill(drawn, total) : drawn.map((one) => ({ ...one, key: one.index }))
  return (
    <div {...rest} ref={scroller} aria-busy={isReading || undefined}>
      {header}
      <div role={rowsRole} className="virtual-rows" style={{ height }}>
        {kept.map((slot) => (
          <Fragment key={slot.key}>{slot.drawn}</Fragment>
        ))}
      </div>
    </div>
  )
}

/** The place of each slot, one object for each, so that a row that stays is not drawn anew. */
function useStyles(rowHeight: number): (slot: number) => CSSProperties {
  const known = useRef(new Map<number, CSSProperties>())
  return (slot) => {
    const former = known.current.get(slot)
    if (former !== undefined) return former
    if (known.current.size > 1000) known.current.clear()
    const style = { height: rowHeight, top: slot * rowHeight }
    known.current.set(slot, style)
    return style
  }
}

/** Whether something has lasted for longer than one would wait without a sign. */
function useIsLate(isWaiting: boolean): boolean {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => setLate(true), LATE)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [isWaiting])
  return isLate && isWaiting
}
