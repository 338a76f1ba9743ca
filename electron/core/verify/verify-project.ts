import { mkdirSync } from 'node:fs'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { Verification, VerificationDifference } from '../../../shared/model/verification.ts'
import { checkFreshness } from '../collect/check-freshness.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import type { Preview, PreviewRequest } from '../collect/preview-result.ts'
import { previewStatic } from '../collect/preview-static.ts'
import { nodePath } from '../files/file-content.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import type { ReadingPlan } from '../projects/read-project.ts'
import type { Collected } from './collected-answer.ts'
import { shownError } from './comparable-text.ts'
import { compareCollected } from './compare-collected.ts'
import { type OutputFile, outputTree, treeNow } from './output-tree.ts'
import { runCollect } from './run-collect.ts'
import { type VerifiedInputs, verifiedInputs } from './verified-inputs.ts'
import { verifiedPreview } from './verified-preview.ts'

/** A preview that was held against the project's real Django. */
export type VerifiedProject = {
  readonly verification: Verification
  readonly differences: readonly VerificationDifference[]
  /** What the result depends on, and the code and packages among it. */
  readonly inputs: VerifiedInputs
  readonly collected: Collected
  /** Output files of both sides, by path relative to where the storage writes. */
  readonly ours: ReadonlyMap<string, OutputFile>
  readonly theirs: ReadonlyMap<string, OutputFile>
  /** A preview of the same inputs with Django's answers in place of the emulated ones. */
  readonly correct: (preview: Preview) => Preview
}

/**
 * Runs the project's real `collectstatic` into a temporary folder and holds the preview against it. To be called after
 * the user has agreed that the project's Python runs; nothing of the project is changed.
 * @param folder absolute path of an empty temporary folder, which stays as long as the result is shown
 * @throws InspectorError what a preview throws; bad-input where the project does not come as far as the command;
 *   changed-while-reading when static files change meanwhile; cancelled
 */
export async function verifyProject(
  plan: Pick<ReadingPlan, 'order' | 'interpreters'>,
  request: PreviewRequest,
  folder: string,
  work: WorkContext,
): Promise<VerifiedProject> {
  const startedAt = new Date().toISOString()
  // Django sees folders as the disk has them, and a clean STATIC_ROOT.
  const asDjangoSees = { ...request, settings: { ...request.settings, order: 'disk' as const }, staticRoot: null }
  const preview = await previewStatic(asDjangoSees, work)
  const { disk } = await preview.evidence.run()
  const root = `${folder}/static`
  mkdirSync(nodePath(root), { recursive: true })
  const collected = await runCollect(plan, request.settings, root, work.signal, work.report)
  const { added, removed, changed } = await checkFreshness(preview, work.signal)
  if (added + removed + changed > 0)
    throw new InspectorError(
      'changed-while-reading',
      'Static files changed while collectstatic ran, so its result says nothing. Run Verify again when no one changes the files.',
    )
  // Where not even the checks pass, STATIC_ROOT may be a folder of sources.
  const ours = collected.location === null ? EMPTY : outputTree(disk, preview.evidence.settings.staticRoot)
  const theirs = collected.location === null ? EMPTY : treeNow(collected.location)
  const slices = new TimeSlices(work.signal)
  const comparison = await compareCollected({ preview, ours, collected, theirs, root }, async (done, total) => {
    if (!slices.isOver) return
    work.report({ step: 'Comparing with Django', done, total })
    await slices.rest()
  })
  const { differences, total, agreed } = comparison
  return {
    verification: {
      django: collected.django,
      python: collected.python,
      storage: collected.storage ?? '',
      agrees: differences.length === 0,
      total,
      agreed,
      differences: differences.length,
      error: shownError(collected, root),
      isRemote: collected.remote,
      refused: [...collected.refused],
      startedAt,
    },
    differences,
    inputs: verifiedInputs({ ...preview, request }, plan.order, collected),
    collected,
    ours,
    theirs,
    correct: (other) => verifiedPreview(other, collected, theirs, root),
  }
}

const EMPTY: ReadonlyMap<string, OutputFile> = new Map()
