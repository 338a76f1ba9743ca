import { RealDisk } from '../files/real-disk.ts'
import { VirtualDisk } from '../files/virtual-disk.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { assertSources } from './assert-sources.ts'
import { digestAlgorithm, type DjangoSettings } from './collect-settings.ts'
import { ContentReader } from './content-reader.ts'
import { djangoSettingsOf, optionsOf } from './django-settings-of.ts'
import { driveRun } from './drive-run.ts'
import { screenOf } from './files-to-examine.ts'
import { type Candidate, type Candidates, findCandidates } from './find-candidates.ts'
import { Providers } from './find-providers.ts'
import { nameGoneFolder } from './name-gone-folder.ts'
import { type PreviewContext, systemClock, type WorkContext } from './preview-context.ts'
import type { Preview, PreviewRequest } from './preview-result.ts'
import { keepAnswer, recallAnswer } from './recall-answer.ts'
import { foldersOf, type PreviewTask, runPreview } from './run-preview.ts'

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
  const context: PreviewContext = { ...work, rest: () => slices.restIfOver() }
  // Whoever asked hears first that it has begun.
  await slices.rest()
  const settings = djangoSettingsOf(request, output)
  assertSources(request)
  const readAtNs = (work.clock ?? systemClock)()
  const reader = new ContentReader(context, digestAlgorithm(settings.storage))
  try {
    return await nameGoneFolder(foldersOf(request), () =>
      previewWith(reader, request, settings, output, readAtNs, context),
    )
  } finally {
    reader.stop()
  }
}

async function previewWith(
  reader: ContentReader,
  request: PreviewRequest,
  settings: DjangoSettings,
  output: string | null,
  readAtNs: bigint,
  context: PreviewContext,
): Promise<Preview> {
  const before = new VirtualDisk(context.known?.disk ?? new RealDisk(request.settings.order), readAtNs)
  // Where nothing is known of any file, all must be read: that begins with the first that is found.
  const isFirstLook = context.facts === null || !context.facts.knows(foldersOf(request))
  const candidates =
    context.known?.candidates ?? (await find(before, settings, request, context, isFirstLook ? reader : null))
  await context.rest()
  const providers = new Providers(request.sources, before.real)
  await driveRun(providers.look(candidates), context)
  const task: PreviewTask = { request, settings, candidates, before, providers, keepsOutput: output !== null }
  // After a refresh a file is too young for an answer to be taken or kept.
  const isRefresh = context.known?.candidates === candidates
  if (output !== null || context.facts === null || isRefresh) return runPreview(task, context, reader)

  await context.rest()
  const recalling = recallAnswer(task, context.facts, readAtNs)
  const remembered = await driveRun(recalling, context)
  if (remembered.preview !== null) return remembered.preview
  await context.rest()
  const preview = await runPreview(task, context, reader)
  await context.rest()
  await keepAnswer(preview, remembered.fingerprint, context)
  return preview
}

async function find(
  disk: VirtualDisk,
  settings: DjangoSettings,
  request: PreviewRequest,
  context: PreviewContext,
  reader: ContentReader | null,
): Promise<Candidates> {
  context.report({ step: 'Looking through the folders', done: 0, total: 0 })
  const read = (name: string, { content }: Candidate): void => {
    if (content !== null) reader?.add(content, screenOf(name, settings), null)
  }
  const walk = findCandidates(disk, settings, optionsOf(request.settings, false), reader === null ? null : read)
  return driveRun(walk, context, null, null, (done) =>
    context.report({ step: 'Looking through the folders', done, total: 0 }),
  )
}
