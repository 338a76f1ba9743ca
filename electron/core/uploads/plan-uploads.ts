import { InspectorError } from '../../../shared/contract/errors.ts'
import type { StorageOperation, UploadTotals } from '../../../shared/model/upload-plan.ts'
import type { DjangoSettings } from '../collect/collect-settings.ts'
import { CompressedContents } from '../collect/compress-contents.ts'
import { optionsOf } from '../collect/django-settings-of.ts'
import { driveRun } from '../collect/drive-run.ts'
import type { Finder } from '../collect/find-files.ts'
import type { PreviewContext } from '../collect/preview-context.ts'
import type { Preview } from '../collect/preview-result.ts'
import { randomSuffixes } from '../collect/random-suffixes.ts'
import type { RecordedRewrite } from '../collect/rewrite-memory.ts'
import type { CollectstaticRun } from '../collect/collectstatic-run.ts'
import { runCollectstatic } from '../collect/run-collectstatic.ts'
import { VirtualDisk } from '../files/virtual-disk.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { OperationLog, totalsOf, withAbsences } from './operation-log.ts'

/** All calls of both runs, and their numbers. */
export type UploadPlan = {
  readonly totals: UploadTotals
  readonly first: readonly StorageOperation[]
  readonly unchanged: readonly StorageOperation[]
}

/**
 * What a run asks of a storage without `path()`: each call in Django's order, found by running the command over such a
 * storage, into the state that the preview saw, and then once more when nothing has changed. It stops where Django does.
 * Django's own compression of WhiteNoise needs paths and is left out.
 * @param overwrites see `Recording`
 * @throws InspectorError cancelled, changed-while-reading
 */
export async function planUploads(preview: Preview, overwrites: boolean, signal: AbortSignal): Promise<UploadPlan> {
  try {
    return await recordRuns(preview, overwrites, signal)
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error
    throw new InspectorError(
      'changed-while-reading',
      'Files changed since this preview, so its calls cannot be told any more. Refresh the preview.',
      { cause: error },
    )
  }
}

async function recordRuns(preview: Preview, overwrites: boolean, signal: AbortSignal): Promise<UploadPlan> {
  // After this the contents are known, also those of an answer from the cache.
  await preview.evidence.run()
  const { before, settings } = preview.evidence
  const disk = new VirtualDisk(before.real, before.now)
  const context = contextFor(signal)
  const first = await record(preview, disk, overwrites, context)
  const unchanged = await record(preview, disk, overwrites, context)
  const totals: UploadTotals = {
    isRemote: settings.storage.kind === 's3-manifest',
    overwrites,
    failsAt: first.run.error === null ? null : (first.run.failedAt ?? ''),
    first: totalsOf(first.operations),
    unchanged: totalsOf(unchanged.operations),
  }
  return { totals, first: first.operations, unchanged: unchanged.operations }
}

async function record(
  { request, evidence }: Preview,
  disk: VirtualDisk,
  overwrites: boolean,
  context: PreviewContext,
): Promise<{ run: CollectstaticRun; operations: readonly StorageOperation[] }> {
  const { candidates } = evidence
  const settings = withoutCompression(evidence.settings)
  const compressed = new CompressedContents(() => [], null, false)
  const log = new OperationLog()
  const steps = runCollectstatic(disk, settings, optionsOf(request.settings, false), {
    memory: new Forgetful(),
    compressed,
    randomSuffix: randomSuffixes(),
    finders: new Map<string, Finder>(),
    found: candidates.complete ? candidates.found : null,
    recording: { log, overwrites },
  })
  const run = await driveRun(steps, context)
  return { run, operations: withAbsences(log.operations) }
}

/** Keeps nothing: a rewriting that is taken from memory asks the storage other things than one that is made. */
class Forgetful extends Map<string, RecordedRewrite[]> {
  override get(): undefined {
    return undefined
  }
  override set(): this {
    return this
  }
}

function withoutCompression(settings: DjangoSettings): DjangoSettings {
  const { kind } = settings.storage
  if (kind === 'whitenoise') return { ...settings, storage: { ...settings.storage, kind: 'plain' } }
  if (kind === 'whitenoise-manifest') return { ...settings, storage: { ...settings.storage, kind: 'manifest' } }
  return settings
}

function contextFor(signal: AbortSignal): PreviewContext {
  const slices = new TimeSlices(signal)
  return {
    signal,
    report: () => undefined,
    facts: null,
    rest: () => slices.restIfOver(),
  }
}
