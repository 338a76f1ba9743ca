import type { Request, Response } from './envelope.ts'

/** A way to reach the privileged side: bridge, HTTP with an event stream, or an in-memory pair in tests. */
export type Transport = {
  /** Sends one request; the answer comes through `subscribe`. */
  readonly send: (request: Request) => void
  /** Hears every response; returns a function that stops hearing. */
  readonly subscribe: (listener: (response: Response) => void) => () => void
}

/** The part of an AbortSignal that the contract uses; declared here because this folder knows neither the DOM nor Node. */
export type CancelSignal = {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
}
