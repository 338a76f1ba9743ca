import { createHash } from 'node:crypto'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { type CollectSettings, DEFAULT_COLLECT_SETTINGS } from '../../../shared/model/collect-settings.ts'
import type { Project, ProjectKind, Recent, StaticRootChoice } from '../../../shared/model/project.ts'
import type { PreviewRequest, SourceFolder } from '../collect/preview-result.ts'
import type { DjangoChoice } from '../projects/django-choice.ts'
import type { Reading } from '../projects/is-current.ts'
import { openDjango, type OpenDjango, whatDiffers } from '../projects/open-django.ts'
import { type KeptProject, KeptProjects } from '../releases/kept-projects.ts'
import { openRecentStore, type RecentStore, type StoredRecent } from '../releases/recent-store.ts'
import { parseWhatIfId } from '../../../shared/text/what-if-id.ts'
import { applyWhatIf } from './apply-what-if.ts'
import { describeProject } from './describe-project.ts'
import { displayName, displayPath, titleOf } from './display-path.ts'
import { isFolder } from './granted-folders.ts'

/** A project as the engine knows it, paths included. */
export type OpenProject = {
  readonly id: string
  readonly title: string
  readonly kind: ProjectKind
  /** What a preview is asked for, overrides of a what-if included. */
  readonly request: PreviewRequest
  /** The STATIC_ROOT that was chosen with folders; it stays known while a clean one counts. */
  readonly chosenStaticRoot: string | null
  /** Null unless it is a Django project. */
  readonly django: OpenDjango | null
}

/** The projects of this engine, and those that were opened before. */
export class OpenProjects {
  readonly #projects = new Map<string, OpenProject>()
  readonly #folder: string | null
  readonly #kept: KeptProjects
  #recents: RecentStore | null = null

  /** @param folder data folder; null remembers for this process alone */
  constructor(folder: string | null) {
    this.#folder = folder
    this.#kept = new KeptProjects(folder)
  }

  /** Opens a project. Equal folders make an equal id, so that a saved address still means the same project. */
  async open(kind: 'sample' | 'folders', request: PreviewRequest, title: string | null): Promise<Project> {
    const { settings, sources, staticRoot } = request
    return this.#adopt({
      id: kind === 'sample' ? 'sample' : idOf(request),
      kind,
      title: title ?? titleOf(sources.map((source) => source.path)),
      request: { settings, sources: [...sources], staticRoot },
      chosenStaticRoot: staticRoot,
      django: null,
    })
  }

  /** Opens a Django project that has been read, or takes a newer reading of one; a what-if stays. */
  async openDjango(id: string, choice: DjangoChoice, reading: Reading): Promise<Project> {
    const whatIf = this.#kept.find(id)?.whatIf ?? { settings: {}, staticRoot: 'clean' }
    return this.#adopt(this.#keep(id, { choice, whatIf, reading }))
  }

  /** A Django project with its folders looked at anew. @throws InspectorError `not-found` */
  renew(id: string): OpenProject {
    const project = this.get(id)
    if (project.django === null) return project
    const renewed = djangoProject(id, project.django, project.request)
    this.#projects.set(id, renewed)
    return renewed
  }

  /** How a folder was opened as a Django project last; null before the first time. */
  lastChoice(folder: string): DjangoChoice | null {
    const recent = this.#store()
      .list()
      .find(({ request }) => request.django?.project === folder)
    return recent === undefined ? null : (this.#kept.find(recent.id)?.choice ?? null)
  }

  /** Null for a project that was never opened, or has been forgotten since. A what-if is worked out from its project. */
  find(id: string): OpenProject | null {
    const whatIf = parseWhatIfId(id)
    if (whatIf !== null) {
      const project = this.find(whatIf.projectId)
      return project === null ? null : applyWhatIf(id, project, whatIf.change)
    }
    const known = this.#projects.get(id)
    if (known !== undefined) return known
    const recent = this.#store().find(id)
    const project = recent === null ? null : this.#recall(recent)
    // After a crash the page goes on with the ids that it has.
    if (project !== null) this.#projects.set(id, project)
    return project
  }

  /** @throws InspectorError `not-found` */
  get(id: string): OpenProject {
    const project = this.find(id)
    if (project === null) throw new InspectorError('not-found', 'This project is not known any more. Open it again.')
    return project
  }

  /** @throws InspectorError `not-found` */
  describe(id: string): Promise<Project> {
    return describeProject(this.get(id))
  }

  /**
   * Opens a project of the list again. Folders that are missing are marked, as Django goes on without them.
   * @throws InspectorError `missing-folder` when none of its folders is left, `not-found`
   */
  async reopen(id: string): Promise<Project> {
    const project = this.get(id)
    const described = await describeProject(project)
    const isGone =
      project.django === null
        ? described.sources.every((source) => source.missing)
        : !(await isFolder(project.django.choice.project))
    if (isGone) throw allMissing(project)
    if (parseWhatIfId(id) === null) this.#remember(project)
    return described
  }

  /**
   * Changes the settings; on a Django project what differs from its own overrides them.
   * @throws InspectorError `not-found`
   */
  async configure(id: string, settings: CollectSettings, staticRoot: StaticRootChoice | null): Promise<Project> {
    if (parseWhatIfId(id) !== null)
      throw new InspectorError('bad-input', 'A what-if has no settings of its own. Change those of its project.')
    const project = this.get(id)
    const { django } = project
    if (django !== null) {
      const whatIf = {
        settings: whatDiffers(django.own, settings),
        staticRoot: staticRoot ?? django.whatIf.staticRoot,
      }
      return this.#adopt(this.#keep(id, { choice: django.choice, reading: django.reading, whatIf }, project.request))
    }
    const root = staticRoot === null ? project.request.staticRoot : rootOf(staticRoot, project)
    return this.#adopt({ ...project, request: { ...project.request, settings, staticRoot: root } })
  }

  /**
   * Takes a project off the list; where it is open it stays so. A Django project is forgotten whole.
   * @returns the folder of a Django project
   */
  forget(id: string): string | null {
    const folder = this.find(id)?.django?.choice.project ?? null
    this.#store().forget(id)
    if (folder === null) return null
    this.#kept.forget(id)
    this.#projects.delete(id)
    return folder
  }

  recents(): Recent[] {
    return this.#store().list().map(describeRecent)
  }

  /** Notes how the newest preview of a project ended. */
  noteErrors(id: string, errors: number): void {
    if (parseWhatIfId(id) === null) this.#tryRemembering((store) => store.noteErrors(id, errors))
  }

  close(): void {
    this.#recents?.close()
  }

  #adopt(project: OpenProject): Promise<Project> {
    this.#projects.set(project.id, project)
    this.#remember(project)
    return describeProject(project)
  }

  #keep(id: string, kept: KeptProject, before: PreviewRequest = NOTHING): OpenProject {
    this.#tryRemembering(() => this.#kept.keep(id, kept))
    return djangoProject(id, kept, before)
  }

  #recall({ id, title, kind, request }: StoredRecent): OpenProject | null {
    const { settings, sources, staticRoot, chosenStaticRoot = null } = request
    const plain = { settings, sources, staticRoot }
    if (kind !== 'django') return { id, title, kind, request: plain, chosenStaticRoot, django: null }
    const kept = this.#kept.find(id)
    return kept === null ? null : djangoProject(id, kept, plain)
  }

  #remember({ id, title, kind, request, chosenStaticRoot, django }: OpenProject): void {
    const { settings, sources, staticRoot } = request
    const { project, settingsModule } = django?.choice ?? { project: '', settingsModule: null }
    const module = django?.reading?.facts.settingsModule ?? settingsModule
    const stored = {
      settings,
      sources: [...sources],
      staticRoot,
      chosenStaticRoot,
      ...(django === null ? {} : { django: { project, settingsModule: module } }),
    }
    this.#tryRemembering((store) => {
      store.remember({ id, title, kind, request: stored, openedAt: Date.now() })
      if (django !== null) this.#kept.forgetOthers(new Set(store.list().map((recent) => recent.id)))
    })
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

/** The request of a project of which nothing has been read. */
const NOTHING: PreviewRequest = { settings: DEFAULT_COLLECT_SETTINGS, sources: [], staticRoot: null }

/** @param before the request that holds as long as there is no reading */
function djangoProject(id: string, kept: KeptProject, before: PreviewRequest): OpenProject {
  const title = displayName(kept.choice.project)
  const common = { id, title, kind: 'django', chosenStaticRoot: null } as const
  if (kept.reading === null)
    return { ...common, request: before, django: { ...kept, own: before.settings, refusal: null } }
  return { ...common, ...openDjango(kept, kept.reading.facts) }
}

function rootOf(choice: StaticRootChoice, { chosenStaticRoot }: OpenProject): string | null {
  if (choice !== 'configured') return null
  if (chosenStaticRoot !== null) return chosenStaticRoot
  throw new InspectorError('bad-input', 'No STATIC_ROOT was chosen with these folders. Open them again with one.')
}

function describeRecent({ id, title, kind, request, openedAt, errors }: StoredRecent): Recent {
  const displays = { sample: 'Ships with Staticscope', folders: request.sources.map(displayOf).join(', ') }
  return {
    id,
    title,
    kind,
    display: kind === 'django' ? displayPath(request.django?.project ?? '') : displays[kind],
    django: request.settings.django,
    storage: request.settings.storage,
    settingsModule: request.django?.settingsModule ?? null,
    openedAt: new Date(openedAt).toISOString(),
    errors,
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

function displayOf(source: SourceFolder): string {
  return displayPath(source.path)
}

function allMissing({ title, request: { sources }, django }: OpenProject): InspectorError {
  if (django !== null)
    return new InspectorError(
      'missing-folder',
      `The project ${displayPath(django.choice.project)} is not there. Bring it back (a disk that is not connected?), or open it at its new place.`,
    )
  const [first] = sources
  const missing = first === undefined ? '' : displayOf(first)
  const others = sources.length > 1 ? ` and ${sources.length - 1} more` : ''
  return new InspectorError(
    'missing-folder',
    `The folders of ${title} are not there: ${missing}${others}. Bring them back (a disk that is not connected?), or open the folders at their new place.`,
  )
}
