import { z } from 'zod'

/** Which bytes of a name are meant: the winner's, what Django writes of it, or those of one candidate in finder order (0 is the winner). */
export const textSideSchema = z.union([
  z.enum(['source', 'output']),
  z.object({ candidate: z.int().min(0).max(10_000) }).strict(),
])
export type TextSide = Readonly<z.infer<typeof textSideSchema>>

/** A place in a text that is worth seeing. Offsets in UTF-16 units of the whole text, end exclusive. */
export const textMarkSchema = z.object({
  start: z.int(),
  end: z.int(),
  kind: z.enum(['rewritten', 'error', 'finding']),
  /** What is said about it. */
  note: z.string(),
})
export type TextMark = Readonly<z.infer<typeof textMarkSchema>>

/** A piece of a file's text, or what its bytes are where they are no text. */
export const textSliceSchema = z.object({
  kind: z.enum(['text', 'binary']),
  /** What the bytes are, for people: `PNG image`, `UTF-8 text`. */
  type: z.string(),
  /** Bytes of the whole file. */
  size: z.int(),
  text: z.string(),
  /** Byte at which the next piece starts; null after the last. */
  next: z.int().nullable(),
  /** Byte sequences of this piece that are not UTF-8; U+FFFD stands for each. */
  replaced: z.int(),
  /** Of the whole text; with the first piece only. */
  marks: z.array(textMarkSchema),
  /** `data:` URL of an image up to 2 MB, with the first piece only; else null. */
  image: z.string().nullable(),
})
export type TextSlice = Readonly<z.infer<typeof textSliceSchema>>

/** How the bytes of two candidates stand to each other. */
export const byteDifferenceSchema = z.object({
  /** 0-based offset of the first byte that differs, or at which the shorter one ends; null if they are equal. */
  first: z.int().nullable(),
  a: z.object({ size: z.int(), type: z.string() }),
  b: z.object({ size: z.int(), type: z.string() }),
})
export type ByteDifference = Readonly<z.infer<typeof byteDifferenceSchema>>

/** A file whose references resolve to another one. */
export const fileUserSchema = z.object({
  name: z.string(),
  /** How many references. */
  references: z.int(),
  /** 1-based place of the first. */
  line: z.int(),
  column: z.int(),
})
export type FileUser = Readonly<z.infer<typeof fileUserSchema>>

/** Who uses a file. */
export const fileUsersSchema = z.object({
  total: z.int(),
  users: z.array(fileUserSchema),
  /**
   * Logical names from a file that no other refers to down to this one, a shortest such way; only this one's name when no
   * other refers to it; null when it is reached through circles alone.
   */
  chain: z.array(z.string()).nullable(),
})
export type FileUsers = Readonly<z.infer<typeof fileUsersSchema>>
