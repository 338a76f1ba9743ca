import type { VerificationDifference } from '../../../shared/model/verification.ts'
import { contentOf, md5Of } from '../files/file-content.ts'
import type { Preview } from '../collect/preview-result.ts'
import type { Collected } from './collected-answer.ts'
import { comparableMessage, comparableSummary } from './comparable-text.ts'
import { compareFiles } from './compare-files.ts'
import { compareWinners } from './compare-winners.ts'
import { firstLineThatDiffers } from './first-line.ts'
import type { OutputFile } from './output-tree.ts'
import { writtenManifest } from './written-manifest.ts'

/** Both sides of a verification. Trees are output files by path relative to where the storage writes. */
export type BothSides = {
  readonly preview: Preview
  readonly ours: ReadonlyMap<string, OutputFile>
  readonly collected: Collected
  readonly theirs: ReadonlyMap<string, OutputFile>
  /** The folder that stood for STATIC_ROOT. */
  readonly root: string
}

/** What a comparison came to. `total` and `agreed` count collected files. */
export type Comparison = {
  readonly differences: readonly VerificationDifference[]
  readonly total: number
  readonly agreed: number
}

/**
 * Holds a preview against what the project's real Django did: winners, names, bytes, manifest, error, last line. Where
 * Django stopped at an error, what it did until then is compared.
 * @param rest lets other work run between files, and hears how many are done; throws to give up
 */
export async function compareCollected(
  sides: BothSides,
  rest: (done: number, total: number) => Promise<void>,
): Promise<Comparison> {
  const files = await compareFiles(sides, rest)
  const winners = compareWinners(sides)
  const differences = [...compareErrors(sides), ...winners, ...files, ...compareManifests(sides), ...compareEnds(sides)]
  const names = comparedNames(sides)
  const owners = ownersOf(sides)
  const differing = new Set(
    [...winners, ...files].map(({ name }) => owners.get(name ?? '') ?? name ?? '').filter((name) => names.has(name)),
  )
  return { differences, total: names.size, agreed: names.size - differing.size }
}

function compareErrors({ preview, collected, root }: BothSides): VerificationDifference[] {
  const { firstError } = preview
  const { error, location } = collected
  const ours = firstError && `${firstError.type}: ${comparableMessage(firstError.message, null)}`
  const theirs = error && `${error.type}: ${comparableMessage(error.message.replaceAll(location ?? root, root), root)}`
  return ours === theirs ? [] : [{ kind: 'error', name: null, ours, theirs, firstLine: null }]
}

/** The manifest in its exact bytes, and its place. */
function compareManifests({ preview, collected, root }: BothSides): VerificationDifference[] {
  if (collected.error !== null || preview.firstError !== null) return []
  const { manifest } = preview
  const written = writtenManifest(collected, root)
  if (manifest === null && written === null) return []
  const ours = manifest === null ? null : contentOf(manifest.bytes)
  const theirs = written?.content ?? null
  if (ours !== null && theirs !== null && manifest?.name === written?.name && ours.md5 === md5Of(theirs)) return []
  return [
    {
      kind: 'manifest',
      name: manifest?.name ?? written?.name ?? null,
      ours: manifest && `${manifest.name}, ${manifest.bytes.length} bytes`,
      theirs: written && `${written.name}, ${written.content.size} bytes`,
      firstLine: ours === null || theirs === null ? null : firstLineThatDiffers(ours, theirs),
    },
  ]
}

function compareEnds({ preview, collected }: BothSides): VerificationDifference[] {
  if (collected.summary === null || preview.firstError !== null) return []
  const [ours, theirs] = [comparableSummary(preview.summaryLine), comparableSummary(collected.summary)]
  return ours === theirs ? [] : [{ kind: 'summary', name: null, ours, theirs, firstLine: null }]
}

/** The collected files that both sides have something to say of. */
function comparedNames({ preview, collected }: BothSides): ReadonlySet<string> {
  const names = collected.winners.map(([name]) => name)
  if (collected.error !== null) return new Set(names)
  return new Set([...preview.files.map(({ name }) => name), ...names])
}

/** The collected file behind each output file. */
function ownersOf({ preview, collected }: BothSides): ReadonlyMap<string, string> {
  const owners = new Map<string, string>()
  for (const { name, hashedName, compressed } of preview.files) {
    if (hashedName !== null) owners.set(hashedName, name)
    for (const form of compressed) owners.set(form.name, name)
  }
  for (const [name, hashedName] of collected.names) if (hashedName !== null) owners.set(hashedName, name)
  return owners
}
