import { InspectorError } from '../../../shared/contract/errors.ts'
import type { Candidate, CollectError, FileDetail, Provider, ReferenceOut } from '../../../shared/model/preview.ts'
import { type FileContent, readContentBytes } from '../files/file-content.ts'
import { PythonError } from '../python/python-error.ts'
import { isValidUtf8 } from '../python/utf8.ts'
import { failsBySeries } from './fails-by-series.ts'
import { wholeSecond } from './file-storage.ts'
import { fileUsers } from './file-users.ts'
import type { Preview, PreviewFile } from './preview-result.ts'
import type { PlacedReference } from './rewrite-memory.ts'
import type { LeftReason } from './rewrite-references.ts'
import { lookedUpName } from './looked-up-name.ts'
import { frameAround } from './source-frame.ts'

/** Users that come with the detail; more are asked for page by page. */
const FIRST_USERS = 100
/** References shown of one file. */
const MOST_REFERENCES = 2000

/** Everything about one winner. @throws InspectorError not-found, unreadable */
export async function describeFile(preview: Preview, name: string): Promise<FileDetail> {
  const file = preview.files.find((candidate) => candidate.name === name)
  if (file === undefined)
    throw new InspectorError('not-found', `${name} is not collected, so there is nothing to show of it`)
  const shown = await preview.evidence.run()
  const all = shown.run.post?.references ?? NO_REFERENCES
  const references = all.get(name) ?? []
  const errors = preview.errors.filter((error) => error.name === name)
  const text = errors.length > 0 ? textOf(preview, name) : null
  const verdicts = errors.length > 0 ? failsBySeries(preview.evidence.settings, shown, name, text) : () => []
  return {
    name,
    hashedName: file.hashedName,
    url: file.url,
    action: file.action,
    actionReason: actionReason(preview, file),
    provider: providerOf(preview, file.provider),
    source: file.source,
    size: file.size,
    outputSize: file.outputSize,
    md5: file.md5,
    adjustable: file.adjustable,
    candidates: describeCandidates(preview, file),
    referencesOut: references.slice(0, MOST_REFERENCES).map(describeReference),
    users: fileUsers(all, name, 0, FIRST_USERS),
    compressed: [...file.compressed],
    errors: errors.map((error) => ({
      ...error,
      frame: text === null ? null : frameOf(text, error),
      series: [...verdicts(error)],
    })),
    findings: preview.findings.filter((found) => found.name === name),
  }
}

const NO_REFERENCES: ReadonlyMap<string, readonly PlacedReference[]> = new Map()

const NOBODY: Provider = { kind: 'directory', label: '', package: null, version: null }

/** Who ships a file, by the index that a preview gives. */
export function providerOf(preview: Preview, index: number): Provider {
  return preview.providers[index] ?? NOBODY
}

function describeCandidates(preview: Preview, file: PreviewFile): Candidate[] {
  return [
    { source: file.source, provider: providerOf(preview, file.provider), size: file.size, winner: true, equal: true },
    ...file.shadowed.map(({ source, provider, size, equal }) => ({
      source,
      provider: providerOf(preview, provider),
      size,
      winner: false,
      equal,
    })),
  ]
}

/** Why Django does what it does with the plain copy: the times that it compared, or that there was nothing. */
export function actionReason(preview: Preview, file: PreviewFile): string {
  if (file.action === 'copy') return 'Nothing lies in STATIC_ROOT under this name'
  if (file.action === 'link') return 'Linked to its source'
  if (file.action === 'failed') return 'Copying it fails'
  const times = comparedTimes(preview, file)
  return file.action === 'unmodified'
    ? `What lies in STATIC_ROOT${times.target} is not older than the source${times.source}; contents are not compared`
    : `What lies in STATIC_ROOT${times.target} is older than the source${times.source}`
}

/** The modified times that were compared, in brackets; empty where they cannot be told. */
function comparedTimes(preview: Preview, file: PreviewFile): { readonly source: string; readonly target: string } {
  const { before, settings } = preview.evidence
  const timeOf = (path: string): string => {
    try {
      return ` (${isoTime(before.modifiedTime(path))})`
    } catch {
      return ''
    }
  }
  return { source: timeOf(file.source), target: timeOf(`${settings.staticRoot}/${file.name}`) }
}

function isoTime(nanoseconds: bigint): string {
  return new Date(wholeSecond(nanoseconds) * 1000).toISOString().replace('.000Z', 'Z')
}

const LEFT_REASONS: Readonly<Record<LeftReason, string>> = {
  'ignored-region': 'inside a comment or a string',
  scheme: 'an absolute URL',
  'protocol-relative': 'a URL of another host',
  'not-static-url': 'not under STATIC_URL',
  'no-path': 'no path',
}

function describeReference(reference: PlacedReference): ReferenceOut {
  return {
    line: reference.sourceLine,
    column: reference.column,
    matched: reference.matched.slice(0, 2000),
    url: reference.url.slice(0, 2000),
    target: lookedUpName(reference),
    outcome: reference.outcome,
    written: reference.written.slice(0, 2000),
    reason: reference.left === null ? (reference.error?.message ?? null) : LEFT_REASONS[reference.left],
  }
}

function frameOf(text: string, error: CollectError): ReturnType<typeof frameAround> | null {
  return error.line === null ? null : frameAround(text, error.line, error.column ?? 1, urlLength(error))
}

/** The marked part is the URL: what stands between the brackets or quotes of the match. */
function urlLength({ matched }: CollectError): number {
  if (matched === null) return 1
  return Math.max(1, matched.replace(/^.*?[('"=]\s*['"]?/s, '').replace(/['"]?\)?;?$/, '').length)
}

/** The text of a winner's source; null when it is not UTF-8. @throws InspectorError not-found, unreadable */
export function textOf(preview: Preview, name: string): string | null {
  const content = sourceContent(preview, name)
  const bytes = readContentBytes(content)
  return isValidUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : null
}

/** The source content of a winner. @throws InspectorError not-found, unreadable */
export function sourceContent(preview: Preview, name: string): FileContent {
  const file = preview.evidence.candidates.winners.get(name)
  if (file === undefined) throw new InspectorError('not-found', `${name} is not collected`)
  try {
    return file.storage.files.open(file.path)
  } catch (error) {
    if (error instanceof PythonError)
      throw new InspectorError('unreadable', `${name} cannot be read: ${error.message}`, { cause: error })
    throw error
  }
}
