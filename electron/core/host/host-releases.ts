import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StoreCheck } from '../../../shared/model/release.ts'
import { openReleaseStore, type ReleaseStore } from '../releases/release-store.ts'

/** The release store of a host, opened when it is first asked for. */
export class HostReleases {
  readonly #dataFolder: string | null
  #store: ReleaseStore | null = null
  #temporary: string | null = null
  /** What the last check found; null before the first. */
  lastCheck: StoreCheck | null = null

  /** @param dataFolder null keeps releases for this process alone */
  constructor(dataFolder: string | null) {
    this.#dataFolder = dataFolder
  }

  /** @throws InspectorError newer-database, damaged-store, disk-full, unreadable */
  store(): ReleaseStore {
    this.#store ??= openReleaseStore(join(this.#dataFolder ?? this.#makeTemporary(), 'releases'))
    return this.#store
  }

  close(): void {
    this.#store?.close()
    if (this.#temporary !== null) rmSync(this.#temporary, { recursive: true, force: true })
  }

  #makeTemporary(): string {
    this.#temporary ??= mkdtempSync(join(tmpdir(), 'staticscope-releases-'))
    return this.#temporary
  }
}
