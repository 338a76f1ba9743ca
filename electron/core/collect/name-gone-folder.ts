import { existsSync } from 'node:fs'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { nodePath } from '../files/file-content.ts'

/**
 * Reads folders, and where one of them goes away meanwhile says so: an error about some file in it would leave people
 * to look for what has happened.
 * @param folders absolute, Python strings; only those that are there when the reading begins can go
 * @throws InspectorError missing-folder for a folder that went; else what the reading throws
 */
export async function nameGoneFolder<T>(folders: readonly string[], read: () => Promise<T>): Promise<T> {
  const before = folders.filter((folder) => existsSync(nodePath(folder)))
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof InspectorError) || error.code === 'cancelled') throw error
    const gone = before.find((folder) => !existsSync(nodePath(folder)))
    if (gone === undefined) throw error
    throw new InspectorError('missing-folder', `The folder ${gone.toWellFormed()} went away while it was read.`, {
      cause: error,
    })
  }
}
