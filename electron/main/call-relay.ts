import type { Request, Response } from '../../shared/contract/envelope.ts'
import { toErrorData } from '../../shared/contract/errors.ts'
import type { MethodName } from '../../shared/contract/method-names.ts'

/** Carries out one call; the signal aborts when the page cancels it or goes away. */
export type CarryOut = (method: MethodName, input: unknown, signal: AbortSignal) => Promise<unknown>

/**
 * The calls of one page: answered to that page only, cancelled by it, and all of them cancelled when it goes away. Answers
 * to a page that has gone are dropped.
 */
export class CallRelay {
  readonly #carryOut: CarryOut
  readonly #reply: (response: Response) => void
  #running = new Map<string, AbortController>()

  constructor(carryOut: CarryOut, reply: (response: Response) => void) {
    this.#carryOut = carryOut
    this.#reply = reply
  }

  /** Takes an admitted request. A second call with an id that is still running is refused. */
  receive(request: Request): void {
    if (request.type === 'cancel') {
      this.#running.get(request.id)?.abort()
      return
    }
    const { id, method, input } = request
    if (this.#running.has(id)) {
      const error = { code: 'bad-input' as const, message: 'A call with this id is still running.', details: null }
      this.#reply({ type: 'failure', id, error })
      return
    }
    void this.#answer(id, method, input)
  }

  /** The page has gone: cancels its calls and forgets them. */
  dropAll(): void {
    const running = this.#running
    this.#running = new Map()
    for (const abort of running.values()) abort.abort()
  }

  async #answer(id: string, method: MethodName, input: unknown): Promise<void> {
    const abort = new AbortController()
    const running = this.#running
    running.set(id, abort)
    let response: Response
    try {
      response = { type: 'result', id, output: await this.#carryOut(method, input, abort.signal) }
    } catch (error) {
      response = { type: 'failure', id, error: toErrorData(error) }
    }
    running.delete(id)
    if (running === this.#running) this.#reply(response)
  }
}
