import { InspectorError } from '../../../shared/contract/errors.ts'
import { plural } from '../../../shared/text/plural.ts'
import { type FileContent, readContentBytes } from '../files/file-content.ts'
import type { TreeEntry } from '../files/virtual-tree.ts'
import type { Nanoseconds } from '../files/virtual-nodes.ts'
import type { WorkContext } from './preview-context.ts'
import type { Preview, PreviewRequest } from './preview-result.ts'
import { previewStatic } from './preview-static.ts'
import {
  assertOutputFolder,
  type OutputPlan,
  type PlannedContent,
  type PlannedFile,
  writeOutput,
} from './write-output.ts'

/**
 * Writes what Django would write into a new or empty folder: first as a plan, then through a temporary folder and a rename.
 * @param output absolute path of the folder
 * @param keepGoing write also when the command would fail, each failing reference left as it is
 * @throws InspectorError would-fail, output-not-empty, output-in-source, disk-full, cancelled, and what a preview throws
 */
export async function collectToFolder(
  request: PreviewRequest,
  output: string,
  { keepGoing }: { readonly keepGoing: boolean },
  work: WorkContext,
): Promise<Preview> {
  const forbidden = request.sources.map((source) => source.path)
  await assertOutputFolder(output, forbidden)
  const preview = await previewStatic({ ...request, staticRoot: output }, work, output)
  if (!preview.succeeds && !keepGoing) throw wouldFail(preview)
  await writeOutput(await planOutput(preview, output), output, {
    signal: work.signal,
    report: (done, total) => work.report({ step: 'Writing files', done, total }),
    forbidden,
  })
  return preview
}

/** Everything that the run left under the output folder. */
async function planOutput(preview: Preview, output: string): Promise<OutputPlan> {
  const { disk } = await preview.evidence.run()
  const { folderMode } = preview.evidence.settings.storage.traits
  const entries = [...disk.tree(output)]
  return {
    directories: entries.filter((entry) => entry.kind === 'folder').map(({ path }) => ({ path, mode: folderMode })),
    files: entries.filter((entry) => entry.kind !== 'folder').map((entry) => plannedFile(entry, disk.now)),
  }
}

/** One entry of a disk after a run, as it is to be written. @param now the time of the run, which new files get when they are written */
export function plannedFile(entry: Exclude<TreeEntry, { kind: 'folder' }>, now: Nanoseconds): PlannedFile {
  const { path } = entry
  if (entry.kind === 'link') return { path, mode: null, mtime: null, content: { kind: 'link', target: entry.target } }
  const mtime = entry.mtimeNs === now ? null : Number(entry.mtimeNs) / 1e9
  return { path, mode: entry.mode, mtime, content: plannedContent(entry.content) }
}

function plannedContent(content: FileContent): PlannedContent {
  if (content.kind === 'computed') return { kind: 'bytes', read: () => readContentBytes(content), md5: content.md5 }
  const { size, mtimeNs } = content.stat
  return { kind: 'copy', source: content.path, size, mtimeNs }
}

/** Why nothing was written of a run that fails. */
export function wouldFail(preview: Preview): InspectorError {
  const { firstError, errors } = preview
  const more = errors.length > 1 ? ` ${plural(errors.length - 1, 'more error')} would follow.` : ''
  return new InspectorError(
    'would-fail',
    `collectstatic would fail, so nothing was written: ${firstError?.type ?? 'Error'}: ${firstError?.message ?? ''}${more} ` +
      'Mend the errors (the preview lists all of them), or write what would come out without them with --keep-going.',
  )
}
