import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { offsetToShow, type RowPlace } from './scaled-rows.ts'

/** How far a list is scrolled, and the height of what it shows, in px. */
export type Sight = { readonly offset: number; readonly view: number }

/**
 * What is in sight of a list. The component is drawn anew, within the frame that shows it, when other rows are: rows that
 * were drawn later would be a gap in that frame.
 * @param place the row that is scrolled to whenever `request` changes; the list growing or shrinking scrolls nothing
 * @returns what is in sight, and the ref of the element that scrolls
 */
export function useSight(place: RowPlace, request: number): readonly [Sight, RefObject<HTMLDivElement | null>] {
  const { total, rowHeight, headerHeight } = place
  const scroller = useRef<HTMLDivElement>(null)
  const [sight, setSight] = useState({ offset: 0, view: 0, request: 0 })
  // The rows that will be in sight are drawn at once, not those of the place that is left: of the new place an event of the
  // next frame would tell.
  if (request !== sight.request && total > 0 && sight.view > 0)
    setSight({ ...sight, request, offset: offsetToShow(place, sight.offset, sight.view) })

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const look = () => {
      const { scrollTop: offset, clientHeight: view } = element
      /** The first row in sight and the last, as words that can be compared. */
      const rowsOf = (sight: Sight) =>
        `${Math.floor(sight.offset / rowHeight)} ${Math.ceil((sight.offset + sight.view - headerHeight) / rowHeight)}`
      setSight((former) => (rowsOf(former) === rowsOf({ offset, view }) ? former : { ...former, offset, view }))
    }
    const follow = () => flushSync(look)
    look()
    const observer = new ResizeObserver(follow)
    observer.observe(element)
    element.addEventListener('scroll', follow, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', follow)
    }
  }, [rowHeight, headerHeight])

  // Before the paint, so that the next frame shows the rows that are scrolled to.
  const handled = useRef(0)
  useLayoutEffect(() => {
    const element = scroller.current
    if (request === handled.current || total === 0 || element === null) return
    handled.current = request
    const offset = offsetToShow(place, element.scrollTop, element.clientHeight)
    if (offset !== element.scrollTop) element.scrollTop = offset
  }, [request, total, place])
  return [sight, scroller]
}
