import { resolve } from 'node:path'
import { InspectorError } from '../../shared/contract/errors.ts'
import type { Origin } from '../../shared/model/release.ts'
import type { WorkContext } from '../core/collect/preview-context.ts'
import type { PreviewRequest } from '../core/collect/preview-result.ts'
import { commitAround } from '../core/collect/release-id.ts'
import { settingsCard } from '../core/projects/settings-card.ts'
import type { LaidOut } from '../core/take/as-in-original.ts'
import { checkOutCommit } from '../core/take/check-out-commit.ts'
import { extractArchive } from '../core/take/extract-archive.ts'
import { namedAfterCommit } from '../core/take/named-after-commit.ts'
import type { ReleaseSource } from '../core/take/take-release.ts'
import { intoArchive, intoCommit, moveFolders } from './move-aside.ts'
import { openProject } from './open-project.ts'
import { readAnyRequest } from './read-any-request.ts'
import { projectRequestOf, refuseFolders } from './read-project-request.ts'
import { readFolder } from './read-sources.ts'
import { djangoFolders } from '../core/check/template-folders.ts'
import { sampleTemplates } from './sample-sources.ts'
import { namesSources, type ReleaseSourceOptions } from './release-source-options.ts'

type Work<T> = (source: ReleaseSource, means: WorkContext) => Promise<T>

/**
 * Runs work on the source of a release that a command line names. A commit or an archive of source folders is laid out
 * in a temporary folder as long as the work goes on.
 * @param given names of the options that stand on the command line
 * @throws InspectorError for wrong use, no consent, what cannot be read, a hostile archive, and cancelling
 */
export async function withReleaseSource<T>(
  options: ReleaseSourceOptions,
  given: ReadonlySet<string>,
  means: WorkContext,
  work: Work<T>,
): Promise<T> {
  refuseMixtures(options)
  const hasSources = namesSources(options)
  if (options.git !== undefined) return withCommit(options, options.git, given, means, work)
  if (options.archive !== undefined && hasSources) return withArchive(options, options.archive, given, means, work)
  if (hasSources) return work(await previewSource(options, given, means.signal), means)
  return work(collectedSource(options), means)
}

function refuseMixtures(options: ReleaseSourceOptions): void {
  const hasSources = namesSources(options)
  if (options.git !== undefined && (options.archive !== undefined || options.sample !== undefined || !hasSources))
    throw new InspectorError(
      'bad-input',
      '--git REF needs --project DIR, --source DIR or --app LABEL=DIR in a repository.',
    )
  if (options.manifest !== undefined && hasSources)
    throw new InspectorError(
      'bad-input',
      'A manifest is written by the run itself. Leave --manifest out, or the sources.',
    )
  const isCollected = [options.staticRoot, options.archive, options.manifest].some((named) => named !== undefined)
  if (!hasSources && !isCollected)
    throw new InspectorError(
      'bad-input',
      'No source is named. Add --project DIR, --source DIR, --static-root DIR, --archive FILE, --manifest FILE or --sample.',
    )
}

/** What was collected before: a folder, an archive of one, or a manifest alone. */
function collectedSource({ staticRoot, archive, manifest }: ReleaseSourceOptions): ReleaseSource {
  const chosen = manifest ?? null
  if (archive !== undefined) {
    const file = resolve(archive)
    const origin: Origin = { kind: 'archive', display: file, commit: null }
    return { kind: 'archive', file, folder: staticRoot ?? '', manifest: chosen, origin }
  }
  if (staticRoot !== undefined) {
    const folder = readFolder(staticRoot, '--static-root')
    const origin: Origin = { kind: 'static-root', display: folder, commit: null }
    return { kind: 'static-root', folder, manifest: chosen, origin }
  }
  const path = resolve(manifest ?? '')
  return { kind: 'manifest', path, origin: { kind: 'manifest', display: path, commit: null } }
}

/** Folders that were laid out aside. */
type Aside = {
  readonly origin: Origin
  /** The temporary folder, and what the user calls it. */
  readonly laidOut: LaidOut
  /** Where the user has the project itself; null where it is only in an archive. */
  readonly project: string | null
  readonly remarks: readonly string[]
}

async function previewSource(
  options: ReleaseSourceOptions,
  given: ReadonlySet<string>,
  signal: AbortSignal,
  aside: Aside | null = null,
): Promise<ReleaseSource> {
  const common = {
    kind: 'preview',
    keepGoing: options.keepGoing ?? false,
    remarks: aside?.remarks ?? [],
    aside: aside?.laidOut ?? null,
  } as const
  if (options.project === undefined) {
    const request = await readAnyRequest(options, given, signal)
    const { sample } = options
    const templateFolders =
      sample === undefined ? {} : { templateFolders: djangoFolders(sampleTemplates(sample === true ? null : sample)) }
    return { ...common, ...templateFolders, request, card: null, origin: aside?.origin ?? originOf(request) }
  }
  refuseFolders(options)
  const { project, facts, plan } = await openProject(options, signal, aside?.project ?? null)
  const request = projectRequestOf(facts, options, given)
  const origin = aside?.origin ?? { kind: 'django' as const, display: project, commit: commitAround(project) }
  return { ...common, request, card: settingsCard(project, facts), python: plan.order, origin }
}

function originOf({ sources }: PreviewRequest): Origin {
  const [first] = sources
  return {
    kind: 'folders',
    display: sources.map(({ path }) => path.toWellFormed()).join(', '),
    commit: first === undefined ? null : commitAround(first.path),
  }
}

async function withCommit<T>(
  options: ReleaseSourceOptions,
  ref: string,
  given: ReadonlySet<string>,
  means: WorkContext,
  work: Work<T>,
): Promise<T> {
  const [firstSource] = [...(options.source ?? []), ...(options.app ?? [])]
  const inside = resolve(options.project ?? firstSource?.slice(firstSource.indexOf('=') + 1) ?? '.')
  const aside = await checkOutCommit(inside, ref, means)
  try {
    const moved = moveFolders(options, intoCommit(aside.top, aside.folder))
    const origin: Origin = { kind: 'git', display: `${aside.top} at ${ref}`, commit: aside.commit }
    const source = await previewSource(moved, given, means.signal, {
      origin,
      laidOut: { folder: aside.folder, original: aside.top },
      project: options.project === undefined ? null : resolve(options.project),
      remarks: aside.remarks,
    })
    // Nothing is remembered of files that are gone tomorrow.
    const named =
      source.kind === 'preview' ? { ...source, request: namedAfterCommit(source.request, aside.commit) } : source
    return await work(named, { ...means, facts: null })
  } finally {
    await aside.discard()
  }
}

async function withArchive<T>(
  options: ReleaseSourceOptions,
  archive: string,
  given: ReadonlySet<string>,
  means: WorkContext,
  work: Work<T>,
): Promise<T> {
  const file = resolve(archive)
  const aside = await extractArchive(file, means)
  try {
    const moved = moveFolders(options, intoArchive(aside.folder))
    const origin: Origin = { kind: 'archive', display: file, commit: null }
    const laidOut: LaidOut = { folder: aside.folder, original: file }
    const source = await previewSource(moved, given, means.signal, { origin, laidOut, project: null, remarks: [] })
    return await work(source, { ...means, facts: null })
  } finally {
    await aside.discard()
  }
}
