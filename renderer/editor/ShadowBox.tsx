import { useEffect, useRef } from 'react'

type Props = {
  readonly className: string
  /** Fills the box and gives back what empties it. Called again whenever it is another function. */
  readonly mount: (box: HTMLElement, root: ShadowRoot) => () => void
}

/**
 * A box with a shadow root of its own. The editor's styles are adopted there as style sheets; in the page itself it would
 * put them into `<style>` elements, which the content policy refuses.
 */
export function ShadowBox({ className, mount }: Props) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = host.current
    if (element === null) return
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
    const box = document.createElement('div')
    box.style.height = '100%'
    root.append(box)
    const empty = mount(box, root)
    return () => {
      empty()
      box.remove()
    }
  }, [mount])
  return <div ref={host} className={className} />
}
