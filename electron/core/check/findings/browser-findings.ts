import type { CheckedReference } from '../../../../shared/model/check.ts'
import { hashesNames } from '../../collect/collect-settings.ts'
import type { Preview } from '../../collect/preview-result.ts'
import { dirName, joinPath, normPath } from '../../python/posix-path.ts'
import { isDjangosAlone } from '../both-readings.ts'
import type { UnacceptedFinding } from '../check-result.ts'
import type { ServedNames } from '../served-names.ts'
import { cut, type FindingMaker } from './finding-of.ts'

/** Kinds that developer tools alone ask for. */
const FOR_TOOLS = new Set<CheckedReference['kind']>([
  'css-source-map',
  'js-source-map',
  'map-source',
  'map-section',
  'map-file',
])

/** What a browser's reading of static files shows beyond what Django itself complains of. */
export function browserFindings(
  references: readonly CheckedReference[],
  preview: Preview,
  served: ServedNames,
  maker: FindingMaker,
): UnacceptedFinding[] {
  const hashes = hashesNames(preview.evidence.settings.storage.kind)
  const settles = preview.findings.every(({ code }) => code !== 'passes-exceeded')
  const findings: UnacceptedFinding[] = []
  /** Sources of a map come as one finding: a map that ships without its sources misses all of them. */
  const lostSources: CheckedReference[] = []
  for (const reference of references) {
    // While names do not settle, what is written is the name of a pass before: the ring or chain is told instead.
    if (!settles && reference.django.verdict === 'rewritten') continue
    if (reference.kind === 'map-source') {
      if (reference.served === 'missing' || reference.served === 'wrong-case') lostSources.push(reference)
      continue
    }
    const found = findingAt(reference, hashes, served, maker)
    if (found !== null) findings.push(found)
  }
  const [first] = lostSources
  if (first !== undefined)
    findings.push(
      maker.atReference(
        'source-map-sources-missing',
        'debug-only',
        first,
        lostSources.length === 1
          ? `The map brings no text of ${cut(first.text)} along, and no such file is collected`
          : `The map brings no text of ${lostSources.length} of its sources along, and they are not collected; the first is ${cut(first.text)}`,
      ),
    )
  return findings
}

function findingAt(
  reference: CheckedReference,
  hashes: boolean,
  served: ServedNames,
  maker: FindingMaker,
): UnacceptedFinding | null {
  const { django, kind, resolved, text } = reference
  // Django's own errors are told as such.
  if (django.verdict === 'error') return null
  if (isDjangosAlone(reference)) return inComment(reference, served, maker)
  if (reference.request === 'never' || resolved === null) return null
  const isForTools = FOR_TOOLS.has(kind)
  const when =
    reference.request === 'conditional' && reference.condition !== null ? ` (${cut(reference.condition)})` : ''
  switch (reference.served) {
    case 'missing':
      if (kind.endsWith('-source-map'))
        return maker.atReference(
          'source-map-missing',
          'debug-only',
          reference,
          `The source map ${cut(text)} is not collected`,
        )
      if (resolved === '' || resolved.endsWith('/')) return null
      return maker.atReference(
        'missing-in-browser',
        isForTools ? 'debug-only' : kind === 'html-anchor' ? 'note' : 'warning',
        reference,
        `${django.written === null ? `Django leaves ${cut(text)} alone` : `Django writes ${cut(django.written)}`}, and browsers get 404 for ${cut(resolved)}${when}`,
      )
    case 'wrong-case':
      return maker.atReference(
        'case-mismatch',
        isForTools ? 'debug-only' : 'warning',
        reference,
        `${cut(text)} is not found where upper and lower case count: ${reference.note ?? ''}`,
      )
    case 'plain':
      if (!hashes || isForTools || kind === 'html-anchor' || !served.isHashed(resolved)) return null
      return maker.atReference(
        'unhashed-reference',
        'warning',
        reference,
        `${cut(text)} keeps its plain name, so caches may give visitors the old ${cut(resolved)} after a release${when}`,
      )
    default:
      return null
  }
}

/** From 6.1 on Django passes over comments and strings; a missing target there fails with every version before. */
function inComment(reference: CheckedReference, served: ServedNames, maker: FindingMaker): UnacceptedFinding | null {
  if (reference.django.reason !== 'it stands in a comment or a string') return null
  const path = reference.text.replace(/[?#].*$/s, '')
  if (path === '' || /^(?:[a-z]+:|\/)/.test(path)) return null
  const target = normPath(joinPath(dirName(reference.file), path))
  if (served.has(target)) return null
  return maker.atReference(
    'reference-in-comment',
    'note',
    reference,
    `Django before 6.1 takes ${cut(reference.text)} in a comment or string for a reference, and fails, for there is no ${cut(target)}`,
    { target },
  )
}
