import { isAbsolute } from 'node:path'
import { InspectorError } from '../../shared/contract/errors.ts'
import { METHODS } from '../../shared/contract/methods.ts'
import type { InspectorHost } from '../core/host/inspector-host.ts'

/**
 * Absolute path of the source of a collected file, for "reveal in folder". Only main asks for it; pages never get to act
 * on paths.
 * @throws InspectorError `not-found` when the preview has no such file
 */
export async function locateFile(
  host: InspectorHost,
  projectId: string,
  name: string,
  signal: AbortSignal,
): Promise<string> {
  const detail = METHODS['preview.file'].output.parse(await host.call('preview.file', { projectId, name }, signal))
  if (!isAbsolute(detail.source)) throw new InspectorError('not-found', `${name} has no place on this disk.`)
  return detail.source
}
