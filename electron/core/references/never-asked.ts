import type { Circumstance } from './circumstance.ts'

/** What no browser ever sends a request for, whatever it stands in; null for anything else. */
export function neverAsked(url: string | null): Circumstance | null {
  if (url === null) return { request: 'never', condition: 'this is no valid URL' }
  if (url === '') return { request: 'never', condition: 'the URL is empty' }
  if (url.startsWith('#')) return { request: 'never', condition: 'it names a part of the same document' }
  // Fetch knows no other schemes that lead to a server; `node:` and the like fail at once.
  if (/^(?!https?:)[a-z][a-z0-9+.-]*:/i.test(url))
    return { request: 'never', condition: `a ${url.slice(0, url.indexOf(':')).toLowerCase()}: URL asks no server` }
  return null
}
