import { relative } from 'node:path'
import type { CheckFinding } from '../../shared/model/check.ts'
import { collectSettingsSchema } from '../../shared/model/collect-settings.ts'
import type { DjangoSeries } from '../../shared/model/django-series.ts'
import { checkReferences } from '../core/check/check-references.ts'
import type { SourceFolder } from '../core/collect/preview-result.ts'
import { previewStatic } from '../core/collect/preview-static.ts'
import { PLAIN_REQUEST, RealDjango } from './real-django.ts'

/** What makes real Django fail, beside what the check tells of it. Each entry is `file → target` (or the error). */
export type ComparedFailures = {
  readonly django: string
  readonly failing: readonly string[]
  /** Failing in real Django and not told. */
  readonly missed: readonly string[]
  /** Told as failing although real Django goes through. */
  readonly false: readonly string[]
}

const work = { signal: new AbortController().signal, report: () => undefined, facts: null }
/** Real Django over tens of thousands of files; seconds. */
const PATIENCE = 3600

/**
 * Has real Django collect folders and go on after each error, and holds every reference that fails against the findings
 * of the check, by file and target, in both directions.
 * @param output new folder for what Django writes
 */
export async function compareFailures(
  series: DjangoSeries,
  python: string,
  sources: readonly SourceFolder[],
  output: string,
): Promise<ComparedFailures> {
  const real = await RealDjango.start(python)
  const folders = sources.flatMap((source) =>
    source.kind === 'directory' ? [[source.prefix, source.path] as const] : [],
  )
  const apps = sources.flatMap((source) => (source.kind === 'app' ? [[source.label, source.path] as const] : []))
  const outcome = await real.collect({
    ...PLAIN_REQUEST,
    sources: folders,
    apps,
    output,
    tolerant: true,
    patience: PATIENCE,
  })
  await real.close()
  if (outcome.error !== null) throw new Error(`Django ${series} ended with ${outcome.error.message}`)
  const failing = new Set(outcome.errors.map(({ file, type, message }) => failureKey(file, type, message, output)))

  const settings = collectSettingsSchema.parse({ django: series, order: 'sorted' })
  const preview = await previewStatic({ settings, sources, staticRoot: null }, work)
  const { findings } = await checkReferences({ preview, templateFolders: null, python: new Map(), accepted: [] }, work)
  const told = new Set(findings.flatMap(({ finding }) => toldFailure(finding)))
  return {
    django: real.version,
    failing: [...failing],
    missed: [...failing].filter((key) => !told.has(key)),
    false: [...told].filter((key) => !failing.has(key)),
  }
}

/** A finding that says that collectstatic fails there. */
function toldFailure({ django, code, file, target, message, in: kind }: CheckFinding): string[] {
  if (kind !== 'static') return []
  if (code === 'not-utf8') return [failureKey(file, 'UnicodeDecodeError', message, '')]
  return django === 'error' ? [`${file} → ${target ?? message}`] : []
}

/** Django names the target in its message; one that leaves STATIC_ROOT as a path on the disk. */
function failureKey(file: string, type: string, message: string, root: string): string {
  if (type === 'UnicodeDecodeError') return `${file} → no UTF-8`
  const missing = /^The file '(.*?)' could not be found/s.exec(message)?.[1]
  const outside = /^The joined path \((.*?)\) is located outside/s.exec(message)?.[1]
  return `${file} → ${missing ?? (outside === undefined ? message : relative(root, outside))}`
}
