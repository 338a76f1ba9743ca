import type { WhyAnswer } from '../../../shared/model/why.ts'
import { baseName, dirName, relPath } from '../python/posix-path.ts'
import { describeCollected, describeIgnored, describeShadowed } from './describe-known.ts'
import { isBelow, kindOnDisk } from './kind-on-disk.ts'
import { namesLike } from './names-like.ts'
import { unlistedFolders } from './unlisted-folders.ts'
import type { WhyContext } from './why-context.ts'
import { type FinderFolder, realPathOrNull } from './why-index.ts'

/** Answers for the path of a file or folder that a finder has seen. */
export async function seenPath(asked: string, context: WhyContext): Promise<WhyAnswer | null> {
  const { index } = context
  for (const path of asFindersHave(asked, context)) {
    const file = index.bySource.get(path)
    if (file !== undefined) return describeCollected(file, 'source', context)
    const loser = index.shadowedBySource.get(path)
    if (loser !== undefined) return describeShadowed(loser.file, loser.shadowed, context)
    const ignored = ignoredPath(path, context) ?? folderPath(path, context)
    if (ignored !== null) return ignored
  }
  return null
}

/** Answers for a path in or around the finders' folders that no finder has seen. */
export function answerPath(asked: string, context: WhyContext): WhyAnswer | null {
  const missing = missingFolderOf(asked, context)
  if (missing !== null) return { kind: 'missing-folder', path: asked, folder: missing }
  for (const path of asFindersHave(asked, context)) {
    const folder = finderFolderOf(path, context)
    if (folder === null || kindOnDisk(path, context.openFolders) !== 'file') continue
    const finder = finderOf(folder)
    if (!context.settings.finders.includes(finder)) return { kind: 'finder-off', path, finder, folder: folder.path }
    const below = relPath(path, folder.path)
    return { kind: 'unseen', path, name: folder.prefix === '' ? below : `${folder.prefix}/${below}` }
  }
  return null
}

/** Answers for what lies in the project, outside of all finders' folders. */
export async function guessPath(path: string, context: WhyContext): Promise<WhyAnswer | null> {
  const { staticRoot, index, openFolders } = context
  const kind = kindOnDisk(path, openFolders)
  if (kind === 'nothing' || kind === 'hidden' || finderFolderOf(path, context) !== null) return null
  if (staticRoot !== null && isBelow(path, staticRoot)) return null
  const unlisted = await unlistedFolderOf(path, context)
  if (unlisted !== null) return unlisted
  const app = index.finderFolders.find((folder) => folder.app !== null && isBelow(path, folder.app.path))?.app ?? null
  const nearest = nearestTo(path, context)
  return { kind: 'outside', path, app: app?.label ?? null, nearest, isThere: true, names: namesLike(path, context) }
}

async function unlistedFolderOf(path: string, context: WhyContext): Promise<WhyAnswer | null> {
  const found = (await unlistedFolders(context)).find(({ folder }) => isBelow(path, folder))
  if (found === undefined) return null
  const { folder, isApp } = found
  return isApp
    ? { kind: 'app-not-installed', path, folder, app: baseName(dirName(folder)) }
    : { kind: 'not-listed', path, folder }
}

/** A path as typed, and as finders have it whose folder is reached by way of a link. */
function asFindersHave(path: string, { index, openFolders }: WhyContext): string[] {
  const isOpen = openFolders.some((folder) => isBelow(path, folder) || isBelow(path, realPathOrNull(folder) ?? folder))
  const above = isOpen ? realPathOrNull(dirName(path)) : null
  const real = above === null ? path : `${above === '/' ? '' : above}/${baseName(path)}`
  const moved = index.finderFolders.flatMap((folder) =>
    folder.real !== null && folder.real !== folder.path && isBelow(real, folder.real)
      ? [folder.path + real.slice(folder.real.length)]
      : [],
  )
  return [...new Set([path, real, ...moved])]
}

function ignoredPath(path: string, context: WhyContext): WhyAnswer | null {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const entry = context.index.ignoredBySource.get(path.slice(0, end))
    const below = path.slice(end)
    if (entry === undefined || (below !== '' && !entry.name.endsWith('/'))) continue
    const kind = kindOnDisk(path, context.openFolders)
    return describeIgnored(entry, below, kind === 'hidden' ? null : kind !== 'nothing', context)
  }
  return null
}

function folderPath(path: string, context: WhyContext): WhyAnswer | null {
  const folder = finderFolderOf(path, context)
  if (folder === null || kindOnDisk(path, context.openFolders) !== 'folder') return null
  const below = `${path}/`
  const files = context.preview.files.filter(({ source }) => source.startsWith(below))
  return { kind: 'folder', name: path, files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) }
}

/** The finder's folder that a path is or lies in, the innermost of several. */
function finderFolderOf(path: string, { index }: WhyContext): FinderFolder | null {
  const found = index.finderFolders.filter((folder) => isBelow(path, folder.path))
  return found.toSorted((a, b) => b.path.length - a.path.length)[0] ?? null
}

function missingFolderOf(path: string, { index }: WhyContext): string | null {
  const missing = index.finderFolders.filter(({ real, app }) => real === null && app === null)
  return missing.find((folder) => isBelow(path, folder.path))?.path ?? null
}

const MODULE = 'django.contrib.staticfiles.finders'

function finderOf({ app }: FinderFolder): string {
  return `${MODULE}.${app === null ? 'FileSystemFinder' : 'AppDirectoriesFinder'}`
}

/** The finder's folder with which a path has most of its parts in common, if any of them are the project's own. */
export function nearestTo(path: string, { index, projectFolder }: WhyContext): string | null {
  const parts = path.split('/')
  const shared = (folder: string): number => {
    const of = folder.split('/')
    let count = 0
    while (count < of.length && of[count] === parts[count]) count++
    return count
  }
  const least = projectFolder === null ? 2 : projectFolder.split('/').length
  const there = index.finderFolders.filter(({ real, path: folder }) => real !== null && shared(folder) >= least)
  return there.toSorted((a, b) => shared(b.path) - shared(a.path))[0]?.path ?? null
}
