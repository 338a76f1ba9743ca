import type { Reference } from './rewrite-references.ts'

/** Where the URL of a reference stands in the source: 1-based line, 1-based column in UTF-16 units. */
export type PlacedReference = Reference & { readonly sourceLine: number; readonly column: number }

/**
 * One rewriting that succeeded. The outcome depends only on the text, the patterns and the answers to the look-ups, in
 * the order in which they were asked; so with equal answers it can be taken again without reading the text.
 */
export type RecordedRewrite = {
  readonly answers: readonly (readonly [target: string, url: string])[]
  readonly md5: string
  readonly size: number
  readonly references: readonly PlacedReference[]
}

/** Rewritings by key (`rewriteKey`); filled by a run, and by earlier ones through the cache. */
export type RewriteMemory = Map<string, RecordedRewrite[]>

/** What a rewriting depends on besides the answers: the bytes, the file's own name, the patterns, STATIC_URL. */
export function rewriteKey(md5: string, name: string, patternsKey: string): string {
  return `${patternsKey}\0${md5}\0${name}`
}
