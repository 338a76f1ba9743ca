import { resolve, sep } from 'node:path'
import { InspectorError } from '../../../shared/contract/errors.ts'

/**
 * The absolute path of a place in a folder.
 * @param folder absolute
 * @param path relative to it, as a user names it; empty for the folder itself
 * @throws InspectorError bad-input for one that leads out
 */
export function insideOf(folder: string, path: string): string {
  const absolute = resolve(folder, path)
  if (absolute === folder || absolute.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return absolute
  throw new InspectorError('bad-input', `${path} leads out of where it is looked for. Name a place inside.`)
}
