import type { Request, Response } from '../../shared/contract/envelope.ts'
import type { Transport } from '../../shared/contract/transport.ts'

/** What the preload exposes: three functions and nothing of Electron. */
export type InspectorBridge = {
  readonly call: (request: Request) => void
  readonly cancel: (id: string) => void
  readonly subscribe: (listener: (response: Response) => void) => () => void
}

/** A transport over the preload's bridge. */
export function createBridgeTransport(bridge: InspectorBridge): Transport {
  return {
    send: (request) => {
      if (request.type === 'cancel') bridge.cancel(request.id)
      else bridge.call(request)
    },
    subscribe: (listener) => bridge.subscribe(listener),
  }
}
