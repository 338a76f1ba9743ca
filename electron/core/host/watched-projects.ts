import type { InspectorEvent } from '../../../shared/contract/envelope.ts'
import type { Freshness } from '../../../shared/model/preview.ts'
import type { Preview, PreviewRequest } from '../collect/preview-result.ts'
import type { KnownFolders } from '../collect/preview-context.ts'
import type { ProjectWatch } from '../watch/project-watch.ts'
import type { SettingsFile } from '../watch/settings-files.ts'
import type { EngineFunctions } from './engine-functions.ts'
import type { FinishedPreview } from './finished-previews.ts'

/** A page that shows a project asks at least so often how fresh it is; without a question its watch ends, in ms. */
const LEASE_MS = 90_000

type Lease = { readonly watch: ProjectWatch; revision: number; end: NodeJS.Timeout }

/** Watches of the projects that pages show. A page that goes away says nothing: its lease runs out. */
export class WatchedProjects {
  readonly #engine: Pick<EngineFunctions, 'watchPreview'>
  readonly #emit: (event: InspectorEvent) => void
  readonly #leases = new Map<string, Lease>()

  constructor(engine: Pick<EngineFunctions, 'watchPreview'>, emit: (event: InspectorEvent) => void) {
    this.#engine = engine
    this.#emit = emit
  }

  /**
   * How a project's newest preview stands to its folders at this moment. Watches them from now on for as long as it is
   * asked again, and tells of changes.
   * @throws InspectorError bad-input for a link that leads into itself
   */
  async look(
    { projectId, preview, revision }: FinishedPreview,
    settingsFiles: readonly SettingsFile[],
  ): Promise<Freshness> {
    const known = this.#leases.get(projectId)
    const lease = known ?? (await this.#start(projectId, preview, revision, settingsFiles))
    lease.end.refresh()
    return lease.watch.look()
  }

  /** What a new preview of a project may take as known; null where nothing is certain. */
  async take(projectId: string, request: PreviewRequest): Promise<KnownFolders | null> {
    return (await this.#leases.get(projectId)?.watch.take(request)) ?? null
  }

  /** A newer preview has finished: the watch goes on with that one. */
  follow({ projectId, preview, revision }: FinishedPreview, settingsFiles: readonly SettingsFile[]): void {
    const lease = this.#leases.get(projectId)
    if (lease === undefined) return
    lease.revision = revision
    // What cannot be looked at is told by the next run.
    lease.watch.follow(preview, settingsFiles).catch(() => undefined)
  }

  close(): void {
    for (const [projectId] of this.#leases) this.#stop(projectId)
  }

  async #start(
    projectId: string,
    preview: Preview,
    revision: number,
    settingsFiles: readonly SettingsFile[],
  ): Promise<Lease> {
    const tell = (freshness: Freshness): void => {
      const newest = this.#leases.get(projectId)?.revision ?? revision
      this.#emit({ topic: 'changed', payload: { projectId, revision: newest, ...freshness } })
    }
    const watch = await this.#engine.watchPreview(preview, tell, settingsFiles)
    const other = this.#leases.get(projectId)
    if (other !== undefined) {
      watch.close()
      return other
    }
    const lease = { watch, revision, end: setTimeout(() => this.#stop(projectId), LEASE_MS).unref() }
    this.#leases.set(projectId, lease)
    return lease
  }

  #stop(projectId: string): void {
    const lease = this.#leases.get(projectId)
    if (lease === undefined) return
    this.#leases.delete(projectId)
    clearTimeout(lease.end)
    lease.watch.close()
  }
}
