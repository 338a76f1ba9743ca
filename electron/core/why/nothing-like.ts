import type { WhyAnswer } from '../../../shared/model/why.ts'
import { baseName, dirName, normPath } from '../python/posix-path.ts'
import { nearestTo } from './answer-path.ts'
import { kindOnDisk } from './kind-on-disk.ts'
import { namesLike } from './names-like.ts'
import type { Question } from './read-question.ts'
import { unlistedFolders } from './unlisted-folders.ts'
import type { WhyContext } from './why-context.ts'

/** Places that are named; more are not read. */
const MOST_PLACES = 20

/** The answer for a name that nobody knows: it may lie where no finder looks; else the names that come nearest. */
export async function nothingLike({ names, paths }: Question, text: string, context: WhyContext): Promise<WhyAnswer> {
  for (const { folder, isApp } of await unlistedFolders(context))
    for (const { name } of names) {
      const path = `${folder}/${name}`
      if (kindOnDisk(path, context.openFolders) !== 'file') continue
      return isApp
        ? { kind: 'app-not-installed', path, folder, app: baseName(dirName(folder)) }
        : { kind: 'not-listed', path, folder }
    }
  const asked = text.trim()
  const path = paths.find((candidate) => candidate.startsWith('/') && asked.startsWith('/'))
  const alike = namesLike(names.at(-1)?.name ?? asked, context)
  if (path !== undefined && isFilePath(path, context))
    return { kind: 'outside', path, app: null, nearest: nearestTo(path, context), isThere: null, names: alike }
  const missing = context.preview.request.project?.missingFolders ?? []
  return { kind: 'nothing', asked, nearest: alike, wantedBy: wantedBy(names, context), missingFolders: [...missing] }
}

/** The places that ask for one of the names in vain, in Django's order. */
function wantedBy(names: Question['names'], { preview }: WhyContext): { name: string; line: number | null }[] {
  const asked = new Set(names.map(({ name }) => name))
  return preview.errors
    .filter(({ target }) => target !== null && asked.has(normPath(target)))
    .slice(0, MOST_PLACES)
    .flatMap(({ name, line }) => (name === null ? [] : [{ name, line }]))
}

/** Whether a text with a slash in front means a place on this disk, and not a URL: it begins as the project's folders do. */
function isFilePath(path: string, { openFolders, index }: WhyContext): boolean {
  const top = path.split('/')[1]
  if (index.finderFolders.some((folder) => folder.real !== null && path.startsWith(`${folder.path}/`))) return false
  return openFolders.some((folder) => folder.split('/')[1] === top)
}
