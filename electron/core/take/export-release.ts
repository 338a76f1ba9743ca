import { createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { PassThrough, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip, createZstdCompress } from 'node:zlib'
import tar from 'tar-stream'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { Content, Release, ReleaseFile } from '../../../shared/model/release.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import { makeManifest } from '../collect/manifest.ts'
import { MANIFEST_NAME } from '../collect/storage-traits.ts'
import { asOutputError } from '../collect/output-place.ts'
import { rulesFor } from '../collect/rules.ts'
import { assertOutputFolder, writeOutput } from '../collect/write-output.ts'
import type { ReleaseStore } from '../releases/release-store.ts'

/** A file to be written: bytes of the store, or the manifest. Paths are relative, Python strings. */
type Exported = { readonly path: string } & ({ readonly content: Content } | { readonly bytes: Uint8Array })

/**
 * Writes what a release serves: files under their hashed names, plain copies and the manifest. Compressed neighbours are
 * not kept, and so not written.
 * @param output absolute path: a new or empty folder, or a new file that ends in `.tar`, `.tar.gz`, `.tgz` or `.tar.zst`
 * @returns the number of files
 * @throws InspectorError not-found, bad-input for a release without contents, output-not-empty, damaged-store, disk-full,
 *   cancelled; nothing is left behind then
 */
export async function exportRelease(
  store: ReleaseStore,
  name: string,
  output: string,
  work: Pick<WorkContext, 'signal' | 'report'>,
): Promise<number> {
  const { release } = store.get(name)
  const files = [...store.filesOf(name)].flat()
  const planned = planExport(release, files)
  const ending = /\.(?:tar|tar\.gz|tgz|tar\.zst)$/.exec(output)?.[0]
  const other = /\.(?:zip|7z|rar|tar\.(?:bz2|xz|lz4?|Z)|t[bx]z2?)$/i.exec(output)?.[0]
  if (other !== undefined)
    throw new InspectorError(
      'bad-input',
      `No ${other} is written, and a folder would hardly be called so. Name a new or empty folder, or a file that ends in .tar, .tar.gz or .tar.zst.`,
    )
  if (ending === undefined) await writeFolder(store, planned, output, work)
  else await writeArchive(store, planned, output, ending, work)
  return planned.length
}

function planExport(release: Release, files: readonly ReleaseFile[]): readonly Exported[] {
  const contents = new Map<string, Content>()
  for (const { name, hashedName, output, plain } of files) {
    if (plain !== null) contents.set(name, plain)
    if (output !== null) contents.set(hashedName ?? name, output)
  }
  if (contents.size === 0 && files.length > 0 && release.manifest === null)
    throw new InspectorError(
      'bad-input',
      `Nothing but names is known of ${release.name}, so there is nothing to write.`,
    )
  for (const path of contents.keys()) refuseStrange(path)
  const planned: Exported[] = [...contents].map(([path, content]) => ({ path, content }))
  if (release.manifest === null) return planned
  const entries = files.flatMap(({ name, hashedName }) => (hashedName === null ? [] : [[name, hashedName] as const]))
  const { rules } = rulesFor(release.manifest.version === '1.0' ? '4.1' : '6.0')
  return [...planned, { path: MANIFEST_NAME, bytes: makeManifest(entries, rules).bytes }]
}

/** Names of a manifest may be anything; only those are written that stay where they belong. */
function refuseStrange(path: string): void {
  if (path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\0'))) return
  throw new InspectorError(
    'refused',
    `The release has a file ${JSON.stringify(path)}, which would lead out of the output. It is not exported.`,
  )
}

async function writeFolder(
  store: ReleaseStore,
  planned: readonly Exported[],
  output: string,
  { signal, report }: Pick<WorkContext, 'signal' | 'report'>,
): Promise<void> {
  await assertOutputFolder(output, [store.folder])
  const files = planned.map((file) => {
    const common = { path: file.path, mode: null, mtime: null }
    if ('bytes' in file) return { ...common, content: { kind: 'bytes' as const, read: () => file.bytes } }
    const source = store.pathOfContent(file.content.hash)
    const { size, mtimeNs } = statOf(source, file.path)
    return { ...common, content: { kind: 'copy' as const, source, size, mtimeNs } }
  })
  await writeOutput({ directories: [], files }, output, {
    signal,
    report: (done, total) => report({ step: 'Writing files', done, total }),
    forbidden: [store.folder],
  })
}

function statOf(source: string, path: string): { size: number; mtimeNs: bigint } {
  const found = statSync(source, { bigint: true, throwIfNoEntry: false })
  if (found !== undefined) return { size: Number(found.size), mtimeNs: found.mtimeNs }
  throw new InspectorError('damaged-store', `The content of ${path} is missing in the release store. Check the store.`)
}

async function writeArchive(
  store: ReleaseStore,
  planned: readonly Exported[],
  output: string,
  ending: string,
  { signal, report }: Pick<WorkContext, 'signal' | 'report'>,
): Promise<void> {
  if (existsSync(output))
    throw new InspectorError('output-not-empty', `${output} is there already, and is not overwritten. Name a new file.`)
  const aside = `${output}.${process.pid}.part`
  const pack = tar.pack()
  try {
    const written = pipeline(pack, packer(ending), createWriteStream(aside, { flags: 'wx' }), { signal })
    written.catch(() => undefined)
    for (const [index, file] of planned.entries()) {
      if (!file.path.isWellFormed())
        throw new InspectorError(
          'bad-input',
          `The name ${file.path.toWellFormed()} is not UTF-8. Export into a folder.`,
        )
      const bytes = 'bytes' in file ? file.bytes : await store.contentOf(file.content.hash)
      // The time is left at its beginning, so that equal releases make equal archives.
      const header = { name: file.path, size: bytes.byteLength, mode: 0o644, mtime: new Date(0) }
      await Promise.race([
        new Promise<void>((resolve) => pack.entry(header, Buffer.from(bytes), () => resolve())),
        written,
      ])
      report({ step: 'Writing files', done: index + 1, total: planned.length })
      if (signal.aborted) break
    }
    pack.finalize()
    await written
    renameSync(aside, output)
  } catch (error) {
    pack.destroy()
    rmSync(aside, { force: true })
    throw signal.aborted ? new InspectorError('cancelled', 'Cancelled') : asOutputError(error, output)
  }
}

function packer(ending: string): Transform {
  if (ending === '.tar') return new PassThrough()
  return ending === '.tar.zst' ? createZstdCompress() : createGzip({ level: 9 })
}
