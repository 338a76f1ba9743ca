import { type FSWatcher, watch } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { nodePath } from '../files/file-content.ts'
import { decodeFileName } from '../python/file-names.ts'

/** Hears that something in a folder changed; name null where the system does not say what. */
export type HearChange = (folder: string, name: string | null) => void

/** The system gives no more watches (ENOSPC) or no more file handles (EMFILE, ENFILE). */
export class WatchLimit extends Error {}

/** How many watchers are made before other work may run. */
const AT_ONCE = 100

/**
 * One watcher of the system for each folder, none for files. Node's own recursive watcher takes one for each file on
 * Linux, where watches are counted: for 22,800 files in 1,767 folders 24,604 of them and 0.3 s; chokidar 1,767 and 1.1 s;
 * this 1,767 and 0.1 s, with a tenth of their memory.
 */
export class FolderWatchers {
  readonly #hear: HearChange
  readonly #onLimit: () => void
  readonly #watchers = new Map<string, FSWatcher>()

  /** @param onLimit hears that a watcher ended because of a limit of the system */
  constructor(hear: HearChange, onLimit: () => void) {
    this.#hear = hear
    this.#onLimit = onLimit
  }

  /** Whether changes right in a folder are heard. */
  covers(folder: string): boolean {
    return this.#watchers.has(folder)
  }

  /**
   * Watches exactly these folders from now on.
   * @param folders absolute paths without links in them
   * @returns those that were not watched before; a folder that cannot be watched is passed over
   * @throws WatchLimit
   */
  async cover(folders: ReadonlySet<string>): Promise<readonly string[]> {
    for (const folder of [...this.#watchers.keys()]) if (!folders.has(folder)) this.drop(folder)
    const added: string[] = []
    let made = 0
    for (const folder of folders) {
      if (this.#watchers.has(folder)) continue
      if (this.#add(folder)) added.push(folder)
      if (++made % AT_ONCE === 0) await setImmediate()
    }
    return added
  }

  /** A folder is no longer the one that is watched: it went away, or another took its place. */
  drop(folder: string): void {
    this.#watchers.get(folder)?.close()
    this.#watchers.delete(folder)
  }

  close(): void {
    for (const folder of [...this.#watchers.keys()]) this.drop(folder)
  }

  #add(folder: string): boolean {
    let watcher: FSWatcher
    try {
      watcher = watch(nodePath(folder), { encoding: 'buffer', persistent: false }, (_event, name) =>
        this.#hear(folder, nameOf(name)),
      )
    } catch (error) {
      if (isLimit(error)) throw new WatchLimit()
      return false
    }
    watcher.on('error', (error) => {
      this.drop(folder)
      if (isLimit(error)) this.#onLimit()
      else this.#hear(folder, null)
    })
    this.#watchers.set(folder, watcher)
    return true
  }
}

function nameOf(name: string | Buffer | null): string | null {
  return name === null || typeof name === 'string' ? name : decodeFileName(name)
}

function isLimit(error: unknown): boolean {
  return error instanceof Error && 'code' in error && LIMITS.has(String(error.code))
}

const LIMITS: ReadonlySet<string> = new Set(['ENOSPC', 'EMFILE', 'ENFILE'])
