import { linkSync, statSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import type { Content } from '../../../shared/model/release.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import type { ComparedSide } from '../compare/compared-side.ts'
import { nodePath } from '../files/file-content.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { dirName, joinPath } from '../python/posix-path.ts'
import { mayHoldReferences } from '../references/read-references.ts'
import { type AsideFolder, makeAside } from '../take/extract-archive.ts'

/**
 * Lays the author's bytes of a release into a temporary folder, each file under its logical name: as a link to the content
 * in the store where that is on the same disk, else as a copy. A film or archive whose bytes were too large to be kept gets
 * a stand-in: whoever asks for it finds it all the same.
 * @returns the folder; a text says why it cannot be
 * @throws InspectorError cancelled; nothing is left behind then
 */
export async function layRelease(side: ComparedSide, work: WorkContext): Promise<AsideFolder | string> {
  const lost = side.files.filter(({ source }) => source === null)
  const [first] = lost
  if (first !== undefined)
    return `The author’s bytes of ${lost.length === side.files.length ? 'its files' : `${first.name} and ${lost.length - 1} more`} are not known.`
  const aside = await makeAside('release')
  const slices = new TimeSlices(work.signal)
  try {
    const made = new Set<string>()
    for (const [done, { name, source }] of side.files.entries()) {
      const path = joinPath(aside.folder, name)
      if (!path.startsWith(`${aside.folder}/`) || name.split('/').includes('..'))
        throw new Error(`A release holds the name ${name}`)
      const folder = dirName(path)
      if (!made.has(folder)) {
        await mkdir(nodePath(folder), { recursive: true })
        made.add(folder)
      }
      const isLinked = source !== null && side.pathOf !== undefined && linkSound(side.pathOf(source.hash), path, source)
      if (!isLinked) {
        const bytes = (await side.readBytes(source?.hash ?? '')) ?? standInFor(name, source?.hash ?? '')
        if (bytes === null) {
          await aside.discard()
          return `The bytes of ${name} cannot be had any more.`
        }
        await writeFile(nodePath(path), bytes, { flag: 'wx' })
      }
      work.report({ step: `Laying ${side.release.name} aside`, done: done + 1, total: side.files.length })
      if (slices.isOver) await slices.rest()
    }
    return aside
  } catch (error) {
    await aside.discard()
    throw error
  }
}

/**
 * Links a file of the store to where it is read; nothing writes there. It costs next to nothing, where reading, holding
 * against its hash and writing half a gigabyte costs many seconds.
 * @returns whether it lies there and has its size; whether its bytes are the right ones is seen when they are read
 */
function linkSound(from: string, to: string, { size }: Content): boolean {
  try {
    if (statSync(from).size !== size) return false
    linkSync(from, nodePath(to))
    return true
  } catch (error) {
    // Another disk, or one that knows no links; or the content is gone, which reading it will tell.
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

/** Other bytes for other contents, of a file in which nobody looks for references; null for any other file. */
function standInFor(name: string, hash: string): Uint8Array | null {
  return mayHoldReferences(name) ? null : Buffer.from(hash)
}
