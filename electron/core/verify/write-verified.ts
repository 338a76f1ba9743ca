import type { WorkContext } from '../collect/preview-context.ts'
import { type PlannedFile, writeOutput } from '../collect/write-output.ts'
import type { FileContent } from '../files/file-content.ts'
import { readContentBytes } from '../files/file-content.ts'
import type { VerifiedProject } from './verify-project.ts'

/**
 * Writes what the project's real Django wrote when it was verified into a new or empty folder.
 * @param output absolute path of the folder
 * @param forbidden folders that are collected from
 * @throws InspectorError output-not-empty, output-in-source, disk-full, cancelled
 */
export async function writeVerified(
  { theirs }: VerifiedProject,
  output: string,
  forbidden: readonly string[],
  work: WorkContext,
): Promise<void> {
  const files = [...theirs].map(([path, file]): PlannedFile => {
    if (file.kind === 'link') return { path, mode: null, mtime: null, content: { kind: 'link', target: file.target } }
    return { path, ...plannedCopy(file.content) }
  })
  await writeOutput({ directories: [], files }, output, {
    signal: work.signal,
    report: (done, total) => work.report({ step: 'Writing files', done, total }),
    forbidden,
  })
}

function plannedCopy(content: FileContent): Omit<PlannedFile, 'path'> {
  if (content.kind === 'computed')
    return { mode: null, mtime: null, content: { kind: 'bytes', read: () => readContentBytes(content) } }
  const { size, mtimeNs, mode } = content.stat
  return {
    mode: mode & 0o7777,
    mtime: Number(mtimeNs) / 1e9,
    content: { kind: 'copy', source: content.path, size, mtimeNs },
  }
}
