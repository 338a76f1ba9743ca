import { statSync } from 'node:fs'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { nodePath } from '../files/file-content.ts'
import type { PreviewRequest } from './preview-result.ts'

/**
 * Refuses folders that cannot be what the user meant. Django itself would skip a missing folder with a warning.
 * @throws InspectorError missing-folder, bad-input, unreadable
 */
export function assertSources(request: PreviewRequest): void {
  // A project's own settings may name what is not there: Django has something to say on that.
  if (request.project !== undefined) return
  if (request.sources.length === 0)
    throw new InspectorError('bad-input', 'There is nothing to collect from: name at least one folder or app')
  for (const source of request.sources)
    assertFolder(source.path, source.kind === 'app' ? `The folder of the app ${source.label}` : 'The source folder')
}

function assertFolder(path: string, what: string): void {
  let isFolder: boolean
  try {
    isFolder = statSync(nodePath(path)).isDirectory()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new InspectorError('missing-folder', `${what} ${path} does not exist. Check the path, or leave it out.`)
    if (code === 'ELOOP')
      throw new InspectorError(
        'bad-input',
        `${what} ${path} is a link that leads round in a circle. Name the folder itself.`,
      )
    throw new InspectorError('unreadable', `${what} ${path} cannot be read (${String(code)}). Check its permissions.`, {
      cause: error,
    })
  }
  if (!isFolder) throw new InspectorError('bad-input', `${what} ${path} is a file. Name the folder that holds it.`)
}
