import { mkdirSync } from 'node:fs'
import type { ReadStream } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type {
  FileHistoryEntry,
  ReleaseEdit,
  ReleaseFile,
  StoreCheck,
  StoredRelease,
} from '../../../shared/model/release.ts'
import type { Progress } from '../jobs/progress.ts'
import { checkReleases } from './check-releases.ts'
import { ContentFolder } from './content-folder.ts'
import type { ContentWriter } from './content-writer.ts'
import { releases as releasesMigration } from './migrations/0400-releases.ts'
import { inTransaction, openDatabase } from './open-database.ts'
import { type Purged, purgeReleases, removeUnclaimed, sweepContents } from './purge-releases.ts'
import {
  checkedName,
  chunksOf,
  fileOf,
  findRow,
  listRows,
  nameKey,
  ownBytes,
  pageOf,
  type ReleaseRow,
} from './release-rows.ts'
import { nameTaken, type NewRelease, saveRelease } from './save-release.ts'
import { attemptOnStore, DATABASE_NAME, storeFailure } from './store-failure.ts'
import { abandonTake, claimTake, endedTakes, releaseTake } from './take-claims.ts'

export type { NewRelease } from './save-release.ts'

/** A removed release can be had back for so long at least; after that, the next take throws it away. */
export const UNDO_MS = 24 * 3600 * 1000

const CONTENTS = 'contents'

/**
 * A release that is being taken. Contents are put one after the other; nothing is seen of the release until `save`, and
 * whatever ends the process before leaves the store as it was.
 */
export type Take = {
  readonly contents: ContentWriter
  /** @throws InspectorError name-taken, bad-input, disk-full, cancelled */
  readonly save: (release: NewRelease, files: readonly ReleaseFile[], signal: AbortSignal) => Promise<void>
  /** Ends the take, saved or not, and without a release throws away what it has written; to be called always. */
  readonly end: () => Promise<void>
}

/** The releases that are kept, with their contents. Names of releases are told apart without regard to case. */
export type ReleaseStore = {
  /** Absolute path of its folder. */
  readonly folder: string
  /** Newest first. */
  readonly list: (options?: { readonly withRemoved?: boolean }) => readonly StoredRelease[]
  readonly find: (name: string) => StoredRelease | null
  /** @throws InspectorError not-found */
  readonly get: (name: string) => StoredRelease
  /** All files in order of their names (UTF-16 units), some hundreds at a time. @throws InspectorError not-found, damaged-store */
  readonly filesOf: (name: string) => Iterable<readonly ReleaseFile[]>
  /** Some of them. @throws InspectorError not-found, damaged-store */
  readonly pageOf: (name: string, offset: number, limit: number) => readonly ReleaseFile[]
  /** One of them; null if the release does not have it. @throws InspectorError not-found, damaged-store */
  readonly fileOf: (name: string, file: string) => ReleaseFile | null
  /** One logical file in all releases, the oldest first. @throws InspectorError damaged-store */
  readonly historyOf: (file: string) => readonly FileHistoryEntry[]
  /** The bytes of a content, held against its hash. @throws InspectorError damaged-store */
  readonly contentOf: (hash: string) => Promise<Uint8Array>
  /** Absolute path of a content's file; whether it is there and sound is not looked at. */
  readonly pathOfContent: (hash: string) => string
  /** The same as a stream, which may hold other bytes if the disk is damaged. */
  readonly streamOf: (hash: string) => ReadStream
  /**
   * Begins to take a release: throws away what was removed long ago, then keeps others from throwing anything away.
   * @throws InspectorError name-taken, bad-input
   */
  readonly begin: (name: string) => Promise<Take>
  /** @throws InspectorError not-found, name-taken, bad-input */
  readonly edit: (name: string, edit: ReleaseEdit) => StoredRelease
  /** Takes a release off the list; its contents stay until it is purged. @throws InspectorError not-found */
  readonly remove: (name: string) => void
  /** Puts the last removed release of a name back. @throws InspectorError not-found, name-taken */
  readonly restore: (name: string) => StoredRelease
  /**
   * Throws away releases that were removed at least so many milliseconds ago, the contents that only they used, and what
   * takes have left behind that ended in the middle. Does nothing while a release is being taken.
   */
  readonly purge: (olderThanMs: number) => Promise<Purged>
  /** Reads everything again. @throws InspectorError cancelled */
  readonly check: (work: {
    readonly signal: AbortSignal
    readonly report: (progress: Progress) => void
  }) => Promise<StoreCheck>
  readonly close: () => void
}

/**
 * Opens a release store.
 * @param folder absolute path, made if it is not there
 * @param now milliseconds since 1970
 * @throws InspectorError newer-database, damaged-store, disk-full, unreadable
 */
export function openReleaseStore(folder: string, now: () => number = Date.now): ReleaseStore {
  return new SqliteReleaseStore(folder, now)
}

class SqliteReleaseStore implements ReleaseStore {
  readonly folder: string
  readonly #now: () => number
  readonly #database: DatabaseSync
  readonly #contents: ContentFolder
  #own: { readonly key: string; readonly bytes: ReadonlyMap<number, number> } | null = null

  constructor(folder: string, now: () => number) {
    this.folder = folder
    this.#now = now
    this.#contents = new ContentFolder(join(folder, CONTENTS))
    this.#database = attemptOnStore(() => {
      mkdirSync(folder, { recursive: true })
      return this.#connect()
    }, folder)
  }

  list({ withRemoved = false }: { readonly withRemoved?: boolean } = {}): readonly StoredRelease[] {
    return this.#run(() => listRows(this.#database, withRemoved).map((row) => this.#one(row)))
  }

  find(name: string): StoredRelease | null {
    const row = this.#run(() => findRow(this.#database, name, false))
    return row === null ? null : this.#one(row)
  }

  get(name: string): StoredRelease {
    return this.#one(this.#row(name))
  }

  *filesOf(name: string): Generator<readonly ReleaseFile[]> {
    try {
      yield* chunksOf(this.#database, this.#row(name).id)
    } catch (error) {
      throw storeFailure(error, this.folder)
    }
  }

  pageOf(name: string, offset: number, limit: number): readonly ReleaseFile[] {
    return this.#run(() => pageOf(this.#database, this.#row(name).id, offset, limit))
  }

  fileOf(name: string, file: string): ReleaseFile | null {
    return this.#run(() => fileOf(this.#database, this.#row(name).id, file))
  }

  historyOf(file: string): readonly FileHistoryEntry[] {
    return this.#run(() =>
      listRows(this.#database, false)
        .toReversed()
        .map(({ id, release }) => ({
          release: release.name,
          takenAt: release.takenAt,
          file: fileOf(this.#database, id, file),
        })),
    )
  }

  contentOf(hash: string): Promise<Uint8Array> {
    return this.#contents.read(hash)
  }

  pathOfContent(hash: string): string {
    return this.#contents.pathOf(hash)
  }

  streamOf(hash: string): ReadStream {
    return this.#contents.stream(hash)
  }

  async begin(name: string): Promise<Take> {
    const wanted = checkedName(name)
    if (this.#run(() => findRow(this.#database, wanted, false)) !== null) throw nameTaken(wanted)
    await this.purge(UNDO_MS)
    const claim = this.#run(() => claimTake(this.#database, this.#now()))
    const contents = attemptOnStore(() => this.#contents.writer(), this.folder)
    let isSaved = false
    return {
      contents,
      save: async (release, files, signal) => {
        await contents.finish()
        const database = attemptOnStore(() => this.#connect(), this.folder)
        try {
          await saveRelease(database, release, files, signal)
          isSaved = true
        } catch (error) {
          throw storeFailure(error, this.folder)
        } finally {
          database.close()
        }
      },
      end: async () => {
        contents.discard()
        if (!this.#database.isOpen) return
        if (isSaved) this.#run(() => releaseTake(this.#database, claim))
        else await this.#undoTake(claim, contents.placed)
      },
    }
  }

  edit(name: string, edit: ReleaseEdit): StoredRelease {
    return this.#run(() =>
      inTransaction(this.#database, () => {
        const { id, release } = this.#row(name)
        const changed = checkedName(edit.name ?? release.name)
        const other = findRow(this.#database, changed, false)
        if (other !== null && other.id !== id) throw nameTaken(changed)
        this.#database
          .prepare('UPDATE releases SET name = ?, name_key = ?, note = ?, labels = ? WHERE id = ?')
          .run(
            changed,
            nameKey(changed),
            (edit.note ?? release.note).toWellFormed(),
            JSON.stringify([...new Set(edit.labels ?? release.labels)]),
            id,
          )
        return this.get(changed)
      }),
    )
  }

  remove(name: string): void {
    this.#run(() => {
      const { id } = this.#row(name)
      this.#database.prepare('UPDATE releases SET removed_at = ? WHERE id = ?').run(this.#now(), id)
    })
  }

  restore(name: string): StoredRelease {
    return this.#run(() =>
      inTransaction(this.#database, () => {
        const row = findRow(this.#database, name, true)
        if (row === null)
          throw new InspectorError('not-found', `No removed release ${name} is left that could be had back.`)
        if (findRow(this.#database, name, false) !== null) throw nameTaken(row.release.name)
        this.#database.prepare('UPDATE releases SET removed_at = NULL WHERE id = ?').run(row.id)
        return this.get(name)
      }),
    )
  }

  /** Leaves it to the next take to look for what cannot be thrown away now. */
  async #undoTake(claim: string, written: readonly string[]): Promise<void> {
    try {
      abandonTake(this.#database, claim)
      if (await removeUnclaimed(this.#database, this.#contents, written, this.#now()))
        releaseTake(this.#database, claim)
    } catch (error) {
      throw storeFailure(error, this.folder)
    }
  }

  async purge(olderThanMs: number): Promise<Purged> {
    try {
      const now = this.#now()
      const purged = await purgeReleases(this.#database, this.#contents, now - olderThanMs, now)
      const ended = endedTakes(this.#database, now)
      if (ended.length > 0) {
        await sweepContents(this.#database, this.#contents, now)
        for (const claim of ended) releaseTake(this.#database, claim)
      }
      return purged
    } catch (error) {
      throw storeFailure(error, this.folder)
    }
  }

  async check(work: {
    readonly signal: AbortSignal
    readonly report: (progress: Progress) => void
  }): Promise<StoreCheck> {
    try {
      return await checkReleases(this.#database, this.#contents, work)
    } catch (error) {
      throw storeFailure(error, this.folder)
    }
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close()
  }

  #row(name: string): ReleaseRow {
    const row = this.#run(() => findRow(this.#database, name, false))
    if (row !== null) return row
    const hint =
      this.#run(() => findRow(this.#database, name, true)) === null ? '' : ' It was removed, and can be restored.'
    throw new InspectorError('not-found', `There is no release ${name} in the store.${hint}`)
  }

  #one(row: ReleaseRow): StoredRelease {
    const { id, release, removedAt, usedBytes } = row
    const own = this.#run(() => this.#ownBytes()).get(id) ?? 0
    return { release, removedAt, stored: { own, shared: usedBytes - own } }
  }

  /** To count them looks at every content, so it is done anew only when there are other releases than before. */
  #ownBytes(): ReadonlyMap<number, number> {
    const row = this.#database.prepare('SELECT group_concat(id) AS ids FROM releases').get()
    const key = String(row?.['ids'])
    if (this.#own?.key !== key) this.#own = { key, bytes: ownBytes(this.#database) }
    return this.#own.bytes
  }

  #connect(): DatabaseSync {
    const database = openDatabase(join(this.folder, DATABASE_NAME), [releasesMigration])
    // What was kept must outlive a power cut, not only a crash.
    database.exec('PRAGMA synchronous = FULL')
    return database
  }

  #run<T>(work: () => T): T {
    return attemptOnStore(work, this.folder)
  }
}
