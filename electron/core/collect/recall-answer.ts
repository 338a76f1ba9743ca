import { digestAlgorithm } from './collect-settings.ts'
import type { FactStore } from '../releases/fact-store.ts'
import { ContentReader } from './content-reader.ts'
import { describeHead } from './describe-head.ts'
import { PAUSE, type Pause } from './collectstatic-run.ts'
import { driveRun } from './drive-run.ts'
import type { PreviewContext } from './preview-context.ts'
import type { Preview, ShownRun } from './preview-result.ts'
import { answerKey, fingerprintOf, packAnswer, unpackAnswer } from './remember-answer.ts'
import { type PreviewTask, runShown } from './run-preview.ts'

/** What the cache has for a task; the fingerprint is null when no answer may be kept. */
export type RecalledAnswer = { readonly fingerprint: string | null; readonly preview: Preview | null }

/**
 * Takes the answer of an earlier run over folders in exactly the same state. Its run is worked out when it is needed.
 * Gives way in between.
 */
export function* recallAnswer(task: PreviewTask, facts: FactStore, readAtNs: bigint): Generator<Pause, RecalledAnswer> {
  const { request, settings, candidates, before, providers } = task
  const head = describeHead(task)
  yield PAUSE
  const fingerprint = yield* fingerprintOf(request, settings, candidates, head.providers, readAtNs)
  if (fingerprint === null) return { fingerprint, preview: null }
  const key = answerKey(fingerprint)
  const text = facts.loadRewrites([key]).get(key)
  if (text === undefined) return { fingerprint, preview: null }

  const known = { ...head, evidence: { settings, candidates, before, run: runLater(task, facts) } }
  return {
    fingerprint,
    preview: unpackAnswer(text, known, settings, candidates, providers),
  }
}

/** Keeps the answer of a run for folders that stay as they are. @throws InspectorError cancelled */
export async function keepAnswer(preview: Preview, fingerprint: string | null, context: PreviewContext): Promise<void> {
  if (fingerprint === null) return
  const { run } = await preview.evidence.run()
  if (run.manifest !== null) await driveRun(run.manifest.makeHash(), context)
  const packing = packAnswer(preview, preview.evidence.settings)
  const packed = await driveRun(packing, context)
  await context.rest()
  if (packed !== null) context.facts?.saveRewrites([[answerKey(fingerprint), packed]])
}

/** The run behind an answer from the cache, worked out once, over the disk as it was when the answer was taken. */
function runLater(task: PreviewTask, facts: FactStore): () => Promise<ShownRun> {
  const context: PreviewContext = {
    signal: new AbortController().signal,
    report: () => undefined,
    facts,
    rest: () => new Promise((resolve) => setImmediate(resolve)),
  }
  let running: Promise<ShownRun> | null = null
  return () => {
    running ??= runShown(task, context, new ContentReader(context, digestAlgorithm(task.settings.storage))).then(
      ({ shown }) => shown,
    )
    return running
  }
}
