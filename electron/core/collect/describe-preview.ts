import type { CollectError, DjangoError, PreviewCounts } from '../../../shared/model/preview.ts'
import type { RealDisk } from '../files/real-disk.ts'
import type { VirtualDisk } from '../files/virtual-disk.ts'
import { absPath } from '../python/posix-path.ts'
import type { PythonError } from '../python/python-error.ts'
import { type DjangoSettings, storageClassName } from './collect-settings.ts'
import { describeFiles } from './describe-files.ts'
import { CLEAN_STATIC_ROOT } from './django-settings-of.ts'
import type { Candidates } from './find-candidates.ts'
import { Providers } from './find-providers.ts'
import { findFindings } from './findings/find-findings.ts'
import { MANIFEST_NAME } from './manifest.ts'
import { deepestFirst } from './post-process.ts'
import type { NotCollected, Preview, PreviewFile, PreviewManifest, PreviewRequest } from './preview-result.ts'
import { rulesFor } from './rules.ts'
import type { CollectstaticRun, RunError } from './run-collectstatic.ts'

/**
 * Makes the preview of a finished run.
 * @param strict Django's own run, which decides success and the first error
 * @param shown the run whose names and bytes are shown: the same, or the one that went on after errors
 */
export function describePreview(
  request: PreviewRequest,
  settings: DjangoSettings,
  candidates: Candidates,
  strict: CollectstaticRun,
  shown: CollectstaticRun,
  disk: VirtualDisk,
  real: RealDisk,
): Preview {
  const location = absPath('/', settings.staticRoot)
  const hide = (text: string): string => text.replaceAll(CLEAN_STATIC_ROOT, CLEAN_STATIC_ROOT.slice(1))
  const errors = strict.error === null ? [] : asMet(shown, hide)
  const firstError: DjangoError | null =
    strict.error === null
      ? null
      : { name: strict.failedAt, type: strict.error.type, message: hide(strict.error.message) }
  if (firstError !== null && errors.length === 0) errors.push(onlyError(firstError))
  const findings = findFindings({ request, settings, run: shown, disk, location, candidates }, errors)
  const providers = new Providers(request.sources, real)
  const files = describeFiles(shown, candidates, settings, disk, providers, errors, findings)
  const notCollected = describeNotCollected(candidates, providers)
  const { rules, newerThanKnown } = rulesFor(request.settings.django)
  return {
    request,
    rules: { series: rules.series, family: rules.family, newerThanKnown },
    storageClass: storageClassName(settings.storage.kind),
    providers: providers.all,
    files,
    notCollected,
    succeeds: strict.error === null,
    firstError,
    errors,
    findings,
    counts: countAll(shown, files, notCollected, errors, findings.length),
    summaryLine: (shown.summary ?? '').replace(/ to '[^\n]*'(?=[,.])/, " to '<STATIC_ROOT>'"),
    manifest: describeManifest(shown, settings),
    orderDependent: findings.some((found) => found.code === 'order-dependent'),
    evidence: { settings, run: shown, disk, candidates },
  }
}

/**
 * All errors in the order in which Django would meet them. A run that goes on notes files that are not UTF-8 before it
 * begins; Django meets each when its turn comes, deepest folder first.
 */
function asMet(run: CollectstaticRun, hide: (text: string) => string): CollectError[] {
  const turns = new Map(deepestFirst([...run.found.keys()]).map((name, turn) => [name, turn]))
  const turnOf = (error: CollectError): number => turns.get(error.name ?? '') ?? Infinity
  const errors = run.errors.map((error) => describeError(error, hide))
  const met = errors.filter((error) => error.step !== 'encoding')
  for (const error of errors.filter((candidate) => candidate.step === 'encoding')) {
    const later = met.findIndex(
      (other) => (other.step === 'reference' || other.step === 'passes') && turnOf(other) > turnOf(error),
    )
    met.splice(later === -1 ? met.length : later, 0, error)
  }
  return met
}

function describeError({ step, name, error, reference }: RunError, hide: (text: string) => string): CollectError {
  return {
    step: reference === null ? errorStep(step, error) : 'reference',
    name: name === '' ? null : name,
    type: error.type,
    message: hide(error.message),
    line: reference?.line ?? null,
    column: reference?.column ?? null,
    matched: reference?.matched ?? null,
    target: reference?.target ?? null,
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

function describeNotCollected(candidates: Candidates, providers: Providers): readonly NotCollected[] {
  return candidates.ignored.map(({ path, storage, pattern }) => {
    const folder = path.replace(/[^/]*\/?$/, '').replace(/\/$/, '')
    return {
      name: storage.prefix === '' ? path : `${storage.prefix}/${path}`,
      source: `${storage.files.location}/${path}`,
      provider: providers.indexOfFolder(storage, folder),
      pattern,
    }
  })
}

function describeManifest(run: CollectstaticRun, settings: DjangoSettings): PreviewManifest | null {
  const { manifest } = run
  if (manifest === null) return null
  const { releaseId } = settings.storage
  return { ...manifest, name: releaseId === null ? MANIFEST_NAME : `${releaseId}/${MANIFEST_NAME}` }
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
