import { z } from 'zod'

/** Pictures that a browser of every supported version shows, by their first bytes. */
export const IMAGE_TYPES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/x-icon',
  'image/svg+xml',
] as const
export const imageTypeSchema = z.enum(IMAGE_TYPES)
export type ImageType = z.infer<typeof imageTypeSchema>

/** A picture; width and height in px are null where its header does not tell them. */
export const imageFactsSchema = z.object({
  kind: z.literal('image'),
  type: imageTypeSchema,
  width: z.number().nullable(),
  height: z.number().nullable(),
})
export type ImageFacts = Readonly<z.infer<typeof imageFactsSchema>>

/** A font, as its tables tell. What cannot be read is null. */
export const fontFactsSchema = z.object({
  kind: z.literal('font'),
  /** `TrueType`, `OpenType (CFF)`, `WOFF`, `WOFF2`, `Collection`. */
  format: z.string(),
  family: z.string().nullable(),
  style: z.string().nullable(),
  version: z.string().nullable(),
  glyphs: z.int().nullable(),
  unitsPerEm: z.int().nullable(),
  /** Axes of a variable font: tag, least and greatest value. */
  axes: z.array(z.object({ tag: z.string(), least: z.number(), greatest: z.number() })),
  /** Tables in order of the file, with their unpacked sizes in bytes. */
  tables: z.array(z.object({ tag: z.string(), size: z.int() })),
})
export type FontFacts = Readonly<z.infer<typeof fontFactsSchema>>

/** A source map (ECMA-426); sources are counted here, and which came or went stands beside both sides. */
export const sourceMapFactsSchema = z.object({
  kind: z.literal('source-map'),
  version: z.number().nullable(),
  file: z.string().nullable(),
  sources: z.int(),
  /** Sources whose text is in the map. */
  withContent: z.int(),
  /** UTF-16 units of the mappings. */
  mappings: z.int(),
})
export type SourceMapFacts = Readonly<z.infer<typeof sourceMapFactsSchema>>

/** What one side of a file is. Sizes are bytes. */
export const contentFactsSchema = z.object({
  /** `none`: the side has no such content; `gone`: it is known, and its bytes cannot be had. */
  state: z.enum(['here', 'none', 'gone']),
  size: z.int().nullable(),
  /** SHA-256, hex. */
  hash: z.string().nullable(),
  /** What its first bytes say that it is, for people: `PNG image`, `gzip archive`, `text`. Null unless it is here. */
  type: z.string().nullable(),
  detail: z.discriminatedUnion('kind', [imageFactsSchema, fontFactsSchema, sourceMapFactsSchema]).nullable(),
})
export type ContentFacts = Readonly<z.infer<typeof contentFactsSchema>>

/** Where two contents begin to differ: rows of 16 bytes around that place. */
export const firstDifferenceSchema = z.object({
  /** 0-based offset of the first byte that differs, or that only the longer one has. */
  offset: z.int(),
  /** Offset of the first byte that is shown. */
  start: z.int(),
  /** The bytes from there, hex; shorter where a content ends. */
  a: z.string(),
  b: z.string(),
})
export type FirstDifference = Readonly<z.infer<typeof firstDifferenceSchema>>

/** So many sources of a map are named; the counts are exact. */
export const SOURCES_SHOWN = 200

/** Which sources of a map came, went, or have another text. */
export const sourcesDifferenceSchema = z.object({
  added: z.array(z.string()),
  addedCount: z.int(),
  removed: z.array(z.string()),
  removedCount: z.int(),
  /** On both sides with different text; only those with text on both sides can be told. */
  edited: z.array(z.string()),
  editedCount: z.int(),
})
export type SourcesDifference = Readonly<z.infer<typeof sourcesDifferenceSchema>>

/** Two sides of a file that is no text to be compared line by line. */
export const contentsDifferenceSchema = z.object({
  a: contentFactsSchema,
  b: contentFactsSchema,
  /** Null where a side has no bytes, and where both are the same. */
  first: firstDifferenceSchema.nullable(),
  /** Null unless both are source maps. */
  sources: sourcesDifferenceSchema.nullable(),
})
export type ContentsDifference = Readonly<z.infer<typeof contentsDifferenceSchema>>

/** A piece of a picture's bytes, Base64. */
export const imageSliceSchema = z.object({
  type: imageTypeSchema,
  /** Bytes of the whole. */
  total: z.int(),
  base64: z.string(),
})
export type ImageSlice = Readonly<z.infer<typeof imageSliceSchema>>
