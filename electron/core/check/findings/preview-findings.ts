import { type CheckCode, type CheckedReference, checkCodeOf } from '../../../../shared/model/check.ts'
import type { Finding } from '../../../../shared/model/finding.ts'
import { hashesNames } from '../../collect/collect-settings.ts'
import type { Preview } from '../../collect/preview-result.ts'
import { isDjangosAlone } from '../both-readings.ts'
import type { UnacceptedFinding } from '../check-result.ts'
import type { ServedNames } from '../served-names.ts'
import type { FindingMaker } from './finding-of.ts'

/** Django's words about its own storage object, which say nothing of the place. */
const STORAGE_OBJECT = / with <[\w.]+ object at 0x<addr>>(?=\.)/

type Files = ReadonlyMap<string, readonly CheckedReference[]>
/** The references of one file by their lines: a large style sheet has as many findings as references. */
type Lines = ReadonlyMap<number, readonly CheckedReference[]>

/**
 * The findings of the preview under the check's codes, each with the reference at its place. What fails at a place that
 * no browser asks from, or for a name that differs in case alone, is called so.
 */
export function previewFindings(
  preview: Preview,
  files: Files,
  served: ServedNames,
  maker: FindingMaker,
): UnacceptedFinding[] {
  const lines = new Map<string, Lines>()
  const linesOf = (name: string): Lines => {
    const known = lines.get(name) ?? Map.groupBy(files.get(name) ?? [], ({ line }) => line)
    lines.set(name, known)
    return known
  }
  const settles = preview.findings.every(({ code }) => code !== 'passes-exceeded')
  return preview.findings
    .filter(({ code, target }) => code !== 'passes-exceeded' && (settles || !isUnsettled(code, target)))
    .map((finding) => {
      const reference = referenceAt(linesOf(finding.name), finding)
      const code = codeOf(finding, reference, preview, served)
      const { severity, name, line, column, target, message } = finding
      return maker.atFile(code, severity, name, message.replace(STORAGE_OBJECT, ''), {
        line,
        column,
        target,
        django: reference?.django.verdict ?? null,
        browser: reference === null ? null : { request: reference.request, served: reference.served },
        reference,
      })
    })
}

/** While names do not settle, each of them is that of a pass before; only a query makes it so for good. */
function isUnsettled(code: Finding['code'], target: string | null): boolean {
  return code === 'hash-before-rewrite' && target?.includes('?') !== true
}

/** The place of a finding is that of Django's match or of its URL; the reference is the first that begins there or behind. */
function referenceAt(lines: Lines, { line, column, target }: Finding): CheckedReference | null {
  if (line === null) return null
  let first: CheckedReference | null = null
  for (const reference of lines.get(line) ?? []) {
    if (reference.column < (column ?? 1)) continue
    const { verdict } = reference.django
    if (verdict === 'error' || verdict === 'rewritten') return reference
    first ??= reference
  }
  return target === null ? null : first
}

function codeOf(
  { code, target }: Finding,
  reference: CheckedReference | null,
  preview: Preview,
  served: ServedNames,
): CheckCode {
  if (code === 'plain-copy-differs')
    return hashesNames(preview.evidence.settings.storage.kind) ? 'plain-and-hashed-differ' : 'mtime-skip'
  if (code !== 'missing-target') return checkCodeOf(code)
  if (reference !== null && reference.django.verdict === 'error' && isDjangosAlone(reference))
    return 'reference-in-comment'
  if (target !== null && served.likeName(target) !== null) return 'case-mismatch'
  return 'missing-target'
}
