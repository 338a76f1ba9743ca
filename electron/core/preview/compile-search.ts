import { matchGlob } from './match-glob.ts'
import { MARK, typeOf, type OutlineItems, type OutlineSource } from './outline-items.ts'
import type { SearchTerm, State } from './parse-search.ts'

/** Whether the item at an index is found. */
export type ItemTest = (at: number) => boolean

const STATE_MARKS: Readonly<Record<State, number>> = {
  broken: MARK.broken,
  shadowed: MARK.shadowed,
  rewritten: MARK.rewritten,
  warned: MARK.warning,
  compressed: MARK.compressed,
}

/** Turns the words of a search into tests on columns; an item is found if it passes all of them. */
export function compileSearch(terms: readonly SearchTerm[], items: OutlineItems, preview: OutlineSource): ItemTest[] {
  return terms.map((term) => compileTerm(term, items, preview))
}

function compileTerm(term: SearchTerm, items: OutlineItems, preview: OutlineSource): ItemTest {
  const { lowerNames, sizes, providers, kind } = items
  const isFile = kind === 'file'
  switch (term.kind) {
    case 'text':
      return (at) => lowerNames[at]?.includes(term.text) === true
    case 'glob':
      return compileGlob(term.pattern, lowerNames)
    case 'app':
    case 'package': {
      const fits = preview.providers.map((provider) => {
        const text = (term.kind === 'app' ? provider.label : (provider.package ?? '')).toLowerCase()
        return term.isGlob ? matchGlob(term.text, text) : text.includes(term.text)
      })
      return (at) => fits[providers[at] ?? -1] === true
    }
    case 'type':
      return (at) => typeOf(lowerNames[at] ?? '') === term.text
    case 'code': {
      const found = items.codes.get(term.text)
      return (at) => found?.has(at) === true
    }
    case 'action':
      return (at) => isFile && preview.files[at]?.action === term.action
    case 'is': {
      const column = items.marks[STATE_MARKS[term.state]]
      return (at) => (column?.[at] ?? 0) > 0
    }
    case 'size': {
      const fits = compileSize(term.sign, term.bytes)
      return (at) => isFile && fits(sizes[at] ?? 0)
    }
  }
}

/** Without a slash a pattern is about the last part of a path, as in `*.css`; with one, about all of it. */
function compileGlob(pattern: string, lowerNames: readonly string[]): ItemTest {
  if (pattern.includes('/')) return (at) => matchGlob(pattern, lowerNames[at] ?? '')
  return (at) => {
    const name = lowerNames[at] ?? ''
    return matchGlob(pattern, name.slice(name.lastIndexOf('/', name.length - 2) + 1))
  }
}

function compileSize(sign: '>' | '<' | '>=' | '<=' | '=', bytes: number): (size: number) => boolean {
  switch (sign) {
    case '>':
      return (size) => size > bytes
    case '<':
      return (size) => size < bytes
    case '>=':
      return (size) => size >= bytes
    case '<=':
      return (size) => size <= bytes
    case '=':
      return (size) => size === bytes
  }
}
