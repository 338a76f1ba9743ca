import type { Finding } from '../../../shared/model/finding.ts'
import type { CollectError } from '../../../shared/model/preview.ts'
import { type DiskContent, md5Of } from '../files/file-content.ts'
import type { VirtualDisk } from '../files/virtual-disk.ts'
import { joinPath } from '../python/posix-path.ts'
import { PythonError } from '../python/python-error.ts'
import { unquote } from '../python/urls.ts'
import { type DjangoSettings, hashesNames, storageBaseUrl } from './collect-settings.ts'
import { FileStorage } from './file-storage.ts'
import type { Candidate, Candidates } from './find-candidates.ts'
import type { Providers } from './find-providers.ts'
import { cleanName, HashedNames } from './hashed-names.ts'
import { isPlainName } from './plain-name.ts'
import { loadManifest, manifestFolder } from './manifest.ts'
import type { PreviewFile, Shadowed } from './preview-result.ts'
import type { CollectstaticRun } from './collectstatic-run.ts'

const NONE: readonly never[] = []

/** One entry per winner, in collection order. Gives way after each. */
export function* describeFiles(
  run: CollectstaticRun,
  candidates: Candidates,
  settings: DjangoSettings,
  disk: VirtualDisk,
  providers: Providers,
  errors: readonly CollectError[],
  findings: readonly Finding[],
): Generator<void, readonly PreviewFile[]> {
  const urlOf = urlAnswerer(run, settings, disk)
  const errorsByName = countBy(errors)
  const findingsByName = countBy(findings)
  const compressed = compressedByName(run)
  const adjustable = run.post?.references ?? new Map<string, readonly { readonly outcome: string }[]>()
  const files: PreviewFile[] = []
  for (const [name, file] of candidates.winners) {
    yield
    const { content } = file
    const references = adjustable.get(name)
    const output = run.post?.outputs.get(name) ?? null
    files.push({
      name,
      // Without a link a file lies where it is said to: of many thousand paths each is kept once.
      source: content === null || disk.hasLinks ? file.storage.files.path(file.path) : content.path,
      provider: providers.indexOf(file),
      size: content?.size ?? 0,
      action: run.actions.get(name) ?? 'failed',
      hashedName: run.post?.hashedFiles.get(cleanName(name)) ?? null,
      url: urlOf(name),
      md5: content?.md5 ?? null,
      outputSize: output?.size ?? null,
      adjustable: references !== undefined,
      rewritten: references === undefined ? 0 : references.filter(({ outcome }) => outcome === 'rewritten').length,
      errors: errorsByName.get(name) ?? 0,
      findings: findingsByName.get(name) ?? 0,
      compressed: compressed.get(name) ?? NONE,
      shadowed: describeShadowed(candidates.shadowed.get(name), content, providers),
    })
  }
  return files
}

/** What `{% static name %}` gives once the command has run; null where it would raise. */
function urlAnswerer(
  run: CollectstaticRun,
  settings: DjangoSettings,
  disk: VirtualDisk,
): (name: string) => string | null {
  const files = new FileStorage(disk, settings.rules, settings.staticRoot, storageBaseUrl(settings), () => '')
  const answer = answererFor(run, settings, files)
  const { baseUrl } = files
  // Joining and unquoting leave this STATIC_URL as it is.
  const isPlainBase = files.url('a/b.c') === `${baseUrl}a/b.c` && unquote(baseUrl) === baseUrl
  return (name) => {
    // Nothing in a plain name is changed by splitting, joining or quoting and unquoting: the URL is STATIC_URL and the name.
    // With DEBUG on the name is not looked up.
    const stored = isPlainBase && !settings.debug ? run.post?.hashedFiles.get(name) : undefined
    if (stored !== undefined && isPlainName(name) && isPlainName(stored)) return baseUrl + stored
    try {
      return answer(name)
    } catch (error) {
      if (error instanceof PythonError) return null
      throw error
    }
  }
}

function answererFor(run: CollectstaticRun, settings: DjangoSettings, files: FileStorage): (name: string) => string {
  if (!hashesNames(settings.storage.kind)) return (name) => files.url(name)
  const names = new HashedNames(files, settings)
  const hashedFiles = run.post?.hashedFiles
  const folder = manifestFolder(settings.storage)
  const { disk, rules, location, baseUrl } = files
  const manifestFiles =
    folder === null ? files : new FileStorage(disk, rules, joinPath(location, folder), baseUrl, () => '')
  if (hashedFiles !== undefined)
    return (name) => names.urlOf(name, false, (clean) => names.storedNameOf(clean, (key) => hashedFiles.get(key)))
  let lookUp: ((name: string) => string | undefined) | null = null
  return (name) => {
    lookUp ??= loadManifest(manifestFiles, settings.storage.traits.manifestName, settings.rules).lookUp
    const stored = lookUp
    return names.urlOf(name, false, (clean) => names.storedNameOf(clean, stored))
  }
}

function describeShadowed(
  losers: readonly Candidate[] | undefined,
  winner: DiskContent | null,
  providers: Providers,
): readonly Shadowed[] {
  if (losers === undefined) return NONE
  return losers.map((loser) => {
    const { content } = loser
    return {
      source: loser.storage.files.path(loser.path),
      provider: providers.indexOf(loser),
      size: content?.size ?? 0,
      equal: content !== null && winner !== null && content.size === winner.size && md5Of(content) === md5Of(winner),
    }
  })
}

function compressedByName(run: CollectstaticRun): ReadonlyMap<string, readonly { name: string; size: number }[]> {
  const byName = new Map<string, { name: string; size: number }[]>()
  if (run.compressed.length === 0) return byName
  const logical = new Map([...(run.post?.hashedFiles ?? [])].map(([name, hashed]) => [hashed, name]))
  for (const { of, name, size } of run.compressed) {
    const owner = run.found.has(of) ? of : (logical.get(of) ?? of)
    const forms = byName.get(owner)
    if (forms === undefined) byName.set(owner, [{ name, size }])
    else forms.push({ name, size })
  }
  return byName
}

function countBy(entries: readonly { readonly name: string | null }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { name } of entries) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
