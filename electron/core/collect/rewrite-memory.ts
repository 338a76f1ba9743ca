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

/** Variants kept per file: the last ones of a run are those that the next run will ask for. */
const KEPT_VARIANTS = 3

/** What a packed reference holds, in this order; a rewriting that succeeded has no error in it. */
const COLUMNS = [
  'pattern',
  'start',
  'matched',
  'url',
  'urlStart',
  'written',
  'writtenUrl',
  'outcome',
  'left',
  'target',
  'line',
  'sourceLine',
  'column',
] as const satisfies readonly (keyof PlacedReference)[]

/** The last recorded rewritings of a file as text, for the cache. */
export function packRewrites(recorded: readonly RecordedRewrite[]): string {
  return JSON.stringify(
    recorded
      .slice(-KEPT_VARIANTS)
      .map(({ answers, md5, size, references }) => [
        answers,
        md5,
        size,
        references.map((reference) => COLUMNS.map((column) => reference[column])),
      ]),
  )
}

/** What `packRewrites` packed; nothing for a text of another shape, since it is only a cache. */
export function unpackRewrites(text: string): RecordedRewrite[] {
  try {
    const packed = JSON.parse(text) as [RecordedRewrite['answers'], string, number, unknown[][]][]
    return packed.map(([answers, md5, size, references]) => ({
      answers,
      md5,
      size,
      references: references.map((values) => {
        const columns = Object.fromEntries(COLUMNS.map((column, at) => [column, values[at]]))
        return { ...columns, error: null } as unknown as PlacedReference
      }),
    }))
  } catch {
    return []
  }
}
