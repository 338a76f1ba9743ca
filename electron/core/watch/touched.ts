import type { TouchedFolders } from '../files/real-disk.ts'

/** What may have changed since the folders were looked at last: names in folders, or everything in one. */
export class Touched implements TouchedFolders {
  readonly #folders = new Map<string, Set<string> | 'all'>()

  /** @param name null when anything in the folder may have changed */
  add(folder: string, name: string | null): void {
    if (name === null) {
      this.#folders.set(folder, 'all')
      return
    }
    const names = this.#folders.get(folder)
    if (names === undefined) this.#folders.set(folder, new Set([name]))
    else if (names !== 'all') names.add(name)
  }

  get isEmpty(): boolean {
    return this.#folders.size === 0
  }

  namesIn(folder: string): ReadonlySet<string> | 'all' | null {
    return this.#folders.get(folder) ?? null
  }

  paths(): ReadonlySet<string> {
    const paths = new Set<string>()
    for (const [folder, names] of this.#folders) {
      if (names === 'all') paths.add(folder)
      else for (const name of names) paths.add(folder === '/' ? `/${name}` : `${folder}/${name}`)
    }
    return paths
  }
}
