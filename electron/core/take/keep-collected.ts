import { type HashTable, undoHashes } from '../../../shared/analysis/undo-hashes.ts'
import type { Content, ReleaseFile, ReleaseReference } from '../../../shared/model/release.ts'
import { withHash } from '../collect/hashed-names.ts'
import { djangoHash } from '../collect/name-hash.ts'
import { joinPath } from '../python/posix-path.ts'
import { isValidUtf8 } from '../python/utf8.ts'
import type { ContentWriter } from '../releases/content-writer.ts'
import { compressedForms } from './compressed-forms.ts'
import { nameOnly } from './draft-from-manifest.ts'
import { keepFileAt, type KeptContent } from './keep-content.ts'
import { placeInOutput } from './place-references.ts'
import type { SourceProof } from './source-of-output.ts'

/** A collected folder with its manifest. */
export type FoundCollected = {
  /** Absolute path of STATIC_ROOT, a Python string. */
  readonly folder: string
  /** All files in it. */
  readonly there: ReadonlySet<string>
  readonly table: HashTable
  readonly proof: SourceProof
  /** Other releases lie in the same folder, so that a plain copy may be of one of those. */
  readonly sharesPlainCopies: boolean
}

/** Where contents go; `told` gathers remarks. */
type Keeping = {
  readonly contents: ContentWriter
  readonly rest: () => Promise<void>
  readonly told: string[]
}

/**
 * Keeps one file of a collected folder. The author's bytes are, in this order: the output of a file that Django does
 * not rewrite; the plain copy, where Django's rules make the output from it; the output with its hashes undone.
 * @throws InspectorError unreadable, changed-while-reading, disk-full, cancelled
 */
export async function keepCollected(
  name: string,
  hashedName: string,
  found: FoundCollected,
  keeping: Keeping,
): Promise<ReleaseFile> {
  const { contents, rest, told } = keeping
  const output = await keepIfThere(hashedName, found, keeping)
  const plainOnDisk = await keepIfThere(name, found, keeping)
  if (output === null) {
    told.push(`${hashedName} is in the manifest and not in the folder.`)
    return { ...nameOnly(name, hashedName), plain: found.sharesPlainCopies ? null : plainly(plainOnDisk) }
  }
  if (withHash(name, djangoHash(output.md5)) !== hashedName && output.bytes !== null && hasHash(name, hashedName))
    told.push(`${hashedName} has other bytes than its name says: it was changed after Django had written it.`)
  const { source, isRecovered, references } = await sourceOf(name, output, plainOnDisk, found, contents)
  await rest()
  const isOwn = plainOnDisk !== null && (!found.sharesPlainCopies || plainOnDisk.hash === source?.hash)
  return {
    name,
    hashedName,
    source,
    output: plainly(output),
    plain: isOwn ? plainly(plainOnDisk) : null,
    isRecovered,
    provider: null,
    references: [...references],
    compressed: await compressedForms(found.folder, hashedName, found.there),
  }
}

type FoundSource = {
  readonly source: Content | null
  readonly isRecovered: boolean
  readonly references: readonly ReleaseReference[]
}

async function sourceOf(
  name: string,
  output: KeptContent,
  plain: KeptContent | null,
  { table, proof }: FoundCollected,
  contents: ContentWriter,
): Promise<FoundSource> {
  const asWritten = { source: plainly(output), isRecovered: false, references: [] }
  if (!/\.(?:css|js)$/.test(name) || output.hash === plain?.hash) return asWritten
  if (output.bytes === null || !isValidUtf8(output.bytes)) return { ...asWritten, source: null }
  const text = textOf(output.bytes)
  const undone = undoHashes(text, name, table)
  if (plain !== null && plain.bytes !== null && isValidUtf8(plain.bytes)) {
    const references = proof(name, textOf(plain.bytes), text, staticUrlIn(text, undone.references))
    if (references !== null)
      return {
        source: plainly(plain),
        isRecovered: false,
        references: placeInOutput(references, text, table.hashedByName),
      }
  }
  if (undone.references.length === 0) return asWritten
  const source = await contents.put(Buffer.from(undone.text))
  return { source, isRecovered: true, references: undone.references }
}

/** STATIC_URL as an absolute reference shows it; null where all are relative. */
function staticUrlIn(text: string, references: readonly ReleaseReference[]): string | null {
  for (const { written, range } of references) {
    const url = text.slice(...range).replace(/[?#].*$/s, '')
    if (url.startsWith('/') && url.endsWith(written)) return url.slice(0, -written.length)
  }
  return null
}

async function keepIfThere(
  name: string,
  { folder, there }: FoundCollected,
  { contents, rest }: Keeping,
): Promise<(KeptContent & { readonly md5: string }) | null> {
  return there.has(name) ? keepFileAt(joinPath(folder, name), contents, rest) : null
}

/** Whether a hashed name is a name with 12 hex digits in it, as Django makes them; storages of one's own may do otherwise. */
function hasHash(name: string, hashedName: string): boolean {
  const digits = /\.([0-9a-f]{12})(?=\.[^.]*$|$)/.exec(hashedName)?.[1]
  return digits !== undefined && withHash(name, digits) === hashedName
}

function plainly(kept: Content | null): Content | null {
  return kept === null ? null : { hash: kept.hash, size: kept.size }
}

function textOf(bytes: Uint8Array): string {
  // A byte order mark stays a character, as in Python's own decoding.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
