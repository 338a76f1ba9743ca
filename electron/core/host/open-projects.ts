import { createHash } from 'node:crypto'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { CollectSettings } from '../../../shared/model/collect-settings.ts'
import type { Project, Recent } from '../../../shared/model/project.ts'
import type { PreviewRequest, SourceFolder } from '../collect/preview-result.ts'
import { openRecentStore, type RecentStore, type StoredRecent } from '../releases/recent-store.ts'
import { displayName, displayPath, titleOf } from './display-path.ts'
import { isFolder } from './granted-folders.ts'

/** A project as the engine knows it, paths included. */
export type OpenProject = Omit<StoredRecent, 'openedAt' | 'errors'>

/** The projects of this engine, and those that were opened before. */
export class OpenProjects {
  readonly #projects = new Map<string, OpenProject>()
  readonly #folder: string | null
  #recents: RecentStore | null = null

  /** @param folder data folder; null remembers for this process alone */
  constructor(folder: string | null) {
    this.#folder = folder
  }

  /** Opens a project. Equal folders make an equal id, so that a saved address still means the same project. */
  async open(kind: OpenProject['kind'], request: PreviewRequest, title: string | null): Promise<Project> {
    const { settings, sources, staticRoot } = request
    const project: OpenProject = {
      id: kind === 'sample' ? 'sample' : idOf(request),
      kind,
      title: title ?? titleOf(sources.map((source) => source.path)),
      request: { settings, sources: [...sources], staticRoot },
    }
    this.#projects.set(project.id, project)
    this.#remember(project)
    return describe(project)
  }

  /** Null for a project that was never opened, or has been forgotten since. */
  find(id: string): OpenProject | null {
    const known = this.#projects.get(id)
    if (known !== undefined) return known
    const recent = this.#store().find(id)
    if (recent === null) return null
    // After a crash the page goes on with the ids that it has.
    this.#projects.set(id, recent)
    return recent
  }

  /** @throws InspectorError `not-found` */
  get(id: string): OpenProject {
    const project = this.find(id)
    if (project === null) throw new InspectorError('not-found', 'This project is not known any more. Open it again.')
    return project
  }

  /** @throws InspectorError `not-found` */
  describe(id: string): Promise<Project> {
    return describe(this.get(id))
  }

  /**
   * Opens a project of the list again. Folders that are missing are marked, as Django goes on without them.
   * @throws InspectorError `missing-folder` when none of its folders is left, `not-found`
   */
  async reopen(id: string): Promise<Project> {
    const project = this.get(id)
    const described = await describe(project)
    if (described.sources.every((source) => source.missing)) throw allMissing(project)
    this.#remember(project)
    return described
  }

  /** @throws InspectorError `not-found` */
  async configure(id: string, settings: CollectSettings): Promise<Project> {
    const project = this.get(id)
    const configured = { ...project, request: { ...project.request, settings } }
    this.#projects.set(id, configured)
    this.#remember(configured)
    return describe(configured)
  }

  /** Takes a project off the list; where it is open it stays so. */
  forget(id: string): void {
    this.#store().forget(id)
  }

  recents(): Recent[] {
    return this.#store()
      .list()
      .map(({ id, title, kind, request, openedAt, errors }) => ({
        id,
        title,
        kind,
        display: kind === 'sample' ? 'Ships with Staticscope' : request.sources.map(displayOf).join(', '),
        django: request.settings.django,
        storage: request.settings.storage,
        openedAt: new Date(openedAt).toISOString(),
        errors,
      }))
  }

  /** Notes how the newest preview of a project ended. */
  noteErrors(id: string, errors: number): void {
    this.#tryRemembering((store) => store.noteErrors(id, errors))
  }

  close(): void {
    this.#recents?.close()
  }

  #remember(project: OpenProject): void {
    this.#tryRemembering((store) => store.remember({ ...project, openedAt: Date.now() }))
  }

  /** A list of recents that cannot be written (a full disk, a newer database) must not keep a project from opening. */
  #tryRemembering(work: (store: RecentStore) => void): void {
    try {
      work(this.#store())
    } catch (error) {
      process.stderr.write(`The list of recent projects was not written: ${String(error)}\n`)
    }
  }

  #store(): RecentStore {
    this.#recents ??= openRecentStore(this.#folder)
    return this.#recents
  }
}

function idOf({ sources, staticRoot }: PreviewRequest): string {
  const identity = sources.map((source) =>
    source.kind === 'app' ? ['app', source.path, source.label] : ['directory', source.path, source.prefix],
  )
  return createHash('sha256')
    .update(JSON.stringify([identity, staticRoot]))
    .digest('hex')
    .slice(0, 20)
}

async function describe({ id, title, kind, request }: OpenProject): Promise<Project> {
  const sources = await Promise.all(
    request.sources.map(async (source) => ({
      display: displayOf(source),
      name: displayName(source.path),
      prefix: source.kind === 'directory' ? source.prefix : '',
      appLabel: source.kind === 'app' ? source.label : null,
      missing: !(await isFolder(source.path)),
    })),
  )
  const staticRoot = request.staticRoot === null ? null : displayPath(request.staticRoot)
  return { id, title, kind, sources, staticRoot, settings: request.settings }
}

function displayOf(source: SourceFolder): string {
  return displayPath(source.path)
}

function allMissing({ title, request: { sources } }: OpenProject): InspectorError {
  const [first] = sources
  const missing = first === undefined ? '' : displayOf(first)
  const others = sources.length > 1 ? ` and ${sources.length - 1} more` : ''
  return new InspectorError(
    'missing-folder',
    `The folders of ${title} are not there: ${missing}${others}. Bring them back (a disk that is not connected?), or open the folders at their new place.`,
  )
}
