import type { Readable } from 'node:stream'
import tar from 'tar-stream'
import type { ArchiveGuard } from './archive-guard.ts'
import type { UnpackedFiles } from './unpacked-files.ts'

/**
 * Takes the entries of a tar stream one by one.
 * @param archive how to call it
 * @throws InspectorError hostile-archive, cancelled; what the stream raises for a damaged archive
 */
export async function extractTar(
  stream: Readable,
  archive: string,
  guard: ArchiveGuard,
  files: UnpackedFiles,
): Promise<void> {
  // Latin-1 keeps the bytes of a name, so that one that is not UTF-8 can be told.
  const options = { highWaterMark: 1 << 16, filenameEncoding: 'latin1' }
  const extract = tar.extract(options)
  stream.on('error', (error) => extract.destroy(error))
  stream.pipe(extract)
  try {
    for await (const entry of extract) {
      const { header } = entry
      const isFolder = header.type === 'directory'
      const raw = rawName(header.name, posixValue(header.pax, 'path'))
      const path = guard.place(raw, isFolder ? 'folder' : 'file')
      const shown = Buffer.from(raw).toString()
      switch (header.type) {
        case 'directory':
          files.addFolder(path)
          break
        case 'file':
        case 'contiguous-file':
          guard.expect(shown, header.size ?? 0)
          await files.addFile(shown, path, entry, null)
          break
        case 'link':
        case 'symlink': {
          const target = rawName(header.linkname ?? '', posixValue(header.pax, 'linkpath')).toString()
          files.addLink(shown, path, target, header.type === 'link')
          break
        }
        case 'character-device':
        case 'block-device':
        case 'fifo':
          throw guard.refusal(shown, `is a ${header.type.replace('-', ' ')}`)
        default:
          throw guard.refusal(shown, `is of a kind that ${archive} should not hold`)
      }
      entry.resume()
    }
  } finally {
    stream.destroy()
  }
}

/** A value of an entry's POSIX header (pax), which the library hands on as it was met. */
function posixValue(pax: unknown, key: string): string | undefined {
  const value: unknown = typeof pax === 'object' && pax !== null ? Reflect.get(pax, key) : undefined
  return typeof value === 'string' ? value : undefined
}

/** The bytes of a name: a POSIX name (pax) is UTF-8 text already, others were read byte by byte. */
function rawName(name: string, posixName: string | undefined): Buffer {
  // What was not UTF-8 in a POSIX name is lost; one byte that never is stands for it, so that the name is refused.
  if (posixName !== undefined) return posixName.includes('\ufffd') ? Buffer.from([0xff]) : Buffer.from(posixName)
  return Buffer.from(name, 'latin1')
}
