import type { WhyAnswer } from '../../../shared/model/why.ts'
import { absPath, joinPath } from '../python/posix-path.ts'
import { describeCollected, describeIgnored } from './describe-known.ts'
import { kindOnDisk } from './kind-on-disk.ts'
import type { WhyContext } from './why-context.ts'

/** Answers for the logical name of a winner. */
export async function collectedName(name: string, via: 'name' | 'url', context: WhyContext): Promise<WhyAnswer | null> {
  const file = context.index.byName.get(name)
  return file === undefined ? null : describeCollected(file, via, context)
}

/** Answers for a name that the preview knows in another way: hashed, compressed, the manifest, left out, a folder, an app. */
export async function answerName(name: string, context: WhyContext): Promise<WhyAnswer | null> {
  const { index, preview } = context
  const hashed = index.byHashedName.get(name)
  if (hashed !== undefined) return describeCollected(hashed, 'hashed-name', context)
  const compressed = index.compressed.get(name)
  if (compressed !== undefined)
    return { kind: 'made', name, what: 'compressed', of: compressed.of, size: compressed.size }
  const { manifest } = preview
  if (manifest?.name === name)
    return { kind: 'made', name, what: 'manifest', of: null, size: manifest.bytes.byteLength }
  return ignoredName(name, context) ?? folderName(name, context) ?? appName(name, context) ?? prefixed(name, context)
}

/** Answers for a name that comes near: another hash, other upper and lower case, only in STATIC_ROOT. */
export async function guessName(name: string, context: WhyContext): Promise<WhyAnswer | null> {
  const { index } = context
  const otherHash = await otherHashOf(name, context)
  if (otherHash !== null) return otherHash
  const names = index.byLowerName.get(name.toLowerCase())
  if (names !== undefined) return { kind: 'other-case', asked: name, names: [...names] }
  return leftOver(name, context)
}

function ignoredName(name: string, context: WhyContext): WhyAnswer | null {
  const { index } = context
  for (let end = name.length; end > 0; end = name.lastIndexOf('/', end - 1)) {
    const [entry] = index.ignoredByName.get(name.slice(0, end)) ?? []
    const below = name.slice(end)
    if (entry === undefined || (below !== '' && !entry.name.endsWith('/'))) continue
    if (below === '') return describeIgnored(entry, '', true, context)
    // What lies in a folder that no finder enters can only be asked of the disk.
    const kind = kindOnDisk(absPath('/', joinPath(entry.source, below.slice(1))), context.openFolders)
    return describeIgnored(entry, below, kind === 'hidden' ? null : kind !== 'nothing', context)
  }
  return null
}

function folderName(name: string, { index }: WhyContext): WhyAnswer | null {
  const folder = index.folders.get(name)
  return folder === undefined ? null : { kind: 'folder', name, ...folder }
}

/** An app by its label, its dotted path or its folder's name; only where no file is called so. */
function appName(name: string, { preview, index }: WhyContext): WhyAnswer | null {
  if (name.includes('/')) return null
  const dotted = name.replaceAll('.', '/')
  const found = index.finderFolders.find(
    ({ app }) => app !== null && (app.label === name || app.path.endsWith(`/${dotted}`)),
  )
  if (found?.app === undefined || found.app === null) return null
  const below = `${found.path}/`
  const files = preview.files.filter(({ source }) => source.startsWith(below)).length
  return { kind: 'app', label: found.app.label, folder: found.path, files, hasFolder: found.real !== null }
}

/** The name without the prefix of its STATICFILES_DIRS entry (`finders.FileSystemFinder.find_location`). */
function prefixed(asked: string, { index }: WhyContext): WhyAnswer | null {
  for (const { prefix } of index.finderFolders) {
    const name = `${prefix}/${asked}`
    if (prefix !== '' && (index.byName.has(name) || index.folders.has(name)))
      return { kind: 'prefixed', asked, prefix, name }
  }
  return null
}

/** `css/site.3f9a0c12b7de.css`: Django puts the first 12 digits of the MD5 before the last ending; classes of a project may take more or fewer. */
const HASHED = /^(.*)\.([0-9a-f]{6,64})(\.[^./]+|)$/s

async function otherHashOf(asked: string, context: WhyContext): Promise<WhyAnswer | null> {
  const [, stem = '', , ending = ''] = HASHED.exec(asked) ?? []
  const file = stem === '' ? undefined : context.index.byName.get(stem + ending)
  if (file === undefined) return null
  const { disk } = await context.preview.evidence.run()
  const { before, settings } = context.preview.evidence
  const path = absPath(settings.staticRoot, asked)
  const isBefore = before.lexists(path)
  if (disk.lexists(path) && !isBefore)
    return { kind: 'made', name: asked, what: 'intermediate', of: file.name, size: null }
  return {
    kind: 'other-hash',
    asked,
    name: file.name,
    hashedName: file.errors > 0 ? null : file.hashedName,
    isLeftOver: isBefore || inStaticRoot(asked, context) !== null,
  }
}

/** The path of a name in STATIC_ROOT, if it lies there; null if not. */
export function inStaticRoot(name: string, { staticRoot, openFolders }: WhyContext): string | null {
  if (staticRoot === null) return null
  const path = absPath(staticRoot, name)
  const kind = kindOnDisk(path, openFolders)
  return kind === 'file' || kind === 'folder' ? path : null
}

function leftOver(name: string, context: WhyContext): WhyAnswer | null {
  const path = inStaticRoot(name, context)
  return path === null ? null : { kind: 'left-over', name, path, cleared: context.preview.request.settings.clear }
}
