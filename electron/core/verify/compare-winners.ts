import type { VerificationDifference } from '../../../shared/model/verification.ts'
import type { BothSides } from './compare-collected.ts'

/** Which source file wins each destination path, and which are shadowed. Empty for a command that was not listened to. */
export function compareWinners({ preview, collected }: BothSides): VerificationDifference[] {
  if (!collected.isRecorded && collected.winners.length === 0 && preview.files.length > 0 && collected.error === null)
    return []
  const theirs = sourcesByName([...collected.winners, ...collected.shadowed])
  const ours = sourcesByName([
    ...preview.files.map(({ name, source }) => [name, source] as const),
    ...preview.files.flatMap(({ name, shadowed }) => shadowed.map(({ source }) => [name, source] as const)),
  ])
  // A run that ended in an error may not have come to the others.
  const isWhole = collected.error === null
  const names = isWhole ? new Set([...ours.keys(), ...theirs.keys()]) : new Set(theirs.keys())
  const differences: VerificationDifference[] = []
  for (const name of names) {
    const [one, other] = [ours.get(name), theirs.get(name)]
    if (one !== undefined && other !== undefined && isSame(one, other, isWhole)) continue
    const kind = one === undefined ? 'extra' : other === undefined ? 'missing' : 'winner'
    differences.push({ kind, name, ours: shown(one), theirs: shown(other), firstLine: null })
  }
  return differences
}

/** The winner first, then what it shadows. */
type Sources = readonly (string | null)[]

function sourcesByName(found: readonly (readonly [string, string | null])[]): ReadonlyMap<string, Sources> {
  const sources = new Map<string, (string | null)[]>()
  for (const [name, source] of found) {
    const known = sources.get(name)
    if (known === undefined) sources.set(name, [source])
    else known.push(source)
  }
  return sources
}

function isSame(ours: Sources, theirs: Sources, isWhole: boolean): boolean {
  // A source that is no file on this disk has no path to compare.
  const isEqual = (source: string | null, at: number): boolean => source === null || source === ours[at]
  return (isWhole ? ours.length === theirs.length : true) && theirs.every(isEqual)
}

function shown(sources: Sources | undefined): string | null {
  const [winner, ...shadowed] = sources ?? []
  if (sources === undefined || winner === undefined) return null
  const behind = shadowed.length === 0 ? '' : `, which shadows ${shadowed.map(String).join(', ')}`
  return `${winner ?? 'a source that is no file'}${behind}`
}
