import { formatSpan } from '../../../../shared/text/format-clock.ts'
import type { Found } from './found-facts.ts'

const UNITS: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  M: 2_592_000,
  y: 31_536_000,
}
const LONG: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  year: 31_536_000,
}

/**
 * What an Nginx configuration tells, line by line: `location` blocks that look like static files, `alias` and `root`,
 * `expires`, `Cache-Control`, and what a cache keeps of 404 answers (`proxy_cache_valid`).
 */
export function recogniseNginx(file: string, text: string): Found[] {
  const found: Found[] = []
  let location: string | null = null
  let depth = 0
  let opened = 0
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/#.*$/, '').trim()
    const add = (sentence: string, plan: Found['plan']): void => {
      found.push({ file, line: index + 1, text: raw.trim(), sentence, plan })
    }
    const opening = /^location\s+(?:[=~^*]+\s+)?(\S+)\s*\{/.exec(line)
    if (opening?.[1] !== undefined) {
      location = opening[1]
      opened = depth
    }
    depth += (line.match(/\{/g) ?? []).length - (line.match(/\}/g) ?? []).length
    const isStatic = location !== null && /static|assets|\.css|\.js|css\|/.test(location)
    const folder = /\b(alias|root)\s+([^;]+);/.exec(line)
    if (isStatic && folder !== null)
      add(`Nginx hands out ${location} from ${folder[2]?.trim()}.`, { serving: 'web-server' })
    const expires = /\bexpires\s+(?:modified\s+)?([^;]+);/.exec(line)
    const life = expires?.[1] === undefined ? maxAge(line) : nginxTime(expires[1].trim())
    if (life !== null && isStatic)
      add(`Files live ${formatSpan(life)} in caches, plain names too.`, { lifetimes: { hashed: life, plain: life } })
    const negative = /\bproxy_cache_valid\s+(?:[\d\s]*\b404\b[\d\s]*?|any\s+)\s*(\d+\w*)\s*;/.exec(line)
    if (negative?.[1] !== undefined)
      add('A cache keeps 404 answers.', { cdn: true, lifetimes: { missing: nginxTime(negative[1]) ?? 60 } })
    if (location !== null && depth <= opened) location = null
  }
  return found
}

/** What an Apache configuration tells: `Alias`, `ExpiresByType` and `ExpiresDefault`, `Header set Cache-Control`. */
export function recogniseApache(file: string, text: string): Found[] {
  return text.split('\n').flatMap((raw, index): Found[] => {
    const line = raw.replace(/^\s*#.*$/, '').trim()
    const at = { file, line: index + 1, text: line }
    const alias = /^Alias(?:Match)?\s+"?(\S*static\S*?)"?\s+"?([^"]+)"?$/i.exec(line)
    if (alias !== null)
      return [{ ...at, sentence: `Apache hands out ${alias[1]} from ${alias[2]}.`, plan: { serving: 'web-server' } }]
    const expires =
      /^Expires(?:Default|ByType\s+\S+)\s+"?(?:access|now|modification)\s+(?:plus\s+)?(\d+)\s+(\w+?)s?"?$/i.exec(line)
    const life =
      expires === null
        ? /^Header\b/i.test(line)
          ? maxAge(line)
          : null
        : Number(expires[1]) * (LONG[expires[2]?.toLowerCase() ?? ''] ?? 1)
    return life === null
      ? []
      : [
          {
            ...at,
            sentence: `Files live ${formatSpan(life)} in caches, plain names too.`,
            plan: { lifetimes: { hashed: life, plain: life } },
          },
        ]
  })
}

/** What a sample of response headers tells: lifetimes, and whether a shared cache stands in front (RFC 9111, RFC 9211). */
export function recogniseHeaders(file: string, text: string): Found[] {
  return text.split('\n').flatMap((raw, index): Found[] => {
    const line = raw.trim()
    const at = { file, line: index + 1, text: line }
    if (/^(?:x-cache|cf-cache-status|x-served-by|x-amz-cf-id|cache-status|age|via)\s*:/i.test(line))
      return [{ ...at, sentence: 'A cache stands in front.', plan: { cdn: true } }]
    const life = /^cache-control\s*:/i.test(line) ? maxAge(line) : null
    if (life === null) return []
    const key = /immutable/.test(line) ? 'hashed' : 'plain'
    return [
      {
        ...at,
        sentence: `${key === 'hashed' ? 'Hashed' : 'Plain'} files live ${formatSpan(life)}.`,
        plan: { lifetimes: { [key]: life } },
      },
    ]
  })
}

function maxAge(line: string): number | null {
  const age = /cache-control.*?(?:s-maxage|max-age)=(\d{1,9})/i.exec(line)?.[1]
  return age === undefined ? null : Number(age)
}

/** A time of Nginx: `30d`, `1h30m`, `max`, `off`; null where it sets none. */
function nginxTime(text: string): number | null {
  if (text === 'max') return 315_360_000
  if (text === 'off' || text.startsWith('@') || text.startsWith('$')) return null
  if (text === 'epoch' || text.startsWith('-')) return 0
  const parts = [...text.matchAll(/(\d+)(ms|[smhdwMy])?/g)]
  return parts.length === 0
    ? null
    : Math.floor(parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? 's'] ?? 1), 0))
}
