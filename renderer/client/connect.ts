import type { InspectorClient } from '../../shared/contract/client.ts'
import { createClient } from '../../shared/contract/client.ts'
import type { InspectorBridge } from './bridge-transport.ts'
import { createBridgeTransport } from './bridge-transport.ts'
import { openSession } from './open-session.ts'
import { createHttpTransport } from './http-transport.ts'

declare global {
  interface Window {
    /** Present in the desktop window only. */
    readonly staticscope?: InspectorBridge
  }
}

/**
 * Connects the page to whatever host is present: the preload's bridge if the window has one, else the local server that
 * served the page.
 * @throws InspectorError `refused` when the local server does not know this page
 */
export async function connect(): Promise<InspectorClient> {
  const checkOutputs = import.meta.env.DEV
  if (window.staticscope !== undefined) return createClient(createBridgeTransport(window.staticscope), checkOutputs)
  await openSession()
  return createClient(createHttpTransport(), checkOutputs)
}
