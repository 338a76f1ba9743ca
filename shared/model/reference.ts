import { z } from 'zod'
import { REFERENCE_KINDS } from './reference-kinds.ts'

export const referenceKindSchema = z.enum(REFERENCE_KINDS)
export type ReferenceKind = z.infer<typeof referenceKindSchema>

/**
 * When a browser asks for the target.
 * `requested`: when the file is loaded and used. `conditional`: under some condition (media, supports, density, lazy
 * loading, a state, a call, developer tools). `never`: a comment, a text that is no URL, an invalid or overridden
 * declaration, data and fragments.
 */
export const requestSchema = z.enum(['requested', 'conditional', 'never'])
export type Request = z.infer<typeof requestSchema>

/**
 * What a URL is relative to. `file`: the file that it stands in. `document`: the page that runs the script or uses the
 * file. `user`: the style sheet that uses a custom property, wherever that is.
 */
export const referenceBaseSchema = z.enum(['file', 'document', 'user'])
export type ReferenceBase = z.infer<typeof referenceBaseSchema>

/**
 * A reference as a browser's own parsers find it. The place is that of the first character of the URL as it is written:
 * `line` and `column` count from 1, columns and the 0-based `offset` in UTF-16 units; CRLF is one line end, a byte order
 * mark counts as one.
 */
export const foundReferenceSchema = z.object({
  kind: referenceKindSchema,
  offset: z.int().min(0),
  line: z.int().min(1),
  column: z.int().min(1),
  /** The URL as it is written, undecoded. */
  text: z.string(),
  /** The URL that a browser makes of it before resolving: escapes and entities decoded; null where it is dynamic. */
  url: z.string().nullable(),
  request: requestSchema,
  /** Under which condition it is asked for, or why never, in a few words; null for `requested` without one. */
  condition: z.string().nullable(),
  base: referenceBaseSchema,
  /**
   * Only of a tag that begins an address: what stands right behind it and goes on with that, and whether it is known which
   * file the whole leads to. Not set: the tag is the whole address.
   */
  rest: z.object({ text: z.string(), isKnown: z.boolean() }).readonly().optional(),
})
export type FoundReference = Readonly<z.infer<typeof foundReferenceSchema>>

/** What could not be read of a file, at its place. */
export const unreadableSchema = z.object({ line: z.int().min(1), column: z.int().min(1), message: z.string() })
export type Unreadable = Readonly<z.infer<typeof unreadableSchema>>

/** One file in a browser's reading. */
export type BrowserReading = {
  readonly references: readonly FoundReference[]
  /** A parser's complaint after which the rest of the file was not understood; null if all was. */
  readonly unreadable: Unreadable | null
  /** What `<base href>` of an HTML page says; null for none, and for all other files. */
  readonly documentBase: string | null
  /** Bare names and prefixes that an import map of an HTML page gives addresses to. */
  readonly importMap: ReadonlyMap<string, string> | null
}
