import { InspectorError } from '../../../shared/contract/errors.ts'
import type { MethodName } from '../../../shared/contract/method-names.ts'
import { METHODS, type ParsedInput } from '../../../shared/contract/methods.ts'

/**
 * Parses the input of a call. The host does it although a gate may have done it before: command line, server and tests
 * reach it without one.
 * @throws InspectorError `bad-input` that names each wrong field
 */
export function parseInput<M extends MethodName>(method: M, input: unknown): ParsedInput<M> {
  const parsed = METHODS[method].input.safeParse(input)
  if (parsed.success) return parsed.data as ParsedInput<M>
  const faults = parsed.error.issues.map(({ path, message }) => {
    const field = path.map(String).join('.')
    return field === '' ? message : `${field}: ${message}`
  })
  throw new InspectorError('bad-input', `${method}: ${faults.join('; ')}`)
}
