import type { SuggestedName } from '../../../shared/model/why.ts'
import type { Preview } from '../collect/preview-result.ts'
import { prepareAnswers, whyIndexOf, withoutSlash } from './why-index.ts'

/**
 * Names in which a text stands, collected or left out: where it begins the last part first, then by where it stands and
 * how long the name is. Without regard to case. The first call, with an empty text too, prepares what the answer needs.
 * @param most how many are given
 */
export function suggestNames(preview: Preview, text: string, most: number): SuggestedName[] {
  prepareAnswers(preview)
  const asked = text
    .trim()
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+/, '')
  if (asked === '') return []
  const { byLowerName, ignoredByName } = whyIndexOf(preview)
  const found: { name: string; isCollected: boolean; rank: number }[] = []
  for (const [lower, names] of byLowerName) {
    const rank = rankOf(lower, asked)
    if (rank !== null) for (const name of names) found.push({ name, isCollected: true, rank })
  }
  for (const name of ignoredByName.keys()) {
    const rank = byLowerName.has(name.toLowerCase()) ? null : rankOf(name.toLowerCase(), asked)
    if (rank !== null) found.push({ name: withoutSlash(name), isCollected: false, rank })
  }
  return found
    .toSorted((a, b) => a.rank - b.rank || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name, isCollected }) => ({ name, isCollected }))
}

/** Lower comes first; null where the text does not stand in the name. */
function rankOf(lower: string, asked: string): number | null {
  const at = lower.indexOf(asked)
  if (at < 0) return null
  const base = lower.lastIndexOf('/') + 1
  if (at === 0) return 0
  return lower.startsWith(asked, base) ? 1 : lower.indexOf(asked, base) >= 0 ? 2 : 3
}
