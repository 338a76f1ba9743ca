import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { type FileContent, nodePath } from '../files/file-content.ts'
import type { OutputFile } from './output-tree.ts'

const PIECE = 1 << 20
const piece = Buffer.allocUnsafeSlow(PIECE)

/**
 * Whether two output files are equal, byte for byte or in what they link to. Large files are read in pieces.
 * @param rest lets other work run; throws to give up
 * @throws errors of node:fs about a file that cannot be read
 */
export async function sameOutput(ours: OutputFile, theirs: OutputFile, rest: () => Promise<void>): Promise<boolean> {
  if (ours.kind === 'link' || theirs.kind === 'link')
    return ours.kind === 'link' && theirs.kind === 'link' && ours.target === theirs.target
  if (ours.content.size !== theirs.content.size) return false
  return (await digestOf(ours.content, rest)) === (await digestOf(theirs.content, rest))
}

/** MD5, hex; read at most once. */
async function digestOf(content: FileContent, rest: () => Promise<void>): Promise<string> {
  if (content.kind === 'computed') return content.md5
  if (content.md5 !== null) return content.md5
  const digest = createHash('md5')
  const file = openSync(nodePath(content.path), 'r')
  try {
    for (let read = readSync(file, piece, 0, PIECE, null); read > 0; read = readSync(file, piece, 0, PIECE, null)) {
      digest.update(piece.subarray(0, read))
      await rest()
    }
  } finally {
    closeSync(file)
  }
  content.md5 = digest.digest('hex')
  return content.md5
}
