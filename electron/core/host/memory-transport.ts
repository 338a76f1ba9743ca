import { requestSchema, type InspectorEvent, type Request, type Response } from '../../../shared/contract/envelope.ts'
import { toErrorData } from '../../../shared/contract/errors.ts'
import type { Transport } from '../../../shared/contract/transport.ts'
import type { InspectorHost } from './inspector-host.ts'

/** A transport within one process, and the other end of it for the host's events. */
export type MemoryTransport = Transport & { readonly emit: (event: InspectorEvent) => void }

/**
 * Joins a client and a host in one process. Everything crosses as a copy, as it would between processes, so that what
 * cannot be cloned is noticed here.
 * @param hostOf the host, asked for at each call since it needs this transport's `emit` to be made
 */
export function createMemoryTransport(hostOf: () => InspectorHost): MemoryTransport {
  const listeners = new Set<(response: Response) => void>()
  const running = new Map<string, AbortController>()
  const tell = (response: Response) => {
    const copy = structuredClone(response)
    for (const listener of listeners) listener(copy)
  }

  async function answer(request: Extract<Request, { type: 'call' }>): Promise<void> {
    const { id, method, input } = request
    const abort = new AbortController()
    running.set(id, abort)
    try {
      tell({ type: 'result', id, output: await hostOf().call(method, input, abort.signal) })
    } catch (error) {
      tell({ type: 'failure', id, error: toErrorData(error) })
    } finally {
      running.delete(id)
    }
  }

  return {
    send: (request) => {
      const parsed = requestSchema.parse(structuredClone(request))
      if (parsed.type === 'cancel') running.get(parsed.id)?.abort()
      else void answer(parsed)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    emit: (event) => tell({ type: 'event', event }),
  }
}
