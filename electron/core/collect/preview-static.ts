import { RealDisk } from '../files/real-disk.ts'
import { VirtualDisk } from '../files/virtual-disk.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { assertSources } from './assert-sources.ts'
import type { DjangoSettings } from './collect-settings.ts'
import { djangoSettingsOf, optionsOf } from './django-settings-of.ts'
import { driveRun } from './drive-run.ts'
import { type Candidates, findCandidates } from './find-candidates.ts'
import { Providers } from './find-providers.ts'
import { type PreviewContext, systemClock, type WorkContext } from './preview-context.ts'
import type { Preview, PreviewRequest } from './preview-result.ts'
import { keepAnswer, recallAnswer } from './recall-answer.ts'
import { type PreviewTask, runPreview } from './run-preview.ts'

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
  const readAtNs = (work.clock ?? systemClock)()
  const before = new VirtualDisk(new RealDisk(request.settings.order), readAtNs)
  const candidates = await find(before, settings, request, context)
  const providers = new Providers(request.sources, candidates, before.real)
  const task: PreviewTask = { request, settings, candidates, before, providers, keepsOutput: output !== null }
  if (output !== null || context.facts === null) return runPreview(task, context)

  const remembered = recallAnswer(task, context.facts, readAtNs)
  if (remembered.preview !== null) return remembered.preview
  const preview = await runPreview(task, context)
  keepAnswer(preview, remembered.fingerprint, context.facts)
  return preview
}

async function find(
  disk: VirtualDisk,
  settings: DjangoSettings,
  request: PreviewRequest,
  context: PreviewContext,
): Promise<Candidates> {
  context.report({ step: 'Looking through the folders', done: 0, total: 0 })
  return driveRun(findCandidates(disk, settings, optionsOf(request.settings, false)), context, null, null, (done) =>
    context.report({ step: 'Looking through the folders', done, total: 0 }),
  )
}
