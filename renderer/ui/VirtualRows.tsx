import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type CSSProperties,
  type HTMLAttributes,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
} from 'react'
import { fractionOf, rowShift, SLOTS } from './scaled-rows.ts'

type Props = Omit<HTMLAttributes<HTMLDivElement>, 'children'> & {
  readonly total: number
  /** Height of every row in px. */
  readonly rowHeight: number
  /** Draws one row; `style` puts it in its place. */
  readonly row: (index: number, style: CSSProperties) => ReactNode
  /** Hears which rows are in sight (inclusive), to read them. */
  readonly onRange: (first: number, last: number) => void
  /** Stays at the top while the rows scroll. */
  readonly header?: ReactNode
  readonly headerHeight?: number
  /** Scrolls to `index` whenever `request` changes. */
  readonly scrollTo?: { readonly index: number; readonly request: number; readonly align?: 'auto' | 'center' }
  readonly rowsRole?: 'rowgroup' | 'presentation'
  readonly ref?: Ref<HTMLDivElement>
}

/** A scrolling list of rows of one height, of which only those in sight are drawn. */
export function VirtualRows(props: Props) {
  const {
    total,
    rowHeight,
    row,
    onRange,
    header,
    headerHeight = 0,
    scrollTo,
    rowsRole = 'presentation',
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
    overscan: 8,
    scrollPaddingStart: headerHeight,
    scrollMargin: headerHeight,
    useFlushSync: false,
  })
  const items = virtualizer.getVirtualItems()
  const height = slots * rowHeight
  const view = virtualizer.scrollRect?.height ?? 0
  const shift = rowShift(total, (virtualizer.scrollOffset ?? 0) / Math.max(1, height + headerHeight - view))
  const first = (items[0]?.index ?? 0) + shift
  const last = (items.at(-1)?.index ?? 0) + shift

  useEffect(() => {
    if (total > 0) onRange(first, last)
  }, [first, last, total, onRange])

  const index = scrollTo?.index ?? 0
  const request = scrollTo?.request ?? 0
  const align = scrollTo?.align ?? 'auto'
  const handled = useRef(0)
  useEffect(() => {
    const element = scroller.current
    // Only a new request scrolls; the list growing or shrinking does not.
    if (request === handled.current || total === 0 || element === null) return
    handled.current = request
    if (total > SLOTS) {
      element.scrollTop = fractionOf(total, index) * (height + headerHeight - element.clientHeight)
      return
    }
    const top = index * rowHeight
    const bottom = top + rowHeight + headerHeight
    const isInSight = top >= element.scrollTop && bottom <= element.scrollTop + element.clientHeight
    if (align === 'auto' || !isInSight) virtualizer.scrollToIndex(index, { align })
  }, [request, index, align, total, height, headerHeight, rowHeight, virtualizer])

  return (
    <div {...rest} ref={scroller}>
      {header}
      <div role={rowsRole} className="virtual-rows" style={{ height }}>
        {items.map((item) =>
          row(item.index + shift, { height: rowHeight, transform: `translateY(${item.start - headerHeight}px)` }),
        )}
      </div>
    </div>
  )
}
