import type { Finding } from '../../../../shared/model/finding.ts'
import { dirName, joinPath, normPath } from '../../python/posix-path.ts'
import { pythonStrip } from '../../python/strings.ts'
import { unquote } from '../../python/urls.ts'
import { effectiveStaticUrl } from '../collect-settings.ts'
import { cleanName } from '../hashed-names.ts'
import { lookedUpName } from '../looked-up-name.ts'
import type { PlacedReference } from '../rewrite-memory.ts'
import { finding, type FindingContext } from './finding-context.ts'

/** References that Django writes wrongly without an error. Same bytes as Django's, and a finding. Gives way after each file. */
export function* referenceFindings(context: FindingContext): Generator<void, Finding[]> {
  const { post } = context.run
  if (post === null) return []
  const served = new ServedNames(context, new Set(post.hashedFiles.values()))
  const findings: Finding[] = []
  for (const [name, references] of post.references) {
    yield
    let openDataUri: PlacedReference | null = null
    for (const reference of references) {
      const found = findingOf(name, reference, openDataUri, served)
      if (found !== null) findings.push(found)
      if (reference.pattern === 'url') openDataUri = isOpenDataUri(reference) ? reference : null
    }
  }
  return findings
}

function findingOf(
  name: string,
  reference: PlacedReference,
  openDataUri: PlacedReference | null,
  served: ServedNames,
): Finding | null {
  const { url, writtenUrl, target } = reference
  const place = { line: reference.sourceLine, column: reference.column, target: lookedUpName(reference) }
  if (reference.outcome === 'left')
    return reference.written === '' && reference.matched !== ''
      ? finding(
          'deleted-source-map-comment',
          'debug-only',
          name,
          `The source map comment that points to ${cut(url)} is deleted in the hashed copy`,
          { ...place, target: url },
        )
      : null
  if (writtenUrl === null || target === null) return null
  if (openDataUri !== null && openDataUri.sourceLine === reference.sourceLine && /^(?:#|%23)/.test(url))
    return finding(
      'corrupted-data-uri',
      'warning',
      name,
      `A url() inside a data URI is rewritten to ${reference.written}, which breaks the data URI`,
      place,
    )
  if (url.includes('\\'))
    return finding(
      'backslash-path',
      'warning',
      name,
      `${cut(url)} becomes ${writtenUrl}: the folder before the backslash is lost`,
      place,
    )
  if (/\?[^#]*\//.test(url))
    return finding(
      'query-with-slash',
      'warning',
      name,
      `${cut(url)} is left without a hash, because of the slash in its query`,
      place,
    )
  return served.judge(name, reference, target, writtenUrl)
}

/** What a rewritten reference will find under the name that was written. */
class ServedNames {
  readonly #context: FindingContext
  readonly #hashedNames: ReadonlySet<string>
  readonly #staticUrl: string

  constructor(context: FindingContext, hashedNames: ReadonlySet<string>) {
    this.#context = context
    this.#hashedNames = hashedNames
    this.#staticUrl = effectiveStaticUrl(context.settings)
  }

  judge(name: string, reference: PlacedReference, target: string, writtenUrl: string): Finding | null {
    const { disk, location, run } = this.#context
    const place = { line: reference.sourceLine, column: reference.column, target: lookedUpName(reference) }
    const asked = pythonStrip(normPath(target.replace(/[?#].*$/s, '')))
    const served = this.#resolve(name, writtenUrl)
    if (served === null) return null
    const servedPath = `${location}/${served}`
    const isCollected = run.found.has(asked)
    if (disk.exists(servedPath)) {
      const known =
        isCollected || disk.isFolder(`${location}/${asked}`) || run.post?.hashedFiles.has(cleanName(asked)) === true
      if (known || disk.isFolder(servedPath) || this.#hashedNames.has(served)) return null
      return finding(
        'stale-target',
        'warning',
        name,
        `${asked} is in no source folder: the reference resolves only because of a left-over in STATIC_ROOT, and fails on a clean build`,
        place,
      )
    }
    if (this.#hashedNames.has(asked) || this.#hashedNames.has(normPath(target)))
      return finding(
        'double-hash',
        'warning',
        name,
        `${writtenUrl} carries two hashes and does not exist: the reference was rewritten twice`,
        place,
      )
    if (isCollected)
      return finding(
        'hash-before-rewrite',
        'warning',
        name,
        `${writtenUrl} does not exist: it has the hash of ${asked} before its own references were rewritten`,
        place,
      )
    if (disk.exists(`${location}/${asked}`))
      return finding(
        'stale-target',
        'warning',
        name,
        `${asked} is in no source folder: ${writtenUrl} was made from a left-over in STATIC_ROOT and does not exist`,
        place,
      )
    return finding('missing-output', 'warning', name, `${writtenUrl} is written, but no such file is`, place)
  }

  /** The name under STATIC_ROOT that a browser asks for; null when it leaves STATIC_URL or names a folder. */
  #resolve(name: string, writtenUrl: string): string | null {
    const path = unquote(writtenUrl.replace(/[?#].*$/s, ''))
    if (path === '' || path.endsWith('/')) return null
    if (path.startsWith('/'))
      return path.startsWith(this.#staticUrl) ? normPath(path.slice(this.#staticUrl.length)) : null
    const joined = normPath(joinPath(dirName(name), path))
    return joined.startsWith('..') ? null : joined
  }
}

/** `url("data:…` that Django's pattern cut at the first closing bracket, inside the quotes. */
function isOpenDataUri({ url, matched }: PlacedReference): boolean {
  return url.startsWith('data:') && /^url\(["']/i.test(matched) && !/["']\)$/.test(matched)
}

function cut(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}
