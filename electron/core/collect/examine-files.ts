import type { DiskContent } from '../files/file-content.ts'
import type { DiskStat } from '../files/real-disk.ts'
import type { Screen } from '../jobs/examine-bytes.ts'
import type { StoredFact } from '../releases/fact-store.ts'
import type { ContentReader } from './content-reader.ts'
import type { PreviewContext } from './preview-context.ts'

/** A file whose content must be known before the run. */
export type FileToExamine = { readonly content: DiskContent; readonly screen: Screen }

/**
 * Fills in MD5, UTF-8 and "may refer" of contents: from the facts of an earlier run where path, size, times and inode are
 * the same, else by reading, on several threads. Facts of settled files are kept for the next run.
 * @param folders the source folders, for one bulk read of facts
 * @param reader may have begun to read already; it has ended when this ends
 * @throws InspectorError cancelled, unreadable, changed-while-reading
 */
export async function examineFiles(
  files: readonly FileToExamine[],
  folders: readonly string[],
  context: PreviewContext,
  reader: ContentReader,
): Promise<void> {
  // A reader that has begun was told that nothing is known; what it has kept since then it need not hear again.
  const isKnown = reader.hasBegun || isMostlyKnown(files)
  const facts = (isKnown ? null : context.facts?.load(folders)) ?? new Map<string, StoredFact>()
  let seen = 0
  for (const { content, screen } of files) {
    if ((++seen & 0xfff) === 0) await context.rest()
    if (content.md5 !== null) continue
    const known = facts.get(content.path)
    const same = known !== undefined && isSameState(known, content.stat) ? known : null
    if (same === null || !adopt(content, screen, same)) reader.add(content, screen, same)
  }
  await reader.finish(files.length)
}

/** After a refresh nearly all is known, and what is not has just changed: the facts have nothing to say. */
function isMostlyKnown(files: readonly FileToExamine[]): boolean {
  let unknown = 0
  for (const { content } of files) if (content.md5 === null) unknown++
  return unknown * 100 < files.length
}

function isSameState(fact: StoredFact, stat: DiskStat): boolean {
  return (
    fact.size === stat.size &&
    fact.mtimeNs === stat.mtimeNs &&
    fact.ctimeNs === stat.ctimeNs &&
    fact.inode === stat.inode
  )
}

/** Takes what is known; false when a file must be read because it was never looked at in this way. */
function adopt(content: DiskContent, screen: Screen, fact: StoredFact): boolean {
  if (screen !== null) {
    const answer = screenAnswer(fact.extra, screen)
    if (answer === null || fact.utf8 === null) return false
    content.mayRefer = answer
    content.utf8 = fact.utf8
  }
  content.md5 = fact.md5
  return true
}

/** `extra` holds a letter per screen that was tried and its answer: `c1`, `j0m1`. */
function screenAnswer(extra: string | null, screen: 'css' | 'js' | 'modules'): boolean | null {
  const at = extra?.indexOf(screen.charAt(0)) ?? -1
  return extra === null || at === -1 ? null : extra.charAt(at + 1) === '1'
}
