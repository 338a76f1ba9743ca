import type { Request, Response } from '../../shared/contract/envelope.ts'
import type { ErrorCode } from '../../shared/contract/errors.ts'
import type { Transport } from '../../shared/contract/transport.ts'

/** Times that the stream may fail to open in a row before the server is called gone. The browser waits about 3 s between them. */
const FAILURES_BEFORE_GONE = 2

/**
 * A transport over the local server: requests by POST, answers and events by one event stream. Calls made before the stream
 * is open wait for it, because their answers come through it.
 */
export function createHttpTransport(): Transport {
  const listeners = new Set<(response: Response) => void>()
  const waiting: Request[] = []
  const unanswered = new Set<string>()
  let isOpen = false
  let failures = 0

  const tell = (response: Response) => {
    if (response.type !== 'event') unanswered.delete(response.id)
    for (const listener of listeners) listener(response)
  }
  const fail = (id: string, code: ErrorCode, message: string) =>
    tell({ type: 'failure', id, error: { code, message, details: null } })
  const post = async (request: Request) => {
    try {
      const response = await fetch('/request', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
      })
      if (response.ok || request.type === 'cancel') return
      const isUnknown = response.status === 401 || response.status === 403
      fail(
        request.id,
        'refused',
        isUnknown ? 'This tab is not signed in. Open the address that the command printed.' : await response.text(),
      )
    } catch {
      if (request.type === 'call') fail(request.id, 'engine-gone', 'The local server does not answer.')
    }
  }

  const stream = new EventSource('/events')
  stream.addEventListener('open', () => {
    if (failures >= FAILURES_BEFORE_GONE) {
      tell({ type: 'event', event: { topic: 'engine', payload: { state: 'ready', reason: '' } } })
    }
    isOpen = true
    failures = 0
    for (const request of waiting.splice(0)) void post(request)
  })
  stream.addEventListener('message', (event: MessageEvent<string>) => tell(JSON.parse(event.data) as Response))
  stream.addEventListener('error', () => {
    isOpen = false
    failures++
    // Answers under way travelled on the stream that broke: they will not come.
    for (const id of unanswered) fail(id, 'engine-gone', 'The connection to the local server broke.')
    waiting.length = 0
    if (failures === FAILURES_BEFORE_GONE || stream.readyState === EventSource.CLOSED) {
      const reason = 'The local server has stopped. Start it again and open the address that it prints.'
      tell({ type: 'event', event: { topic: 'engine', payload: { state: 'gone', reason } } })
    }
  })

  return {
    send: (request) => {
      if (request.type === 'call') unanswered.add(request.id)
      if (isOpen) void post(request)
      else if (stream.readyState === EventSource.CLOSED && request.type === 'call') {
        queueMicrotask(() => fail(request.id, 'engine-gone', 'The local server has stopped.'))
      } else waiting.push(request)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
