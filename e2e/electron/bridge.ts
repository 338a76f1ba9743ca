import type { Page } from '@playwright/test'

/** What a page hears from the privileged side. */
export type Heard = {
  readonly type: string
  readonly id?: string
  readonly output?: unknown
  readonly error?: { readonly code: string; readonly message: string }
  readonly event?: { readonly topic: string; readonly payload: unknown }
}

type Bridge = {
  readonly call: (request: unknown) => void
  readonly cancel: (id: string) => void
  readonly subscribe: (listener: (response: Heard) => void) => () => void
}
declare global {
  interface Window {
    readonly staticscope: Bridge
    heard?: Heard[]
  }
}

/** Sends a message over the bridge as a page could, well formed or not, and gives the answer with its id. */
export function callBridge(page: Page, request: { readonly id: string } & Record<string, unknown>): Promise<Heard> {
  return page.evaluate(
    (message) =>
      new Promise<Heard>((resolve) => {
        const stop = window.staticscope.subscribe((response) => {
          if (response.id !== message.id) return
          stop()
          resolve(response)
        })
        window.staticscope.call(message)
      }),
    request,
  )
}

/** Begins to keep what the page hears; `heardEvents` gives it. */
export async function beginToHear(page: Page): Promise<void> {
  await page.evaluate(() => {
    const heard: Heard[] = []
    window.heard = heard
    window.staticscope.subscribe((response) => heard.push(response))
  })
}

/** Payloads of the events of one topic that were heard so far. */
export function heardEvents(page: Page, topic: string): Promise<unknown[]> {
  return page.evaluate(
    (wanted) => (window.heard ?? []).flatMap(({ event }) => (event?.topic === wanted ? [event.payload] : [])),
    topic,
  )
}
