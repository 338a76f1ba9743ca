import { availableParallelism } from 'node:os'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { type DiskContent, nodePath } from '../files/file-content.ts'
import type { DiskStat } from '../files/real-disk.ts'
import { examineBytes, type Examined, type ExamineTask, type Screen } from '../jobs/examine-bytes.ts'
import { workerFile } from '../jobs/worker-file.ts'
import { runOnWorkers } from '../jobs/worker-pool.ts'
import type { FactStore, StoredFact } from '../releases/fact-store.ts'
import { isSettled } from '../releases/is-settled.ts'
import { type PreviewContext, systemClock } from './preview-context.ts'

/** A file whose content must be known before the run. */
export type FileToExamine = { readonly content: DiskContent; readonly screen: Screen }

type Unread = FileToExamine & { readonly stat: DiskStat; readonly known: StoredFact | null }

const BATCH_FILES = 400
const BATCH_BYTES = 12 << 20
/** Below this, starting threads costs more than it saves. */
const FEW_BYTES = 4 << 20

/**
 * Fills in MD5, UTF-8 and "may refer" of contents: from the facts of an earlier run where path, size, times and inode are
 * the same, else by reading, on several threads. Facts of settled files are kept for the next run.
 * @param folders the source folders, for one bulk read of facts
 * @throws InspectorError cancelled, unreadable, changed-while-reading
 */
export async function examineFiles(
  files: readonly FileToExamine[],
  folders: readonly string[],
  context: PreviewContext,
): Promise<void> {
  const facts = context.facts?.load(folders) ?? new Map<string, StoredFact>()
  const unread: Unread[] = []
  let seen = 0
  for (const { content, screen } of files) {
    if ((++seen & 0xfff) === 0) await context.rest()
    if (content.md5 !== null) continue
    const { stat } = content
    const known = facts.get(content.path)
    const same = known !== undefined && isSameState(known, stat) ? known : null
    if (same === null || !adopt(content, screen, same)) unread.push({ content, screen, stat, known: same })
  }
  if (unread.length > 0) await readFiles(unread, files.length, context)
}

function isSameState(fact: StoredFact, stat: DiskStat): boolean {
  return (
    fact.size === stat.size &&
    fact.mtimeNs === stat.mtimeNs &&
    fact.ctimeNs === stat.ctimeNs &&
    fact.inode === stat.inode
  )
}

async function readFiles(unread: readonly Unread[], total: number, context: PreviewContext): Promise<void> {
  const startedAtNs = (context.clock ?? systemClock)()
  const settled: StoredFact[] = []
  let done = total - unread.length
  context.report({ step: 'Reading files', done, total })
  const take = (results: readonly Examined[], batch: readonly Unread[]): void => {
    for (const [index, file] of batch.entries()) {
      const result = results[index]
      if (result !== undefined) learn(file, result)
      if (isSettled(file.stat.mtimeNs, startedAtNs, file.stat.ctimeNs)) settled.push(factOf(file))
    }
    done += batch.length
    context.report({ step: 'Reading files', done, total })
  }
  const batches = batchesOf(unread)
  const bytes = unread.reduce((sum, { content }) => sum + content.size, 0)
  const workers = context.workers ?? availableParallelism()
  if (workers <= 1 || bytes < FEW_BYTES) {
    for (const batch of batches) {
      await context.rest()
      take(
        batch.map(({ content, screen }) => examineBytes(nodePath(content.path), screen)),
        batch,
      )
    }
  } else {
    const tasks = batches.map((batch): { task: ExamineTask; batch: readonly Unread[] } => ({
      task: { files: batch.map(({ content, screen }) => ({ path: nodePath(content.path), screen })) },
      batch,
    }))
    const byTask = new Map(tasks.map(({ task, batch }) => [task, batch]))
    await runOnWorkers<ExamineTask, readonly Examined[]>(
      workerFile('examine'),
      tasks.map(({ task }) => task),
      workers,
      context.signal,
      (results, task) => take(results, byTask.get(task) ?? []),
    )
  }
  saveFacts(context.facts, settled)
}

function saveFacts(facts: FactStore | null, settled: readonly StoredFact[]): void {
  if (facts !== null && settled.length > 0) facts.save(settled)
}

/** Batches of similar work; large files first would leave small ones for the end, so the order is kept. */
function batchesOf(files: readonly Unread[]): readonly (readonly Unread[])[] {
  const batches: Unread[][] = []
  let batch: Unread[] = []
  let bytes = 0
  for (const file of files) {
    batch.push(file)
    bytes += file.content.size
    if (batch.length >= BATCH_FILES || bytes >= BATCH_BYTES) {
      batches.push(batch)
      batch = []
      bytes = 0
    }
  }
  if (batch.length > 0) batches.push(batch)
  return batches
}

function learn({ content, stat }: Unread, result: Examined): void {
  if ('code' in result) {
    if (result.code === 'ENOENT')
      throw new InspectorError(
        'changed-while-reading',
        `${content.path} vanished while it was being read. Run the preview again.`,
      )
    throw new InspectorError(
      'unreadable',
      `${content.path} cannot be read (${result.code}). Make it readable for this user, or leave it out with an ignore pattern.`,
    )
  }
  if (result.size !== stat.size)
    throw new InspectorError(
      'changed-while-reading',
      `${content.path} changed while it was being read. Run the preview again.`,
    )
  content.md5 = result.md5
  if (result.utf8 !== null) content.utf8 = result.utf8
  if (result.mayRefer !== null) content.mayRefer = result.mayRefer
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

function factOf({ content, screen, stat, known }: Unread): StoredFact {
  let extra = known?.extra ?? ''
  if (screen !== null && content.mayRefer !== null) extra += screen.charAt(0) + (content.mayRefer ? '1' : '0')
  return {
    path: content.path,
    size: stat.size,
    mtimeNs: stat.mtimeNs,
    ctimeNs: stat.ctimeNs,
    inode: stat.inode,
    md5: content.md5 ?? '',
    utf8: content.utf8 ?? known?.utf8 ?? null,
    extra: extra === '' ? null : extra,
  }
}
