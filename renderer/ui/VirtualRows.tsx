import {
  type CSSProperties,
  Fragment,
  type HTMLAttributes,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react'
import { RowSlots } from './row-slots.ts'
import { mostOffset, rowShift, rowsHeight, slotsInSight } from './scaled-rows.ts'
import { useSight } from './use-sight.ts'

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
  const { index = 0, request = 0, align = 'auto' } = scrollTo ?? {}
  const place = useMemo(
    () => ({ total, index, align, rowHeight, headerHeight }),
    [total, index, align, rowHeight, headerHeight],
  )
  const [sight, scroller] = useSight(place, request)
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => scroller.current)
  const most = mostOffset(place, sight.view)
  const offset = Math.min(sight.offset, most)
  const shift = rowShift(total, offset / Math.max(1, most))
  const slots = slotsInSight(place, offset, sight.view)
  const first = (slots[0] ?? 0) + shift
  const last = (slots.at(-1) ?? 0) + shift

  useEffect(() => {
    if (total > 0) onRange(first, last)
  }, [first, last, total, onRange])

  const styles = useStyles(rowHeight)
  const read = slots.map((slot) => {
    const style = styles(slot)
    return { index: slot + shift, style, drawn: row(slot + shift, style) }
  })
  const isReading = read.some(({ drawn }) => drawn === undefined)
  const isLate = useIsLate(isReading)
  const drawn = isLate ? read.map((one) => ({ ...one, drawn: one.drawn ?? lateRow?.(one.index, one.style) })) : read
  const [elements] = useState(() => new RowSlots<ReactNode>())
  const kept = isRefilled ? elements.fill(drawn, total) : drawn.map((one) => ({ ...one, key: one.index }))
  return (
    <div {...rest} ref={scroller} aria-busy={isReading || undefined}>
      {header}
      <div role={rowsRole} className="virtual-rows" style={{ height: rowsHeight(place) }}>
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
