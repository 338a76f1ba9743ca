import type { ReleaseFile } from '../model/release.ts'
import { bundlerName } from './bundler-name.ts'
import { compareText, leaveOut, type FilePair, type Paired, type Unpaired } from './file-pair.ts'
import type { Pace } from './pace.ts'

/** Gives the text of a content by its SHA-256; null for what is no UTF-8 or cannot be had. */
export type ReadText = (hash: string) => Promise<string | null>

/** Two texts are one file that moved from this share of equal lines on. */
export const SIMILAR_FROM = 0.6

/** Endings of texts that are read for it. */
const TEXTS = new Set([
  'css',
  'js',
  'mjs',
  'cjs',
  'ts',
  'html',
  'htm',
  'svg',
  'json',
  'txt',
  'md',
  'xml',
  'scss',
  'less',
  'vue',
  'map',
])
/** Larger texts are not read: lines of minified megabytes tell nothing. */
const MOST_BYTES = 2_000_000
/** More names than these have come or gone: a whole package was replaced, and lines are not what tells. */
const MOST_FILES = 4000
/** A line that so many files have is no sign of kinship. */
const COMMON_LINE = 40

type Text = { readonly file: ReleaseFile; readonly lines: ReadonlyMap<string, number>; readonly count: number }
type Candidate = { readonly a: Text; readonly b: Text; readonly share: number }

/** What similar text found; `isSkipped` when there was too much to read. */
export type PairedSimilar = Paired & { readonly isSkipped: boolean }

/**
 * Pairs names gone from A with names new in B of similar text, the most similar first, one to one. The share is twice
 * the number of equal lines over the lines of both; lines with less than four signs (`}`) do not count.
 */
export async function pairSimilar(unpaired: Unpaired, readText: ReadText, pace: Pace): Promise<PairedSimilar> {
  const endings = new Set(unpaired.come.map(({ name }) => endingOf(name)))
  const gone = unpaired.gone.filter((file) => isText(file) && endings.has(endingOf(file.name)))
  const goneEndings = new Set(gone.map(({ name }) => endingOf(name)))
  const come = unpaired.come.filter((file) => isText(file) && goneEndings.has(endingOf(file.name)))
  if (gone.length === 0 || come.length === 0) return { ...leaveOut(unpaired, []), isSkipped: false }
  if (gone.length + come.length > MOST_FILES) return { ...leaveOut(unpaired, []), isSkipped: true }
  const textsA = await readAll(gone, readText, pace)
  const textsB = await readAll(come, readText, pace)
  const candidates = await findCandidates(textsA, textsB, pace)
  const taken = new Set<Text>()
  const pairs: FilePair[] = []
  for (const { a, b, share } of candidates.toSorted(moreAlikeFirst)) {
    if (taken.has(a) || taken.has(b)) continue
    taken.add(a).add(b)
    const isBuild = bundlerName(a.file.name)?.key === bundlerName(b.file.name)?.key && bundlerName(a.file.name) !== null
    pairs.push({ a: a.file, b: b.file, pairing: isBuild ? 'bundler-hash' : 'similar-text', similarity: share })
  }
  return { ...leaveOut(unpaired, pairs), isSkipped: false }
}

function isText(file: ReleaseFile): boolean {
  const content = file.source ?? file.output
  return content !== null && content.size > 0 && content.size <= MOST_BYTES && TEXTS.has(endingOf(file.name))
}

function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase()
}

async function readAll(files: readonly ReleaseFile[], readText: ReadText, pace: Pace): Promise<Text[]> {
  const texts: Text[] = []
  for (const file of files) {
    if (pace.isOver) await pace.rest()
    const text = await readText((file.source ?? file.output)?.hash ?? '')
    if (text === null) continue
    const lines = new Map<string, number>()
    let count = 0
    for (const line of text.split('\n')) {
      const trimmed = line.trimEnd()
      if (trimmed.trimStart().length < 4) continue
      lines.set(trimmed, (lines.get(trimmed) ?? 0) + 1)
      count++
    }
    if (count > 0) texts.push({ file, lines, count })
  }
  return texts
}

/** Pairs of one ending that share a rare line and enough lines in all. */
async function findCandidates(textsA: readonly Text[], textsB: readonly Text[], pace: Pace): Promise<Candidate[]> {
  const byLine = new Map<string, Text[]>()
  for (const text of textsA)
    for (const line of text.lines.keys()) {
      const known = byLine.get(line)
      if (known === undefined) byLine.set(line, [text])
      else if (known.length <= COMMON_LINE) known.push(text)
    }
  const candidates: Candidate[] = []
  for (const b of textsB) {
    if (pace.isOver) await pace.rest()
    const kin = new Set<Text>()
    for (const line of b.lines.keys()) {
      const owners = byLine.get(line)
      if (owners !== undefined && owners.length <= COMMON_LINE) for (const owner of owners) kin.add(owner)
    }
    for (const a of kin) {
      if (endingOf(a.file.name) !== endingOf(b.file.name)) continue
      const share = shareOf(a, b)
      if (share >= SIMILAR_FROM) candidates.push({ a, b, share })
    }
  }
  return candidates
}

function shareOf(a: Text, b: Text): number {
  if ((2 * Math.min(a.count, b.count)) / (a.count + b.count) < SIMILAR_FROM) return 0
  let common = 0
  for (const [line, count] of a.lines) common += Math.min(count, b.lines.get(line) ?? 0)
  return (2 * common) / (a.count + b.count)
}

/** Ties go by the names of both, so that nothing changes when A and B are swapped. */
function moreAlikeFirst(one: Candidate, other: Candidate): number {
  if (one.share !== other.share) return other.share - one.share
  return compareText(namesOf(one), namesOf(other))
}

function namesOf({ a, b }: Candidate): string {
  return [a.file.name, b.file.name].toSorted(compareText).join('\0')
}
