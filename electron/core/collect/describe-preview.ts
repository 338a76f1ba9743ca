import type { CollectError, DjangoError, PreviewCounts } from '../../../shared/model/preview.ts'
import { absPath } from '../python/posix-path.ts'
import { lookedUpName } from './looked-up-name.ts'
import type { PythonError } from '../python/python-error.ts'
import type { DjangoSettings } from './collect-settings.ts'
import { describeFiles } from './describe-files.ts'
import { describeHead } from './describe-head.ts'
import { hideCleanStaticRoot } from './clean-static-root.ts'
import type { FirstError } from './first-error.ts'
import { findFindings } from './findings/find-findings.ts'
import { asPreviewManifest } from './manifest.ts'
import type { NotCollected, Preview, PreviewFile, PreviewManifest, ShownRun } from './preview-result.ts'
import type { PreviewTask } from './run-preview.ts'
import { type CollectstaticRun, PAUSE, type Pause, type RunError } from './collectstatic-run.ts'

/**
 * Makes the preview of a finished run. Gives way between files.
 * @param ending how Django's own run ends; null when it succeeds
 * @param shown the run whose names and bytes are shown, and the disk after it
 * @param met all errors in Django's order
 */
export function* describePreview(
  task: PreviewTask,
  ending: FirstError | null,
  shown: ShownRun,
  met: readonly RunError[],
): Generator<Pause | void, Preview> {
  const { request, settings, candidates, before, providers } = task
  const { run, disk } = shown
  const location = absPath('/', settings.staticRoot)
  const errors = met.map((error) => describeError(error))
  const firstError: DjangoError | null =
    ending === null
      ? null
      : { name: ending.failedAt, type: ending.error.type, message: hideCleanStaticRoot(ending.error.message) }
  if (firstError !== null && errors.length === 0) errors.push(onlyError(firstError))
  const findings = yield* findFindings({ request, settings, run, disk, location, candidates }, errors)
  const files = yield* describeFiles(run, candidates, settings, disk, providers, errors, findings)
  yield PAUSE
  const head = describeHead(task)
  yield PAUSE
  return {
    ...head,
    files,
    succeeds: ending === null,
    firstError,
    errors,
    findings,
    counts: countAll(run, files, head.notCollected, errors, findings.length),
    summaryLine: (run.summary ?? '').replace(/ to '[^\n]*'(?=[,.])/, " to '<STATIC_ROOT>'"),
    manifest: describeManifest(run, settings),
    orderDependent: findings.some((found) => found.code === 'order-dependent'),
    evidence: { settings, candidates, before, run: () => Promise.resolve(shown) },
  }
}

function describeError({ step, name, error, reference }: RunError): CollectError {
  return {
    step: reference === null ? errorStep(step, error) : 'reference',
    name: name === '' ? null : name,
    type: error.type,
    message: hideCleanStaticRoot(error.message),
    line: reference?.line ?? null,
    column: reference?.column ?? null,
    matched: reference?.matched ?? null,
    target: lookedUpName(reference),
  }
}

function errorStep(step: RunError['step'], error: PythonError): CollectError['step'] {
  if (step !== 'post-process') return step
  if (error.type === 'UnicodeDecodeError') return 'encoding'
  return error.message === 'Max post-process passes exceeded.' ? 'passes' : 'post-process'
}

/** An error that only the strict run meets still stands in the list. */
function onlyError(error: DjangoError): CollectError {
  return { ...error, step: 'post-process', line: null, column: null, matched: null, target: null }
}

function describeManifest(run: CollectstaticRun, settings: DjangoSettings): PreviewManifest | null {
  return run.manifest === null ? null : asPreviewManifest(run.manifest, settings.storage)
}

function countAll(
  run: CollectstaticRun,
  files: readonly PreviewFile[],
  notCollected: readonly NotCollected[],
  errors: readonly CollectError[],
  findings: number,
): PreviewCounts {
  const counts = {
    files: files.length,
    bytes: 0,
    copied: 0,
    linked: 0,
    unmodified: 0,
    replaced: 0,
    deleted: run.deleted.length,
    hashed: run.post?.hashedFiles.size ?? 0,
    postProcessed: run.postProcessed,
    rewritten: 0,
    shadowed: 0,
    notCollected: notCollected.length,
    compressed: run.compressed.length,
    errors: errors.length,
    brokenFiles: 0,
    findings,
  }
  for (const file of files) {
    counts.bytes += file.size
    counts.shadowed += file.shadowed.length
    if (file.rewritten > 0) counts.rewritten++
    if (file.errors > 0) counts.brokenFiles++
    if (file.action === 'copy') counts.copied++
    else if (file.action === 'link') counts.linked++
    else if (file.action === 'unmodified') counts.unmodified++
    else if (file.action === 'replace') counts.replaced++
  }
  return counts
}
