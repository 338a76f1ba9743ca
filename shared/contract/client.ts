import type { InspectorEvent } from './envelope.ts'
import { InspectorError } from './errors.ts'
import { METHODS, type MethodInput, type MethodOutput } from './methods.ts'
import type { MethodName } from './method-names.ts'
import type { CancelSignal, Transport } from './transport.ts'

/** How a page talks to whatever host is present. */
export type InspectorClient = {
  /** Calls a method; rejects with an InspectorError. An aborted signal sends `cancel` and rejects with `cancelled`. */
  readonly call: <M extends MethodName>(
    method: M,
    input: MethodInput<M>,
    options?: { signal?: CancelSignal },
  ) => Promise<MethodOutput<M>>
  /** Hears events; returns a function that stops hearing. */
  readonly onEvent: (listener: (event: InspectorEvent) => void) => () => void
}

type Pending = { method: MethodName; resolve: (output: unknown) => void; reject: (error: InspectorError) => void }

/**
 * Makes a client over a transport.
 * @param checkOutputs parse outputs too (development and tests), so that a host that answers wrongly is found at once.
 */
export function createClient(transport: Transport, checkOutputs: boolean): InspectorClient {
  const pending = new Map<string, Pending>()
  const listeners = new Set<(event: InspectorEvent) => void>()
  // Tabs of one local server hear each other's answers: ids must differ between pages, not only within one.
  const page = Math.random().toString(36).slice(2)
  let lastId = 0

  transport.subscribe((response) => {
    if (response.type === 'event') {
      for (const listener of listeners) listener(response.event)
      return
    }
    const call = pending.get(response.id)
    if (call === undefined) return
    pending.delete(response.id)
    if (response.type === 'failure') {
      const { code, message, details } = response.error
      call.reject(new InspectorError(code, message, details === null ? {} : { details }))
    } else if (checkOutputs) {
      const parsed = METHODS[call.method].output.safeParse(response.output)
      if (parsed.success) call.resolve(parsed.data)
      else
        call.reject(
          new InspectorError('defect', `${call.method} answered in a wrong shape`, { details: parsed.error.message }),
        )
    } else call.resolve(response.output)
  })

  return {
    call: <M extends MethodName>(method: M, input: MethodInput<M>, options: { signal?: CancelSignal } = {}) =>
      new Promise<MethodOutput<M>>((resolve, reject) => {
        const id = `${page}-${++lastId}`
        pending.set(id, { method, resolve: (output) => resolve(output as MethodOutput<M>), reject })
        options.signal?.addEventListener('abort', () => {
          if (!pending.delete(id)) return
          transport.send({ type: 'cancel', id })
          reject(new InspectorError('cancelled', 'Cancelled'))
        })
        transport.send({ type: 'call', id, method, input })
      }),
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
