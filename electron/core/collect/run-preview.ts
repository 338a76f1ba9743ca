import { VirtualDisk } from '../files/virtual-disk.ts'
import { asMet } from './as-met.ts'
import { CLEAN_STATIC_ROOT } from './clean-static-root.ts'
import { digestAlgorithm, type DjangoSettings } from './collect-settings.ts'
import { CompressedContents, compressFor } from './compress-contents.ts'
import type { ContentReader } from './content-reader.ts'
import { describePreview } from './describe-preview.ts'
import { optionsOf } from './django-settings-of.ts'
import { driveRun } from './drive-run.ts'
import { examineFiles } from './examine-files.ts'
import { filesToExamine } from './files-to-examine.ts'
import type { Candidates } from './find-candidates.ts'
import type { Finder } from './find-files.ts'
import type { Providers } from './find-providers.ts'
import { type FirstError, firstErrorOf } from './first-error.ts'
import type { PreviewContext } from './preview-context.ts'
import type { Preview, PreviewRequest, ShownRun } from './preview-result.ts'
import { randomSuffixes } from './random-suffixes.ts'
import { keepRewrites, noRewrites, type RecalledRewrites, recallRewrites } from './remember-rewrites.ts'
import type { CollectstaticRun } from './collectstatic-run.ts'
import { runCollectstatic } from './run-collectstatic.ts'

/** A preview whose candidates are known. */
export type PreviewTask = {
  readonly request: PreviewRequest
  readonly settings: DjangoSettings
  readonly candidates: Candidates
  readonly before: VirtualDisk
  /** Who ships the candidates. */
  readonly providers: Providers
  /** The output will be written, so what is slow to make is kept. */
  readonly keepsOutput: boolean
}

/**
 * Learns the contents, runs the command on a virtual disk and describes what came out.
 * @throws InspectorError unreadable, changed-while-reading, cancelled
 */
export async function runPreview(task: PreviewTask, context: PreviewContext, reader: ContentReader): Promise<Preview> {
  const { shown, met, ending } = await runShown(task, context, reader)
  await context.rest()
  const describing = describePreview(task, ending, shown, ending === null ? [] : met)
  return driveRun(describing, context)
}

/** The run that a preview shows, with how Django's own ends and all errors in its order. */
export async function runShown(
  task: PreviewTask,
  context: PreviewContext,
  reader: ContentReader,
): Promise<{ shown: ShownRun; ending: FirstError | null; met: ReturnType<typeof asMet> }> {
  const { request, settings, candidates, before, keepsOutput } = task
  const compressed = new CompressedContents(
    await compressFor(settings.storage),
    context,
    keepsOutput,
    settings.storage.traits.compression.brotli,
  )
  const rewrites = context.known?.rewrites ?? noRewrites()
  const examined = examineFiles(
    filesToExamine(candidates, settings, before),
    foldersOf(request),
    context,
    reader,
    digestAlgorithm(settings.storage),
  ).then(() => recallRewrites(candidates, settings, context, rewrites))
  // Awaited when the run needs contents; a failure before that must not count as unhandled.
  examined.catch(() => undefined)
  // The run that goes on after errors tells as a rule what Django's own would do; where it does not, that is run too.
  const tolerant = await runOnce(task, true, rewrites, compressed, examined, context)
  const met = asMet(tolerant.run)
  const first = firstErrorOf(met, settings.rules, settings.storage.kind)
  const strict =
    met.length === 0 || first !== null ? null : await runOnce(task, false, rewrites, compressed, examined, context)
  await keepRewrites(rewrites, context)
  const ending = strict === null ? first : endingOf(strict.run)
  return { shown: ending === null && strict !== null ? strict : tolerant, ending, met }
}

async function runOnce(
  { request, settings, candidates, before }: PreviewTask,
  tolerant: boolean,
  rewrites: RecalledRewrites,
  compressed: CompressedContents,
  examined: Promise<void>,
  context: PreviewContext,
): Promise<ShownRun> {
  const disk = new VirtualDisk(before.real, before.now)
  const steps = runCollectstatic(disk, settings, optionsOf(request.settings, tolerant), {
    memory: rewrites.memory,
    compressed,
    randomSuffix: randomSuffixes(),
    finders: new Map<string, Finder>(),
    // A clean STATIC_ROOT lies apart from all sources, so that copying changes no listing.
    found: settings.staticRoot === CLEAN_STATIC_ROOT && candidates.complete ? candidates.found : null,
  })
  let isExamined = false
  const noted = examined.then(() => {
    isExamined = true
  })
  noted.catch(() => undefined)
  // Files are met again in every pass, and how many passes there are is not known before: no total.
  const run = await driveRun(steps, context, compressed, noted, () => {
    if (isExamined) context.report({ step: 'Working out names', done: 0, total: 0 })
  })
  await noted
  return { run, disk }
}

function endingOf({ error, failedAt }: CollectstaticRun): FirstError | null {
  return error === null ? null : { error, failedAt }
}

/** The folders whose files a preview looks at. */
export function foldersOf(request: PreviewRequest): readonly string[] {
  const walked = request.project?.finders.flatMap((finder) =>
    typeof finder === 'string' ? [] : finder.walks.map(({ location }) => location),
  )
  const folders = [
    ...request.sources.map((source) => (source.kind === 'app' ? `${source.path}/static` : source.path)),
    ...(walked ?? []),
  ]
  return request.staticRoot === null ? folders : [...folders, request.staticRoot]
}
