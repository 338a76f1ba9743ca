import type { Hazard } from '../../model/rollout.ts'
import type { FoundHazard } from './find-hazards.ts'

export type Explanation = { readonly hazard: Hazard; readonly why: string }

const PATTERNS: readonly (readonly [pattern: RegExp, fits: (hazard: Hazard) => boolean])[] = [
  [
    /Missing staticfiles manifest entry for ['"](?<name>.+?)['"]/,
    ({ message }) => message?.includes('Missing staticfiles') === true,
  ],
  [
    /The file ['"](?<name>.+?)['"] could not be found/,
    ({ message }) => message?.includes('could not be found') === true,
  ],
  [/FileNotFoundError.*?['"](?<name>[^'"]+)['"]/, ({ message }) => message?.startsWith('FileNotFoundError') === true],
  [
    /(?:404|Not Found)[^\n]*?(?<name>[\w@./-]+\.\w+)/i,
    ({ outcome }) => outcome === 'missing' || outcome === 'missing-cached',
  ],
  [
    /(?<name>[\w@./-]+\.\w+)[^\n]*?(?:404|Not Found)/i,
    ({ outcome }) => outcome === 'missing' || outcome === 'missing-cached',
  ],
]

/**
 * Which hazards fit an error that somebody reports, best first.
 * @param text a line of a log, a traceback, or what a browser says
 * @param at seconds after the start, to narrow them; null for any time
 */
export function explainError(found: readonly FoundHazard[], text: string, at: number | null): Explanation[] {
  const then = found.filter(({ hazard }) => at === null || (hazard.from <= at && at < (hazard.to ?? Infinity)))
  for (const [pattern, fits] of PATTERNS) {
    const name = pattern.exec(text)?.groups?.['name']
    if (name === undefined) continue
    const plain = unhashed(name)
    const matching = then.flatMap((one) => {
      if (!fits(one.hazard)) return []
      const file = one.named().files.find((known) => name === known || plain.endsWith(known))
      return file === undefined ? [] : [{ hazard: one.hazard, why: `${one.hazard.sentence} The text names ${file}.` }]
    })
    if (matching.length > 0) return matching
  }
  // It names no file: none can be looked up.
  if (/Couldn['’]t load manifest|specified blob does not exist/.test(text))
    return then
      .filter(({ reason }) => reason === 'half-written' || reason === 'blob-not-found')
      .map(({ hazard }) => ({ hazard, why: hazard.sentence }))
  if (/\b500\b|Internal Server Error/i.test(text))
    return then
      .filter(({ hazard }) => hazard.outcome === 'error-500')
      .map(({ hazard }) => ({ hazard, why: hazard.sentence }))
  return []
}

/** A name without Django's hash: twelve hexadecimal digits before the ending. */
function unhashed(name: string): string {
  return name.replace(/\.[0-9a-f]{12}(?=\.[^./]*$|$)/, '')
}
