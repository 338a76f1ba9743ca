import { LOOK_EVERY } from '../../../shared/analysis/pace.ts'
import { digestOf, isDigestKnown, learnDigest } from '../files/digest-of.ts'
import type { DiskContent } from '../files/file-content.ts'
import { isSameState } from '../files/real-disk.ts'
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
 * @param algorithm the digest that the storage takes of contents
 * @throws InspectorError cancelled, unreadable, changed-while-reading
 */
export async function examineFiles(
  files: Iterable<FileToExamine>,
  folders: readonly string[],
  context: PreviewContext,
  reader: ContentReader,
  algorithm = 'md5',
): Promise<void> {
  const unknown: FileToExamine[] = []
  let all = 0
  for (const file of files) {
    if ((++all & LOOK_EVERY) === 0) await context.rest()
    if (!isKnown(file) || !isDigestKnown(file.content, algorithm)) unknown.push(file)
  }
  // After a refresh nearly all is known, and what is not has just changed: the facts have nothing to say. A reader that
  // has begun was told that nothing is known; what it has kept since then it need not hear again.
  const needsNone = reader.hasBegun || unknown.length * 100 < all
  const facts = (needsNone ? null : context.facts?.load(folders)) ?? new Map<string, StoredFact>()
  let seen = 0
  for (const { content, screen } of unknown) {
    if ((++seen & LOOK_EVERY) === 0) await context.rest()
    const known = facts.get(content.path)
    const same = known !== undefined && isSameState(known, content.stat) ? known : null
    if (same === null || !adopt(content, screen, same)) reader.add(content, screen, same)
  }
  // Facts hold MD5 alone: other digests are kept by it.
  if (algorithm !== 'md5') recallDigests(unknown, algorithm, context, reader)
  await reader.finish(all)
  if (algorithm !== 'md5') keepDigests(unknown, algorithm, context)
}

/** Takes digests that are kept under the MD5 of a content; contents without one are read again. */
function recallDigests(
  files: readonly FileToExamine[],
  algorithm: string,
  context: PreviewContext,
  reader: ContentReader,
): void {
  const known = files.filter(({ content }) => content.md5 !== null && !isDigestKnown(content, algorithm))
  const keys = known.map(({ content }) => digestKey(content, algorithm))
  const kept = context.facts?.loadRewrites(keys) ?? new Map<string, string>()
  for (const { content, screen } of known) {
    const digest = kept.get(digestKey(content, algorithm))
    if (digest === undefined) reader.add(content, screen, null)
    else learnDigest(content, algorithm, digest)
  }
}

/** A digest belongs to the bytes that the MD5 belongs to, so that it may be kept of any file. */
function keepDigests(files: readonly FileToExamine[], algorithm: string, { facts }: PreviewContext): void {
  if (facts === null) return
  const fresh = new Map<string, string>()
  for (const { content } of files)
    if (content.md5 !== null && isDigestKnown(content, algorithm))
      fresh.set(digestKey(content, algorithm), digestOf(content, algorithm))
  if (fresh.size > 0) facts.saveRewrites([...fresh])
}

function digestKey({ md5 }: DiskContent, algorithm: string): string {
  return `digest\0${algorithm}\0${md5 ?? ''}`
}

/** An answer from the cache knows the MD5 alone, and the run behind it wants to know more of what it would rewrite. */
function isKnown({ content, screen }: FileToExamine): boolean {
  return content.md5 !== null && (screen === null || (content.utf8 !== null && content.mayRefer !== null))
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
function screenAnswer(extra: string | null, screen: Exclude<Screen, null>): boolean | null {
  const at = extra?.indexOf(screen.charAt(0)) ?? -1
  return extra === null || at === -1 ? null : extra.charAt(at + 1) === '1'
}
