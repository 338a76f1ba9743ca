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

  /** @returns milliseconds; null when nothing changed within so many */
  async settled(patience) {
    const begin = performance.now()
    for (;;) {
      await new Promise((done) => setTimeout(done, 20))
      const now = performance.now()
      const isBusy = document.querySelector(`${this.list}[aria-busy=true], ${this.list} [aria-busy=true]`) !== null
      if (this.painted > 0 && !isBusy && now - this.painted > STILL) return this.painted - this.input
      if (now - begin > patience) return null
    }
  },
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
