import { createHash, type Hash } from 'node:crypto'
import type { Provider } from '../../../shared/model/preview.ts'
import type { DiskContent } from '../files/file-content.ts'
import { isSettled } from '../releases/is-settled.ts'
import { type DjangoSettings, storageBaseUrl } from './collect-settings.ts'
import type { Candidate, Candidates } from './find-candidates.ts'
import type { Providers } from './find-providers.ts'
import { withHash } from './hashed-names.ts'
import { hashOfMd5 } from './name-hash.ts'
import { isAdjustable } from './storage-patterns.ts'
import { isPlainName } from './plain-name.ts'
import { asPreviewManifest, makeManifest, sortedByName } from './manifest.ts'
import { deepestFirst } from './post-process.ts'
import type { Preview, PreviewFile, PreviewManifest, PreviewRequest } from './preview-result.ts'
import { PAUSE, type Pause } from './collectstatic-run.ts'

/** Raised whenever what an answer holds changes its meaning or shape. */
export const REVISION = 6

/** What of a preview cannot be told from the folders alone; files that differ from the usual are written out. */
type Answer = Pick<
  Preview,
  'succeeds' | 'firstError' | 'errors' | 'findings' | 'counts' | 'summaryLine' | 'orderDependent'
> & {
  /** MD5s of the winners, 32 digits each, in collection order. */
  readonly md5s: string
  readonly unusual: Readonly<Record<string, PreviewFile>>
  readonly hasManifest: boolean
  readonly manifestHash: string | null
}

/**
 * What decides a preview: the request, the engine's revision, and path, size, times and inode of every candidate.
 * With an equal fingerprint the answer is equal, so that nothing need be worked out again.
 * @param readAtNs when the folders were looked at, nanoseconds since 1970
 * @returns null when an answer must not be kept or taken: a candidate is too young to tell its states apart (`isSettled`)
 *   or is no ordinary file, or the state of STATIC_ROOT counts too. Gives way in between
 */
export function* fingerprintOf(
  request: PreviewRequest,
  settings: DjangoSettings,
  candidates: Candidates,
  providers: readonly Provider[],
  readAtNs: bigint,
): Generator<Pause, string | null> {
  if (request.staticRoot !== null || !candidates.complete) return null
  const digest = createHash('sha256')
  digest.update(JSON.stringify([REVISION, request, settings.rules.series, settings.storage, providers]))
  const files = [...candidates.winners.values(), ...[...candidates.shadowed.values()].flat()]
  if (!(yield* addFiles(digest, files, readAtNs))) return null
  digest.update(candidates.ignored.map(({ path, pattern }) => `${path}\0${pattern}`).join('\0'))
  return digest.digest('hex')
}

/** Files whose names are digested in one go. */
const NAMES_AT_ONCE = 2048

function* addFiles(digest: Hash, files: readonly Candidate[], readAtNs: bigint): Generator<Pause, boolean> {
  const numbers = new BigInt64Array(files.length * 4)
  let names: string[] = []
  let at = 0
  for (const { path, content } of files) {
    if (names.length >= NAMES_AT_ONCE) {
      digest.update(names.join(''))
      names = []
      yield PAUSE
    }
    if (content === null || !isSettled(content.stat.mtimeNs, readAtNs, content.stat.ctimeNs)) return false
    const { size, mtimeNs, ctimeNs, inode } = content.stat
    numbers[at++] = BigInt(size)
    numbers[at++] = mtimeNs
    numbers[at++] = ctimeNs
    numbers[at++] = BigInt.asIntN(64, inode)
    names.push(`${path}\0${content.path}\0`)
  }
  digest.update(names.join(''))
  digest.update(numbers)
  return true
}

/** Key of an answer in the cache. */
export function answerKey(fingerprint: string): string {
  return `answer\0${fingerprint}`
}

/** An answer as text; null when it is too unusual to be told from the folders again. Gives way after each file. */
export function* packAnswer(preview: Preview, settings: DjangoSettings): Generator<Pause | void, string | null> {
  const { manifest, files } = preview
  const manifestHash = manifest?.hash ?? null
  if (manifest !== null && !hasUsualOrder(manifest, files, settings)) return null
  yield PAUSE
  const unusual: Record<string, PreviewFile> = Object.create(null) as Record<string, PreviewFile>
  const md5s: string[] = []
  for (const file of files) {
    yield
    if (file.md5 === null) return null
    md5s.push(file.md5)
    if (!isUsual(file, settings, manifest !== null)) unusual[file.name] = file
  }
  const { succeeds, firstError, errors, findings, counts, summaryLine, orderDependent } = preview
  const answer: Answer = {
    succeeds,
    firstError,
    errors,
    findings,
    counts,
    summaryLine,
    orderDependent,
    md5s: md5s.join(''),
    unusual,
    hasManifest: manifest !== null,
    manifestHash,
  }
  yield PAUSE
  return JSON.stringify(answer)
}

/** The preview that a packed answer stands for; null for a text of another shape, since it is only a cache. */
export function unpackAnswer(
  text: string,
  preview: Pick<Preview, 'request' | 'rules' | 'storageClass' | 'providers' | 'notCollected' | 'evidence'>,
  settings: DjangoSettings,
  candidates: Candidates,
  providers: Providers,
): Preview | null {
  let answer: Answer
  try {
    answer = JSON.parse(text) as Answer
  } catch {
    return null
  }
  const { md5s, unusual, hasManifest, manifestHash, ...rest } = answer
  if (md5s.length !== candidates.winners.size * 32) return null
  let files: readonly PreviewFile[] | null = null
  const listFiles = (): readonly PreviewFile[] => {
    files ??= unpackFiles(md5s, unusual, hasManifest, settings, candidates, providers)
    return files
  }
  let manifest: PreviewManifest | null = null
  return {
    ...preview,
    ...rest,
    // Made when somebody wants them: a verdict needs neither.
    get files() {
      return listFiles()
    },
    get manifest() {
      if (hasManifest) manifest ??= manifestOf(listFiles(), settings, manifestHash)
      return manifest
    },
  }
}

function unpackFiles(
  md5s: string,
  unusual: Readonly<Record<string, PreviewFile>>,
  hashed: boolean,
  settings: DjangoSettings,
  candidates: Candidates,
  providers: Providers,
): readonly PreviewFile[] {
  const exceptions = new Map(Object.entries(unusual))
  const files: PreviewFile[] = []
  let at = 0
  for (const [name, file] of candidates.winners) {
    const md5 = md5s.slice(at, (at += 32))
    const { content } = file
    if (content === null) continue
    content.md5 = md5
    files.push(exceptions.get(name) ?? usualFile(name, file, content, md5, providers.indexOf(file), settings, hashed))
  }
  return files
}

function usualFile(
  name: string,
  file: Candidate,
  content: DiskContent,
  md5: string,
  provider: number,
  settings: DjangoSettings,
  hashed: boolean,
): PreviewFile {
  const hashedName = hashed ? usualHashedName(name, md5, settings) : null
  return {
    name,
    source: `${file.storage.files.location}/${file.path}`,
    provider,
    size: content.size,
    action: 'copy',
    hashedName,
    url: baseUrl(settings) + (hashedName ?? name),
    md5,
    outputSize: hashed ? content.size : null,
    adjustable: hashed && isAdjustable(name, settings.rules, settings.storage),
    rewritten: 0,
    errors: 0,
    findings: 0,
    compressed: [],
    shadowed: [],
  }
}

function isUsual(file: PreviewFile, settings: DjangoSettings, hashed: boolean): boolean {
  const { name, md5, hashedName } = file
  return (
    isPlainName(name) &&
    md5 !== null &&
    hashedName === (hashed ? usualHashedName(name, md5, settings) : null) &&
    file.url === baseUrl(settings) + (hashedName ?? name) &&
    file.outputSize === (hashed ? file.size : null) &&
    file.adjustable === (hashed && isAdjustable(name, settings.rules, settings.storage)) &&
    file.action === 'copy' &&
    file.rewritten + file.errors + file.findings + file.compressed.length + file.shadowed.length === 0
  )
}

/** The name that the MD5 leads to; null where the storage hashes otherwise, so that no file is usual. */
function usualHashedName(name: string, md5: string, { storage }: DjangoSettings): string | null {
  const hash = hashOfMd5(md5, storage.traits.hash)
  return hash === undefined ? null : withHash(name, hash)
}

function baseUrl(settings: DjangoSettings): string {
  const staticUrl = storageBaseUrl(settings)
  return staticUrl.endsWith('/') ? staticUrl : `${staticUrl}/`
}

/** The manifest of files whose keys stand in the order of pass 0 (or sorted), as `hasUsualOrder` made sure. */
function manifestOf(files: readonly PreviewFile[], settings: DjangoSettings, hash: string | null): PreviewManifest {
  const { rules, storage } = settings
  return asPreviewManifest(makeManifest(usualEntries(files), rules, storage.traits.hash, hash), storage)
}

/** Names and hashed names in the order in which pass 0 meets them. */
function usualEntries(files: readonly PreviewFile[]): readonly (readonly [string, string])[] {
  return deepestFirst(files, ({ name }) => name).map(({ name, hashedName }) => [name, hashedName ?? ''] as const)
}

/** Whether `manifestOf` would give the same entries in the same order; none is made, for there may be many. */
function hasUsualOrder({ paths }: PreviewManifest, files: readonly PreviewFile[], { rules }: DjangoSettings): boolean {
  const nameOf = ({ name }: PreviewFile): string => name
  const usual = rules.sortsManifest ? sortedByName(files, nameOf) : deepestFirst(files, nameOf)
  return (
    usual.length === paths.length &&
    usual.every(({ name, hashedName }, at) => paths[at]?.[0] === name && paths[at][1] === (hashedName ?? ''))
  )
}
