// Runs in the page before it does. Tells how long after an input the list that is watched stands still, painted: the time
// of the last frame that showed a change of it, less the time of the input that began it. All times are milliseconds.

/** A list that did not change for so long, and has no row that is still being read, stands still. */
const STILL = 250

const paints = {
  input: 0,
  painted: 0,
  observer: null,
  list: '',
  /** When the page heard that a job was done. */
  jobDone: 0,

  /** Begins to wait for an input. @param list selector of what holds the list */
  arm(list) {
    this.list = list
    this.input = this.painted = 0
    this.observer?.disconnect()
    this.observer = new MutationObserver((records) => {
      if (!records.some(({ target }) => isOfList(target, list))) return
      // A frame's callbacks run before it is painted, a message that is sent in one behind that.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => (this.painted = performance.now())
        port2.postMessage(null)
      })
    })
    this.observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
  },

  /** @returns milliseconds; null when nothing changed within so many @throws Error when the list is not whole then */
  async settled(patience) {
    const begin = performance.now()
    for (;;) {
      await new Promise((done) => setTimeout(done, 20))
      const now = performance.now()
      const isBusy = document.querySelector(`${this.list}[aria-busy=true], ${this.list} [aria-busy=true]`) !== null
      if (this.painted > 0 && !isBusy && now - this.painted > STILL) {
        const wrong = wrongRows(this.list)
        if (wrong !== null) throw new Error(wrong)
        return this.painted - this.input
      }
      if (now - begin > patience) return null
    }
  },
}

/** What is wrong with the rows that a list shows: a place without one, one in two places, or in the wrong one; else null. */
function wrongRows(list) {
  const scroller = document.querySelector(list)
  const rows = [...scroller.querySelectorAll('.virtual-rows > [role=row]')]
  const { top, bottom } = scroller.getBoundingClientRect()
  const places = new Map(rows.map((row) => [Number(row.getAttribute('aria-rowindex')), row.getBoundingClientRect()]))
  if (places.size !== rows.length) return 'A row is there twice.'
  const inSight = [...places].filter(([, box]) => box.bottom > top && box.top < bottom).toSorted(([a], [b]) => a - b)
  const head = scroller.querySelector('.outline-head').getBoundingClientRect()
  const last = Number(scroller.getAttribute('aria-rowcount'))
  const [begin, end] = [inSight.at(0), inSight.at(-1)]
  if (begin === undefined || end === undefined) return 'No row is in sight.'
  if (begin[1].top > head.bottom + 1 || (end[1].bottom < bottom - 1 && end[0] !== last))
    return 'A part of the list is empty.'
  for (const [at, [index, box]] of inSight.entries()) {
    const [formerIndex, former] = inSight[at - 1] ?? [index - 1, { bottom: box.top }]
    if (index !== formerIndex + 1 || Math.abs(box.top - former.bottom) > 1)
      return `Row ${index} is not behind the one before.`
  }
  return null
}

/** Whether a node is in the list, or is what it stands in. */
function isOfList(node, list) {
  const element = node instanceof Element ? node : node.parentElement
  return element !== null && (element.closest(list) !== null || element.querySelector(`:scope > ${list}`) !== null)
}

for (const kind of ['wheel', 'keydown', 'pointerup'])
  addEventListener(
    kind,
    ({ timeStamp }) => {
      if (paints.input === 0) paints.input = timeStamp
    },
    { capture: true, passive: true },
  )

const Stream = EventSource
globalThis.EventSource = class extends Stream {
  constructor(...words) {
    super(...words)
    this.addEventListener('message', ({ data }) => {
      if (data.includes('"state":"done"')) paints.jobDone = performance.now()
    })
  }
}
globalThis.paints = paints
