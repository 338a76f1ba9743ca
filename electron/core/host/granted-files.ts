import { randomUUID } from 'node:crypto'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { Grant } from '../../../shared/model/project.ts'
import type { PythonPath } from '../collect/preview-result.ts'
import { nodePath } from '../files/file-content.ts'
import { decodeFileName } from '../python/file-names.ts'
import { displayName, displayPath, isWithin } from './display-path.ts'

/** `release`: an archive or a manifest that a release is taken from. `accepted`: a file of accepted findings. */
export type FilePurpose = 'python' | 'env-file' | 'release' | 'accepted'

/** What an interpreter may be called: the page can name one, so it must not be able to name any program. */
const PYTHON_NAME = /^(?:python|pypy)[\d.]*w?(?:-intel64|-arm64)?(?:\.exe)?$/i

/**
 * Files that the user has given: interpreters, and files of environment variables. An interpreter is not resolved, since
 * the link is what makes a virtual environment of it.
 */
export class GrantedFiles {
  readonly #paths = new Map<string, PythonPath>()
  readonly #ids = new Map<PythonPath, string>()

  /** Grants a file that was found or chosen. Equal files get equal ids. */
  grant(path: PythonPath): Grant {
    const id = this.#ids.get(path) ?? randomUUID()
    this.#ids.set(path, id)
    this.#paths.set(id, path)
    return { id, name: displayName(path), display: displayPath(path) }
  }

  /**
   * Grants a file that the user chose for a purpose.
   * @throws InspectorError `refused` when it cannot serve it
   */
  async grantFor(path: PythonPath, purpose: FilePurpose): Promise<Grant> {
    const isFile = await stat(nodePath(path)).then(
      (found) => found.isFile(),
      () => false,
    )
    if (!isFile) throw new InspectorError('refused', `${displayPath(path)} is not a file. Choose the file itself.`)
    if (purpose === 'python' && !PYTHON_NAME.test(basename(path)))
      throw new InspectorError(
        'refused',
        `${displayPath(path)} is not called as a Python is. Choose bin/python of the project's environment.`,
      )
    return this.grant(path)
  }

  /**
   * Grants a file right in a granted folder. A file of variables must lie there in truth; an interpreter may be a link.
   * @throws InspectorError `refused`, `unreadable`
   */
  async pick(folder: PythonPath, file: string, purpose: FilePurpose): Promise<Grant> {
    if (!(await this.list(folder)).includes(file))
      throw new InspectorError('refused', `${displayPath(folder)} has no file of the name ${file.toWellFormed()}.`)
    const path = join(folder, file)
    if (purpose !== 'python') {
      const real = decodeFileName(await realpath(nodePath(path), { encoding: 'buffer' }))
      if (!isWithin(folder, real))
        throw new InspectorError('refused', `${file.toWellFormed()} is a link that leads out of its folder.`)
    }
    return this.grantFor(path, purpose)
  }

  /** Names of the files right in a folder, links to files included. @throws InspectorError `unreadable` */
  async list(folder: PythonPath): Promise<string[]> {
    try {
      const entries = await readdir(nodePath(folder), { withFileTypes: true, encoding: 'buffer' })
      return entries
        .filter((entry) => entry.isFile() || entry.isSymbolicLink())
        .map((entry) => decodeFileName(entry.name))
        .toSorted()
    } catch (error) {
      throw new InspectorError('unreadable', `${displayPath(folder)} cannot be read.`, { cause: error })
    }
  }

  /** @throws InspectorError `not-found` for an id that was never given out, or by an engine that is gone */
  pathOf(id: string): PythonPath {
    const path = this.#paths.get(id)
    if (path === undefined) throw new InspectorError('not-found', 'This file is not granted any more. Choose it again.')
    return path
  }
}
