import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { nodePath } from '../files/file-content.ts'

/**
 * The variables of a file of `NAME=value` lines, as Node reads `.env` files.
 * @param name what to call the file in a failure
 * @throws InspectorError unreadable
 */
export function readEnvironmentFile(file: string, name: string): Record<string, string> {
  try {
    const pairs = Object.entries(parseEnv(readFileSync(nodePath(file), 'utf8')))
    return Object.fromEntries(pairs.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
  } catch (error) {
    throw new InspectorError('unreadable', `${name} cannot be read. Check the path.`, { cause: error })
  }
}
