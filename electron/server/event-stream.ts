import type { ServerResponse } from 'node:http'
import type { Response } from '../../shared/contract/envelope.ts'

/** Milliseconds between comments that keep an idle stream open. */
const HEARTBEAT = 20_000

/**
 * The open event streams of all tabs. Every response goes to every tab: ids of calls are unique, and a tab ignores what it
 * did not ask for.
 */
export class EventStreams {
  readonly #open = new Set<ServerResponse>()
  readonly #onLastClosed: () => void
  #heartbeat: NodeJS.Timeout | undefined

  /** @param onLastClosed called when no tab listens any more */
  constructor(onLastClosed: () => void) {
    this.#onLastClosed = onLastClosed
  }

  /** Turns an answer into a stream that stays open. */
  add(response: ServerResponse): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    response.write(': open\n\n')
    this.#open.add(response)
    this.#heartbeat ??= setInterval(() => this.#write(': still here\n\n'), HEARTBEAT).unref()
    response.on('close', () => {
      this.#open.delete(response)
      if (this.#open.size === 0) this.#onLastClosed()
    })
  }

  /** Sends one response to every tab. JSON has no line ends, so it is one line of the stream. */
  send(response: Response): void {
    this.#write(`data: ${JSON.stringify(response)}\n\n`)
  }

  /** Ends all streams. */
  close(): void {
    clearInterval(this.#heartbeat)
    for (const response of this.#open) response.end()
  }

  #write(text: string): void {
    for (const response of this.#open) response.write(text)
  }
}
