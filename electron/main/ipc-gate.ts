import { requestSchema, type Request } from '../../shared/contract/envelope.ts'
import { errorDataSchema } from '../../shared/contract/error-schema.ts'
import type { ErrorData } from '../../shared/contract/errors.ts'
import { METHOD_NAMES } from '../../shared/contract/method-names.ts'
import { METHODS } from '../../shared/contract/methods.ts'
import { originOf } from './permission-table.ts'

/** Who sent a message, as far as the gate asks. */
export type Sender = { readonly isMainFrame: boolean; readonly url: string }

/** What the gate decides about one message. A refusal has the id of the call if one could be read. */
export type Admission =
  | { readonly kind: 'admitted'; readonly request: Request }
  | { readonly kind: 'refused'; readonly id: string | null; readonly error: ErrorData }

/**
 * Decides whether a message from a page goes on: sent by the main frame, from exactly our origin, a known method, and an
 * input of the right shape. The engine parses the input once more, because other hosts have no gate.
 */
export function admitRequest(sender: Sender, message: unknown, ownOrigin: string): Admission {
  const id = readId(message)
  if (!isTrusted(sender, ownOrigin)) return refused(id, 'refused', 'This page may not call the engine.')
  const parsed = requestSchema.safeParse(message)
  if (!parsed.success) {
    return hasKnownMethod(message)
      ? refused(id, 'bad-input', 'The request has a wrong shape.')
      : refused(id, 'refused', 'There is no such method.')
  }
  const request = parsed.data
  if (request.type === 'call') {
    const input = METHODS[request.method].input.safeParse(request.input)
    if (!input.success) return refused(id, 'bad-input', `${request.method}: ${firstProblem(input.error.issues)}`)
  }
  return { kind: 'admitted', request }
}

/** Whether a message comes from the main frame of our own page. */
export function isTrusted(sender: Sender, ownOrigin: string): boolean {
  return sender.isMainFrame && originOf(sender.url) === ownOrigin
}

function refused(id: string | null, code: ErrorData['code'], message: string): Admission {
  return { kind: 'refused', id, error: errorDataSchema.parse({ code, message, details: null }) }
}

function readId(message: unknown): string | null {
  if (typeof message !== 'object' || message === null || !('id' in message)) return null
  return typeof message.id === 'string' && message.id.length > 0 && message.id.length <= 100 ? message.id : null
}

function hasKnownMethod(message: unknown): boolean {
  if (typeof message !== 'object' || message === null || !('method' in message)) return false
  return METHOD_NAMES.some((name) => name === message.method)
}

function firstProblem(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string {
  const [first] = issues
  if (first === undefined) return 'the input has a wrong shape'
  return first.path.length === 0 ? first.message : `${first.path.map(String).join('.')}: ${first.message}`
}
