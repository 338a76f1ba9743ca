import { InspectorError } from '../../../shared/contract/errors.ts'
import type { TextSlice } from '../../../shared/model/file-text.ts'
import { sliceBytes } from '../collect/read-text.ts'
import { readContentBytes } from '../files/file-content.ts'
import type { VerifiedProject } from './verify-project.ts'

/**
 * A piece of an output file on one side of a verification.
 * @param offset byte at which the piece starts: 0, or `next` of the piece before
 * @throws InspectorError not-found, changed-while-reading
 */
export function readVerified(
  { ours, theirs }: VerifiedProject,
  name: string,
  side: 'ours' | 'theirs',
  offset: number,
  limit: number,
): TextSlice {
  const file = (side === 'ours' ? ours : theirs).get(name)
  if (file === undefined || file.kind === 'link')
    throw new InspectorError('not-found', `There is no output file ${name} on this side.`)
  return sliceBytes(bytesOf(file.content, name), name, offset, limit, () => [])
}

function bytesOf(content: Parameters<typeof readContentBytes>[0], name: string): Uint8Array {
  try {
    return readContentBytes(content)
  } catch (error) {
    throw new InspectorError('changed-while-reading', `${name} cannot be read any more. Run Verify again.`, {
      cause: error,
    })
  }
}
