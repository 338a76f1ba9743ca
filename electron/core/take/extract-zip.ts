import { once } from 'node:events'
import type { Readable } from 'node:stream'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import type { ArchiveGuard } from './archive-guard.ts'
import type { UnpackedFiles } from './unpacked-files.ts'

/** Kinds in the upper half of the external attributes, where a Unix program has written them (`sys/stat.h`). */
const KIND = 0o170000
const LINK = 0o120000
const FOLDER = 0o040000
const FILE = 0o100000
/** A link's target is a path; more bytes are none. */
const TARGET_BYTES = 4096

/**
 * Takes the entries of a zip file one by one, as its directory lists them.
 * @throws InspectorError hostile-archive, cancelled; what the reader raises for a damaged archive
 */
export async function extractZip(file: string, guard: ArchiveGuard, files: UnpackedFiles): Promise<void> {
  const zip = await open(file)
  try {
    for (let entry = await nextEntry(zip); entry !== null; entry = await nextEntry(zip))
      await takeEntry(zip, entry, guard, files)
  } finally {
    zip.close()
  }
}

async function takeEntry(zip: ZipFile, entry: Entry, guard: ArchiveGuard, files: UnpackedFiles): Promise<void> {
  // Bytes (`decodeStrings: false`), so that a name that is not UTF-8 can be told.
  const raw = entry.fileNameRaw
  const kind = (entry.externalFileAttributes >>> 16) & KIND
  const isFolder = raw.at(-1) === 0x2f || kind === FOLDER
  const path = guard.place(raw, isFolder ? 'folder' : 'file')
  const shown = Buffer.from(raw).toString()
  if (isFolder) {
    files.addFolder(path)
    return
  }
  if (entry.isEncrypted()) throw guard.refusal(shown, 'is encrypted')
  guard.expect(shown, entry.uncompressedSize)
  if (kind === LINK) {
    if (entry.uncompressedSize > TARGET_BYTES) throw guard.refusal(shown, 'is a link with a target that is no path')
    files.addLink(shown, path, await textOf(await openEntry(zip, entry)), false)
    return
  }
  // Programs of other systems write no kind at all.
  if (kind !== FILE && kind !== 0) throw guard.refusal(shown, 'is a device, a pipe or a socket')
  await files.addFile(shown, path, await openEntry(zip, entry), entry.crc32)
}

async function textOf(stream: Readable): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of stream) if (Buffer.isBuffer(piece)) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

function open(file: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false, decodeStrings: false }, (error, zip) =>
      error === null ? resolve(zip) : reject(error),
    )
  })
}

/** Null after the last one. */
async function nextEntry(zip: ZipFile): Promise<Entry | null> {
  const over = new AbortController()
  const { signal } = over
  const entry = once(zip, 'entry', { signal }).then(([found]: Entry[]) => found ?? null)
  const end = once(zip, 'end', { signal }).then(() => null)
  zip.readEntry()
  try {
    return await Promise.race([entry, end])
  } finally {
    over.abort()
    entry.catch(() => undefined)
    end.catch(() => undefined)
  }
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error === null ? resolve(stream) : reject(error)))
  })
}
