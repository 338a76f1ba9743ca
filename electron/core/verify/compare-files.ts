import type { VerificationDifference } from '../../../shared/model/verification.ts'
import type { BothSides } from './compare-collected.ts'
import { firstLineThatDiffers } from './first-line.ts'
import type { OutputFile } from './output-tree.ts'
import { sameOutput } from './same-output.ts'
import { manifestName } from './written-manifest.ts'

/** Differences whose first line is looked for; nobody reads more. */
const MOST_LINES = 500
const COMPRESSED = ['.gz', '.br']

/**
 * Hashed names, then every output file: whether both sides have it, and the same bytes. A file that got another hashed
 * name is one difference, not one file too many and one too few. The manifest is compared elsewhere.
 */
export async function compareFiles(
  sides: BothSides,
  rest: (done: number, total: number) => Promise<void>,
): Promise<VerificationDifference[]> {
  const { preview, collected, ours, theirs } = sides
  const renamed = compareNames(sides)
  const manifests = new Set([preview.manifest?.name ?? '', manifestName(collected) ?? ''])
  const known = new Set(renamed.flatMap(({ ours: one, theirs: other }) => [...withForms(one), ...withForms(other)]))
  const winners = new Set(preview.files.map(({ name }) => name))
  const names = filesToCompare(sides).filter((name) => !manifests.has(name) && !known.has(name))
  const differences: VerificationDifference[] = [...renamed]
  for (const [done, name] of names.entries()) {
    const step = (): Promise<void> => rest(done, names.length)
    await step()
    const [one, other] = [ours.get(name), theirs.get(name)]
    if (one !== undefined && other !== undefined) {
      if (await sameOutput(one, other, step)) continue
      differences.push(bytesDiffer(name, one, other, differences.length < MOST_LINES))
      // Which winners are there is told with the winners.
    } else if (!winners.has(name) || collected.isRecorded === false) {
      const kind = one === undefined ? 'extra' : 'missing'
      differences.push({ kind, name, ours: shown(one), theirs: shown(other), firstLine: null })
    }
  }
  return differences
}

/** A run that ended in an error is compared in the plain copies that it made; all others in everything. */
function filesToCompare({ collected, preview, ours, theirs }: BothSides): readonly string[] {
  if (collected.error === null && preview.firstError === null) return [...new Set([...ours.keys(), ...theirs.keys()])]
  return collected.winners.map(([name]) => name).filter((name) => ours.has(name) && theirs.has(name))
}

function compareNames({ preview, collected }: BothSides): VerificationDifference[] {
  if (collected.error !== null || preview.firstError !== null) return []
  const theirs = new Map(collected.names.map(([name, hashedName]) => [name, hashedName]))
  return preview.files.flatMap(({ name, hashedName }) => {
    const other = theirs.get(name)
    if (other === undefined || other === hashedName) return []
    return [{ kind: 'name', name, ours: hashedName, theirs: other, firstLine: null }] satisfies VerificationDifference[]
  })
}

function withForms(name: string | null): readonly string[] {
  return name === null ? [] : [name, ...COMPRESSED.map((suffix) => name + suffix)]
}

function bytesDiffer(name: string, one: OutputFile, other: OutputFile, looksInside: boolean): VerificationDifference {
  const isText = looksInside && one.kind === 'content' && other.kind === 'content'
  const firstLine = isText ? firstLineThatDiffers(one.content, other.content) : null
  return { kind: 'bytes', name, ours: shown(one), theirs: shown(other), firstLine }
}

function shown(file: OutputFile | undefined): string | null {
  if (file === undefined) return null
  if (file.kind === 'link') return `a link to ${file.target}`
  const { content } = file
  return `${content.size} bytes${content.md5 === null ? '' : `, MD5 ${content.md5}`}`
}
