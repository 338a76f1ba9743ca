import type { ComparedRequests } from './compare-requests.ts'
import { DISAGREES, type Judged, type Outcome } from './judge-requests.ts'

const WORDS: Readonly<Record<Outcome, string>> = {
  asked: 'asked for, as told',
  'never-asked': 'never asked for, as told',
  resolved: 'leads where it was told (links, source maps)',
  'not-exercised': 'cannot be known, or not brought to ask',
  'not-sent': 'TOLD, AND NOT ASKED FOR',
  sent: 'ASKED FOR, AND TOLD NEVER',
  'other-answer': 'ASKED FOR, AND ANSWERED OTHERWISE',
}

/** Where browser and check differ: references that were sampled, and requests that no reference explains. */
export function disagreementsOf({ files, sampled }: ComparedRequests): string[] {
  return files.flatMap(({ judged, unexplained, file }) => [
    ...judged
      .filter(({ reference, outcome }) => sampled.has(reference) && DISAGREES.has(outcome))
      .map((one) => `${one.outcome} ${placeOf(one)}`),
    ...unexplained.map((address) => `unexplained ${file} ${address}`),
  ])
}

/** The comparison as a table for people, and each disagreement by name. */
export function describeRequests(compared: ComparedRequests): string {
  const { browser, references, sampled, files } = compared
  const all = files.flatMap(({ judged }) => judged)
  const chosen = all.filter(({ reference }) => sampled.has(reference))
  const lines = [
    `Chromium ${browser}: ${chosen.length} of ${references} references in ${files.length} files, and all ${all.length} references of those files`,
    `${''.padEnd(46)}${'sampled'.padStart(8)}${'all'.padStart(8)}`,
    ...(Object.keys(WORDS) as Outcome[]).map((outcome) => {
      const [some, every] = [chosen, all].map((list) => list.filter((one) => one.outcome === outcome).length)
      return `${WORDS[outcome].padEnd(46)}${String(some).padStart(8)}${String(every).padStart(8)}`
    }),
    `requests that no reference explains: ${files.reduce((sum, { unexplained }) => sum + unexplained.length, 0)}`,
    `requests of running code for names that stand in no text: ${files.reduce((sum, { byCode }) => sum + byCode.length, 0)}`,
    '',
    ...unexercised(chosen),
    ...disagreementsOf(compared),
  ]
  return `${lines.join('\n')}\n`
}

/** By kind, with the condition: what nobody can make a browser ask for from outside. */
function unexercised(chosen: readonly Judged[]): string[] {
  const counts = new Map<string, number>()
  for (const { outcome, reference } of chosen) {
    if (outcome !== 'not-exercised') continue
    const key = `${reference.kind}: ${reference.note ?? reference.condition ?? ''}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([key, count]) => `not exercised ${count} × ${key}`)
}

function placeOf({ reference: { file, line, column, kind, text, request, condition }, address }: Judged): string {
  return `${file}:${line}:${column} ${kind} ${request}${condition === null ? '' : ` (${condition})`} ${text.slice(0, 120)} → ${address ?? '?'}`
}
