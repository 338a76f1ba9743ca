import { stat } from 'node:fs/promises'
import { nodePath } from '../files/file-content.ts'
import { baseName, dirName } from '../python/posix-path.ts'

/** A file that a project's settings were made from. */
export type SettingsFile = {
  readonly path: string
  /** When it was changed last when it was read: nanoseconds since 1970; null if it was not there. */
  readonly modified: string | null
}

/** Whether the files that a project's settings were made from are still the same. */
export class SettingsFiles {
  readonly #files = new Map<string, Map<string, SettingsFile>>()
  readonly #changed = new Set<SettingsFile>()
  #touched = new Set<SettingsFile>()

  constructor(files: readonly SettingsFile[]) {
    for (const file of files) {
      const folder = dirName(file.path)
      const names = this.#files.get(folder) ?? new Map<string, SettingsFile>()
      this.#files.set(folder, names.set(baseName(file.path), file))
      this.#touched.add(file)
    }
  }

  /** Folders that hold one. */
  folders(): Iterable<string> {
    return this.#files.keys()
  }

  /** Notes that something may have changed; name null for everything in the folder. False if it is about none of these. */
  touch(folder: string, name: string | null): boolean {
    const names = this.#files.get(folder)
    const touched =
      name === null ? [...(names?.values() ?? [])] : [names?.get(name)].filter((file) => file !== undefined)
    for (const file of touched) this.#touched.add(file)
    return touched.length > 0
  }

  touchAll(): void {
    for (const folder of this.#files.keys()) this.touch(folder, null)
  }

  get isTouched(): boolean {
    return this.#touched.size > 0
  }

  /** Looks at what was touched: whether any file is another one than was read. */
  async haveChanged(): Promise<boolean> {
    const touched = [...this.#touched]
    this.#touched = new Set()
    for (const file of touched) {
      if ((await modifiedOf(file.path)) === file.modified) this.#changed.delete(file)
      else this.#changed.add(file)
    }
    return this.#changed.size > 0
  }
}

async function modifiedOf(path: string): Promise<string | null> {
  try {
    return String((await stat(nodePath(path), { bigint: true })).mtimeNs)
  } catch {
    return null
  }
}
