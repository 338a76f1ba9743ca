import { setImmediate } from 'node:timers/promises'
import type { Freshness } from '../../../shared/model/preview.ts'
import { checkFreshness, type FileCounts } from '../collect/check-freshness.ts'
import type { Candidates } from '../collect/find-candidates.ts'
import type { KnownFolders } from '../collect/preview-context.ts'
import { noRewrites } from '../collect/remember-rewrites.ts'
import type { Preview, PreviewRequest } from '../collect/preview-result.ts'
import { RealDisk } from '../files/real-disk.ts'
import { FolderWatchers, WatchLimit } from './folder-watchers.ts'
import { hearsEverything } from './hears-everything.ts'
import { type SettingsFile, SettingsFiles } from './settings-files.ts'
import { Touched } from './touched.ts'

/** Changes that come closer together than this are told at once, in ms. */
const QUIET_MS = 120
/** Changes that do not end are told so often, in ms. */
const PATIENCE_MS = 600
/** So much of the time at most is spent looking while changes do not end: a fifth. */
const REST_SHARE = 4
/** Without watchers the folders are looked at so often, in ms. */
const POLL_MS = 5000
/** More changes than this between two looks may be more than the system has kept for us (16,384 by default). */
const MANY = 8000

/**
 * Follows the folders of one preview. It watches what the preview has looked at, no more and no less: folders that were
 * listed, and single names in folders that lie above them or that links lead to, so that a folder that does not exist yet
 * is noticed when it comes. A change starts a look at what was touched; what is told are numbers of files that differ.
 */
export class ProjectWatch {
  readonly #tell: (freshness: Freshness) => void
  readonly #abort = new AbortController()
  readonly #watchers: FolderWatchers
  #preview: Preview
  /** The newest look at the folders; in covered folders only what is touched may be out of date. */
  #disk: RealDisk
  /** What the finders saw in that look. */
  #candidates: Candidates | null = null
  readonly #rewrites = noRewrites()
  #touched = new Touched()
  #settingsFiles: SettingsFiles
  #touches = 0
  /** Folders whose watchers are younger than the newest look. */
  #unseen: ReadonlySet<string> = new Set()
  /** The disk that was given to a preview last. */
  #taken: RealDisk | null = null
  /** Whether each change since the newest look is sure to stand in `#touched`. */
  #isCertain = false
  #watching: Freshness['watching'] = 'events'
  /** The system gives no watchers: nothing is heard. */
  #isWatcherless = false
  #state: Freshness
  #looking: Promise<void> | null = null
  #timer: NodeJS.Timeout | null = null
  #firstTouch = 0
  #lastLookMs = 0

  /**
   * @param tell hears when what differs has changed
   * @param settingsFiles what the settings of a Django project were made from
   */
  constructor(preview: Preview, tell: (freshness: Freshness) => void, settingsFiles: readonly SettingsFile[] = []) {
    this.#preview = preview
    this.#tell = tell
    this.#settingsFiles = new SettingsFiles(settingsFiles)
    this.#disk = preview.evidence.before.real
    this.#state = { fresh: true, added: 0, removed: 0, changed: 0, settingsChanged: false, watching: 'events' }
    this.#watchers = new FolderWatchers(
      (folder, name) => this.#hear(folder, name),
      () => this.#fallBack(),
    )
  }

  /**
   * How the preview stands to the folders at this moment.
   * @throws InspectorError bad-input for a link that leads into itself
   */
  async look(): Promise<Freshness> {
    await this.#hearAll()
    if (!this.#isCertain || !this.#touched.isEmpty || this.#settingsFiles.isTouched) await this.#lookNow()
    return this.#state
  }

  /**
   * The folders for a new preview to begin with: what is certain is known already. Null where everything must be looked
   * at, also when nothing was heard of a change: who asks for a new run then does not trust what is known.
   */
  async take(request: PreviewRequest): Promise<KnownFolders | null> {
    this.#taken = null
    // A look at everything is not worth waiting for.
    if (!this.#isCertain || request.settings.order !== this.#disk.order) return null
    await this.#hearAll()
    if (this.#touched.isEmpty && this.#state.fresh) return null
    if (!this.#touched.isEmpty) await this.#lookNow()
    if (!this.#isCertain) return null
    this.#taken = this.#disk
    const isSameRequest = JSON.stringify(request) === JSON.stringify(this.#preview.request)
    const candidates = isSameRequest ? this.#candidates : null
    return { disk: this.#disk, candidates, rewrites: this.#rewrites }
  }

  /** A newer preview is shown: what differs is told of that one. */
  async follow(preview: Preview, settingsFiles: readonly SettingsFile[] = []): Promise<void> {
    this.#settingsFiles = new SettingsFiles(settingsFiles)
    this.#preview = preview
    const seen = preview.evidence.before.real
    const isSettled = settingsFiles.length === 0 && this.#touched.isEmpty
    if (seen === this.#taken && seen === this.#disk && this.#isCertain && isSettled) {
      // Nothing was heard of since the folders were given to that preview.
      this.#note({ added: 0, removed: 0, changed: 0 }, false)
      return
    }
    if (seen !== this.#taken) {
      this.#disk = seen
      this.#isCertain = false
    }
    await this.#lookNow()
  }

  close(): void {
    this.#abort.abort()
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#watchers.close()
  }

  /** What the system has told before is heard, and a look that is under way ends. */
  async #hearAll(): Promise<void> {
    await setImmediate()
    await setImmediate()
    await this.#looking
  }

  #hear(folder: string, name: string | null): void {
    // Of folders that were not listed, such as those above a source, only the names that were asked for count.
    const known = [this.#disk, this.#preview.evidence.before.real]
    const isSettings = this.#settingsFiles.touch(folder, name)
    const isSeen = name === null || known.some((disk) => disk.wasAskedFor(folder, name))
    if (isSeen) this.#touched.add(folder, name)
    else if (!isSettings) return
    if (++this.#touches > MANY) this.#isCertain = false
    const now = performance.now()
    if (this.#timer === null) this.#firstTouch = now
    const latest = this.#firstTouch + Math.max(PATIENCE_MS, this.#lastLookMs * REST_SHARE)
    this.#lookIn(Math.max(0, Math.min(QUIET_MS, latest - now)))
  }

  #lookIn(ms: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    if (this.#abort.signal.aborted) return
    this.#timer = setTimeout(() => {
      this.#timer = null
      void this.#lookNow().catch(() => {
        // A folder that cannot be walked any more is told by the next run.
        if (this.#watching === 'polling') this.#lookIn(POLL_MS)
      })
    }, ms).unref()
  }

  /** One look at a time; who comes while one is under way gets another one after it. */
  async #lookNow(): Promise<void> {
    const before = this.#looking
    const mine = (async () => {
      await before?.catch(() => undefined)
      const startedAt = performance.now()
      await this.#lookUntilCovered()
      this.#lastLookMs = performance.now() - startedAt
    })()
    this.#looking = mine.catch(() => undefined)
    await mine
    if (this.#watching === 'polling') this.#lookIn(Math.max(POLL_MS, this.#lastLookMs * REST_SHARE))
  }

  /** Folders that come into sight are looked at once more after they are watched, for what happened in between. */
  async #lookUntilCovered(): Promise<void> {
    const { signal } = this.#abort
    if (!this.#isCertain && !this.#isWatcherless) await this.#cover()
    for (;;) {
      const preview = this.#preview
      if (!this.#isCertain) {
        this.#startAnew()
        this.#disk = new RealDisk(preview.request.settings.order)
      }
      const wasCertain = this.#isCertain
      const disk = wasCertain ? this.#lookAgain() : this.#disk
      if (!wasCertain) this.#settingsFiles.touchAll()
      const { candidates, ...counts } = await checkFreshness(preview, signal, disk)
      this.#candidates = candidates
      if (signal.aborted) return
      this.#unseen = new Set(this.#isWatcherless ? [] : await this.#cover())
      if (!wasCertain) await this.#judge()
      const settingsChanged = await this.#settingsFiles.haveChanged()
      if (preview === this.#preview) this.#note(counts, settingsChanged)
      if (this.#unseen.size === 0) return
    }
  }

  #startAnew(): void {
    this.#touched = new Touched()
    this.#touches = 0
  }

  #lookAgain(): RealDisk {
    const touched = this.#touched
    this.#startAnew()
    // Another folder may have taken the place of one that was touched as a whole.
    const gone = touched.paths()
    for (const { path } of this.#disk.folders()) {
      if (gone.has(path) || isBelow(path, gone)) this.#watchers.drop(path)
    }
    const unseen = this.#unseen
    this.#unseen = new Set()
    this.#disk = this.#disk.again((path) => this.#watchers.covers(path) && !unseen.has(path), touched)
    return this.#disk
  }

  /** Watches everything that the newest look and the preview have seen. */
  async #cover(): Promise<readonly string[]> {
    const seen = new Set<string>()
    for (const disk of [this.#disk, this.#preview.evidence.before.real])
      for (const { path } of disk.folders()) seen.add(path)
    for (const folder of this.#settingsFiles.folders()) seen.add(folder)
    try {
      return await this.#watchers.cover(seen)
    } catch (error) {
      if (!(error instanceof WatchLimit)) throw error
      this.#fallBack()
      return []
    }
  }

  /** How far the watchers can be relied on. A folder that is not there says nothing. */
  async #judge(): Promise<void> {
    if (this.#isWatcherless) return
    const listed = [...this.#disk.folders()].filter((folder) => folder.isListed)
    const hearing = await Promise.all(listed.map(({ path }) => hearsEverything(path)))
    this.#isCertain = hearing.every((answer) => answer === true)
    this.#watching = hearing.includes(false) ? 'polling' : 'events'
  }

  /** The system gives no more watchers. */
  #fallBack(): void {
    this.#isWatcherless = true
    this.#isCertain = false
    this.#watching = 'polling'
    this.#watchers.close()
    this.#lookIn(POLL_MS)
  }

  #note({ added, removed, changed }: FileCounts, settingsChanged: boolean): void {
    const before = this.#state
    const fresh = added + removed + changed === 0 && !settingsChanged
    this.#state = { fresh, added, removed, changed, settingsChanged, watching: this.#watching }
    const isSame =
      before.added === added &&
      before.removed === removed &&
      before.changed === changed &&
      before.settingsChanged === settingsChanged &&
      before.watching === this.#watching
    if (!isSame) this.#tell(this.#state)
  }
}

/** Whether a folder above a path is among others. */
function isBelow(path: string, others: ReadonlySet<string>): boolean {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    if (others.has(path.slice(0, slash))) return true
  }
  return false
}
