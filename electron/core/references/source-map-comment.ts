import type { FoundAt } from './places.ts'

type Comment = {
  readonly offset: number
  readonly text: string
  readonly kind: 'css-source-map' | 'js-source-map'
  readonly isBlock?: boolean
}

/** Developer tools read the last comment of a file; the others count for nobody (ECMA-426, section 11.1). */
export function lastSourceMap(comments: readonly Comment[]): FoundAt[] {
  return comments.map(({ offset, text, kind, isBlock }, index) => {
    const base = { kind, offset, text, url: text, base: 'file' as const }
    if (index < comments.length - 1)
      return { ...base, request: 'never' as const, condition: 'a later comment of the file counts' }
    return /^data:/i.test(text)
      ? { ...base, request: 'never' as const, condition: 'a data: URL asks no server' }
      : {
          ...base,
          request: 'conditional' as const,
          condition:
            isBlock === true ? 'with developer tools that read block comments of scripts' : 'with developer tools open',
        }
  })
}
