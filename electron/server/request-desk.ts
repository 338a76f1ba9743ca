import { requestSchema, type Response } from '../../shared/contract/envelope.ts'
import { InspectorError, toErrorData } from '../../shared/contract/errors.ts'
import { CONTRACT_VERSION, METHODS, type MethodOutput } from '../../shared/contract/methods.ts'
import type { MethodName } from '../../shared/contract/method-names.ts'
import type { InspectorHost } from '../core/host/inspector-host.ts'

export type DeskOptions = {
  readonly host: InspectorHost
  /** Version of the product. */
  readonly version: string
  /** Hash that the page opens at first, or null. */
  readonly openAt: string | null
  readonly reply: (response: Response) => void
}

/** Takes the requests of pages, hands them to the core and replies. What only a desktop can do is `not-available`. */
export class RequestDesk {
  readonly #options: DeskOptions
  readonly #running = new Map<string, AbortController>()

  constructor(options: DeskOptions) {
    this.#options = options
  }

  /** Takes one request as it came over the wire. Returns what is wrong with its envelope, or null when it was taken. */
  receive(message: unknown): string | null {
    const parsed = requestSchema.safeParse(message)
    if (!parsed.success) return 'The request has a wrong shape.'
    const request = parsed.data
    if (request.type === 'cancel') {
      this.#running.get(request.id)?.abort()
      return null
    }
    if (this.#running.has(request.id)) return 'A call with this id is still running.'
    void this.#answer(request.id, request.method, request.input)
    return null
  }

  /** Nobody listens any more: cancels what runs. */
  cancelAll(): void {
    for (const abort of this.#running.values()) abort.abort()
  }

  async #answer(id: string, method: MethodName, input: unknown): Promise<void> {
    const abort = new AbortController()
    this.#running.set(id, abort)
    try {
      const output =
        METHODS[method].side === 'engine'
          ? await this.#options.host.call(method, input, abort.signal)
          : this.#answerNatively(method)
      this.#options.reply({ type: 'result', id, output })
    } catch (error) {
      this.#options.reply({ type: 'failure', id, error: toErrorData(error) })
    } finally {
      this.#running.delete(id)
    }
  }

  #answerNatively(method: MethodName): MethodOutput<'host.describe'> {
    if (method !== 'host.describe') throw new InspectorError('not-available', 'A browser tab cannot do this.')
    return {
      kind: 'browser',
      contractVersion: CONTRACT_VERSION,
      version: this.#options.version,
      platform: process.platform,
      canChooseFolders: false,
      openAt: this.#options.openAt,
    }
  }
}
