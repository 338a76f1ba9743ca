import { z } from 'zod'

/** What a text about a set-up is; `auto` tells it by name and content. */
export const SET_UP_KINDS = ['auto', 'nginx', 'apache', 'dockerfile', 'procfile', 'kubernetes', 'headers'] as const
export const setUpKindSchema = z.enum(SET_UP_KINDS)
export type SetUpKind = z.infer<typeof setUpKindSchema>

/** No configuration is longer, in characters. */
export const LONGEST_SET_UP_TEXT = 1 << 20

/** A configuration that a person has chosen, dropped or pasted: its contents. The name is for people's eyes and no path. */
export const setUpTextSchema = z
  .object({ name: z.string().min(1).max(255), kind: setUpKindSchema, text: z.string().max(LONGEST_SET_UP_TEXT) })
  .strict()
export type SetUpText = Readonly<z.infer<typeof setUpTextSchema>>
