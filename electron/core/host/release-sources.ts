import { stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { ReleaseCandidates, ReleaseChoice } from '../../../shared/model/release-choice.ts'
import type { Origin } from '../../../shared/model/release.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import type { PreviewRequest, SourceFolder } from '../collect/preview-result.ts'
import { commitAround } from '../collect/release-id.ts'
import { nodePath } from '../files/file-content.ts'
import type { JobContext } from '../jobs/job-runner.ts'
import { readerChoice } from '../projects/django-choice.ts'
import { openDjango } from '../projects/open-django.ts'
import { planReading, readProject } from '../projects/read-project.ts'
import { settingsCard } from '../projects/settings-card.ts'
import type { CheckedOut } from '../take/check-out-commit.ts'
import { namedAfterCommit } from '../take/named-after-commit.ts'
import type { ReleaseSource } from '../take/take-release.ts'
import { displayPath, isWithin } from './display-path.ts'
import { cardOf, currentRequest } from './django-projects.ts'
import type { HostParts } from './implementations.ts'
import { readSample } from './sample-project.ts'
import { djangoFolders } from '../check/template-folders.ts'
import type { OpenProject } from './open-projects.ts'

type Chosen<K extends ReleaseChoice['kind']> = Extract<ReleaseChoice, { kind: K }>
type Work = (source: ReleaseSource, means: WorkContext) => Promise<void>

/**
 * Runs work on the source that a page has chosen.
 * @throws InspectorError not-found, missing-folder, consent-needed, and for what cannot be read
 */
export async function withChosenSource(
  choice: ReleaseChoice,
  parts: HostParts,
  context: JobContext,
  work: Work,
): Promise<void> {
  const means: WorkContext = { ...context, facts: parts.facts.open() }
  if (choice.kind === 'collected') return work(await collectedSource(choice, parts), means)
  const project = parts.projects.get(choice.projectId)
  if (choice.ref !== null) return withCommit(choice, choice.ref, project, parts, context, work)
  const request = await currentRequest(project, parts, context)
  const source: ReleaseSource = {
    kind: 'preview',
    request,
    origin: originOf(project, request),
    card: cardOf(parts.projects.get(choice.projectId)),
    python: project.django?.choice ?? null,
    keepGoing: choice.keepGoing,
    remarks: [],
    ...(project.kind === 'sample'
      ? { templateFolders: djangoFolders((await readSample(parts.sampleFolder)).templates) }
      : {}),
  }
  return work(source, means)
}

/**
 * What a granted folder or file can be taken as.
 * @throws InspectorError not-found, missing-folder, unreadable, hostile-archive, damaged-manifest, cancelled
 */
export async function candidatesOf(grantId: string, parts: HostParts, signal: AbortSignal): Promise<ReleaseCandidates> {
  const source = await collectedSource({ kind: 'collected', grantId, manifest: null }, parts)
  const { kind } = source
  if (kind === 'preview') throw new InspectorError('defect', 'A grant is no project.')
  const path = kind === 'static-root' ? source.folder : kind === 'archive' ? source.file : source.path
  const suggestedName = freeName(
    basename(path)
      .toWellFormed()
      .replace(/\.(?:zip|tar|tgz|tar\.gz|tar\.zst|json)$/, ''),
    parts,
  )
  if (kind === 'manifest') {
    const { describeManifest } = await import('../take/find-manifests.ts')
    const folder = path.slice(0, path.lastIndexOf(sep))
    return { kind, suggestedName, manifests: [await describeManifest(folder, basename(path))] }
  }
  const { sourceCandidates } = await import('../take/source-candidates.ts')
  const manifests = await sourceCandidates(source, { signal, report: () => undefined })
  return { kind, suggestedName, manifests: [...manifests] }
}

/** A name like this one that no release has. */
function freeName(name: string, { releases }: HostParts): string {
  const start = name === '' ? 'release' : name.slice(0, 180)
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? start : `${start} ${number}`
    if (releases.store().find(candidate) === null) return candidate
  }
}

async function collectedSource({ grantId, manifest }: Chosen<'collected'>, parts: HostParts): Promise<ReleaseSource> {
  const path = pathOf(grantId, parts)
  const display = displayPath(path)
  const found = await stat(nodePath(path)).catch((error: unknown) => {
    throw new InspectorError('missing-folder', `${display} is not there any more. Choose it again.`, { cause: error })
  })
  if (found.isDirectory())
    return { kind: 'static-root', folder: path, manifest, origin: { kind: 'static-root', display, commit: null } }
  if (path.endsWith('.json')) return { kind: 'manifest', path, origin: { kind: 'manifest', display, commit: null } }
  return { kind: 'archive', file: path, folder: '', manifest, origin: { kind: 'archive', display, commit: null } }
}

/** A grant of a folder or of a file. */
function pathOf(grantId: string, { grants, files }: HostParts): string {
  try {
    return grants.pathOf(grantId)
  } catch (error) {
    if (!(error instanceof InspectorError) || error.code !== 'not-found') throw error
    return files.pathOf(grantId)
  }
}

/** Where a release of a project says that it was taken from. */
export function originOf({ kind, django }: OpenProject, { sources }: PreviewRequest): Origin {
  if (kind === 'sample') return { kind: 'folders', display: 'Ships with Staticscope', commit: null }
  if (django !== null) {
    const { project } = django.choice
    return { kind: 'django', display: displayPath(project), commit: commitAround(project) }
  }
  const [first] = sources
  const display = sources.map(({ path }) => displayPath(path)).join(', ')
  return { kind: 'folders', display, commit: first === undefined ? null : commitAround(first.path) }
}

async function withCommit(
  { keepGoing }: Chosen<'project'>,
  ref: string,
  project: OpenProject,
  parts: HostParts,
  context: JobContext,
  work: Work,
): Promise<void> {
  const { checkOutCommit } = await import('../take/check-out-commit.ts')
  const inside = project.django?.choice.project ?? project.request.sources[0]?.path
  if (inside === undefined || project.kind === 'sample')
    throw new InspectorError('bad-input', `${project.title} lies in no git repository of its own.`)
  const aside = await checkOutCommit(inside, ref, context)
  try {
    const { request, card, python } =
      project.django === null
        ? { request: movedFolders(project.request, aside), card: null, python: null }
        : await readAside(project, aside, parts, context)
    await work(
      {
        kind: 'preview',
        request: namedAfterCommit(request, aside.commit),
        origin: { kind: 'git', display: `${displayPath(aside.top)} at ${ref}`, commit: aside.commit },
        card,
        python,
        keepGoing,
        remarks: aside.remarks,
        aside: { folder: aside.folder, original: aside.top },
      },
      { ...context, facts: null },
    )
  } finally {
    await aside.discard()
  }
}

/** Reads the project as it was at the commit, by the interpreter of the project as it is. */
async function readAside(project: OpenProject, aside: CheckedOut, { consents }: HostParts, context: JobContext) {
  const { django } = project
  if (django === null) throw new InspectorError('defect', 'Only a Django project is read.')
  const { choice, whatIf } = django
  consents.require(choice.project, choice.python)
  const moved = { ...choice, project: movedFolder(choice.project, aside) }
  context.report({ step: 'Reading the settings', done: 0, total: 0 })
  const facts = await readProject(planReading(readerChoice(moved)), context.signal)
  const opened = openDjango({ choice: moved, whatIf, reading: null }, facts)
  if (opened.django.refusal !== null) throw opened.django.refusal
  return { request: opened.request, card: settingsCard(choice.project, facts), python: moved }
}

function movedFolders(request: PreviewRequest, aside: CheckedOut): PreviewRequest {
  const sources = request.sources.map((source): SourceFolder => ({ ...source, path: movedFolder(source.path, aside) }))
  return { ...request, sources }
}

function movedFolder(path: string, { top, folder }: CheckedOut): string {
  if (isWithin(top, path)) return join(folder, relative(top, path))
  throw new InspectorError(
    'bad-input',
    `${displayPath(path)} is not in the repository ${displayPath(top)}, so it has no state at that commit.`,
  )
}
