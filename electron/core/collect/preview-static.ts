import { InspectorError } from '../../../shared/contract/errors.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { RealDisk } from '../files/real-disk.ts'
import { VirtualDisk } from '../files/virtual-disk.ts'
import { asMet } from './as-met.ts'
import { assertSources } from './assert-sources.ts'
import { CompressedContents } from './compress-contents.ts'
import type { DjangoSettings } from './collect-settings.ts'
import { describePreview } from './describe-preview.ts'
import { djangoSettingsOf, optionsOf } from './django-settings-of.ts'
import { driveRun } from './drive-run.ts'
import { examineFiles } from './examine-files.ts'
import { type FirstError, firstErrorOf } from './first-error.ts'
import { filesToExamine } from './files-to-examine.ts'
import { type Candidates, findCandidates } from './find-candidates.ts'
import type { Finder } from './find-files.ts'
import type { PreviewContext, WorkContext } from './preview-context.ts'
import type { Preview, PreviewRequest } from './preview-result.ts'
import { keepRewrites, recallRewrites } from './remember-rewrites.ts'
import { type CollectstaticRun, runCollectstatic } from './run-collectstatic.ts'

export type { WorkContext as PreviewWork } from './preview-context.ts'

/**
 * What `collectstatic` would do, without writing: finds the candidates, learns what must be known of their contents,
 * then runs Django's rules on a virtual disk, and once more past the errors if there are any.
 * The answer is the same with one thread or many, with an empty cache or a full one.
 * @param output where Django would collect to, when its output is wanted; null for a preview
 * @throws InspectorError bad-input, missing-folder, unreadable, changed-while-reading, cancelled
 */
export async function previewStatic(
  request: PreviewRequest,
  work: WorkContext,
  output: string | null = null,
): Promise<Preview> {
  const slices = new TimeSlices(work.signal)
  const context: PreviewContext = {
    ...work,
    rest: async () => {
      slices.check()
      if (slices.isOver) await slices.rest()
    },
  }
  const settings = djangoSettingsOf(request, output)
  assertSources(request)
  const real = new RealDisk(request.settings.order)
  const now = BigInt(Date.now()) * 1_000_000n

  const before = new VirtualDisk(real, now)
  const candidates = await find(before, settings, request, context)
  const files = filesToExamine(candidates, settings, before)
  await examineFiles(files, foldersOf(request), context)

  const rewrites = recallRewrites(candidates, settings, context)
  const compressed = new CompressedContents(context, output !== null)
  const run = async (tolerant: boolean): Promise<{ run: CollectstaticRun; disk: VirtualDisk }> => {
    const disk = new VirtualDisk(real, now)
    const total = candidates.winners.size
    const steps = runCollectstatic(disk, settings, optionsOf(request.settings, tolerant), {
      memory: rewrites.memory,
      compressed,
      randomSuffix: randomSuffixes(),
      finders: new Map<string, Finder>(),
    })
    const finished = await driveRun(steps, context, compressed, (done) =>
      context.report({ step: 'Working out names', done: Math.min(done, total), total }),
    )
    return { run: finished, disk }
  }
  // The run that goes on after errors tells as a rule what Django's own would do; where it does not, that is run too.
  const tolerant = await run(true)
  const met = asMet(tolerant.run)
  const first = firstErrorOf(met, settings.rules, settings.storage.kind)
  const strict = met.length === 0 || first !== null ? null : await run(false)
  keepRewrites(rewrites, context)
  const ending = strict === null ? first : endingOf(strict.run)
  const shown = ending === null && strict !== null ? strict : tolerant
  return describePreview(request, settings, candidates, ending, shown, ending === null ? [] : met)
}

function endingOf({ error, failedAt }: CollectstaticRun): FirstError | null {
  return error === null ? null : { error, failedAt }
}

async function find(
  disk: VirtualDisk,
  settings: DjangoSettings,
  request: PreviewRequest,
  context: PreviewContext,
): Promise<Candidates> {
  context.report({ step: 'Looking through the folders', done: 0, total: 0 })
  return driveRun(findCandidates(disk, settings, optionsOf(request.settings, false)), context, null, (done) =>
    context.report({ step: 'Looking through the folders', done, total: 0 }),
  )
}

function foldersOf(request: PreviewRequest): readonly string[] {
  const folders = request.sources.map((source) => (source.kind === 'app' ? `${source.path}/static` : source.path))
  return request.staticRoot === null ? folders : [...folders, request.staticRoot]
}

/** Django takes random characters; which, nobody can know, so they are counted. */
function randomSuffixes(): () => string {
  let last = 0
  return () => {
    // A name that is taken again and again would be searched without end.
    if (++last > 1_000_000) throw new InspectorError('defect', 'No free name was found')
    return `RANDOM${last}`
  }
}
