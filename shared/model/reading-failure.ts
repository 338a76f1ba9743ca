import { z } from 'zod'

/** What may mend a project that could not be read. */
export const remedySchema = z.discriminatedUnion('kind', [
  /** Give the environment variable that its settings ask for. */
  z.object({ kind: z.literal('variable'), name: z.string() }),
  /** Name another Python; `others` are those that were found besides. */
  z.object({ kind: z.literal('interpreter'), others: z.array(z.string()) }),
  z.object({ kind: z.literal('settings-module') }),
  z.object({ kind: z.literal('more-time') }),
])
export type Remedy = Readonly<z.infer<typeof remedySchema>>

/** Why a project could not be read, and what to try. */
export const readingFailureSchema = z.object({
  /** The likely cause, a sentence without its full stop. */
  cause: z.string(),
  /** What to do, a sentence without its full stop; empty where a remedy says it all. */
  advice: z.string(),
  remedies: z.array(remedySchema),
  /** What Python raised; null if it raised nothing. */
  error: z.object({ type: z.string(), message: z.string() }).nullable(),
  /** The last place in the user's code that the error went through. */
  frame: z
    .object({ file: z.string(), line: z.int(), function: z.string().nullable(), text: z.string().nullable() })
    .nullable(),
  /** The last lines that the project printed. */
  printed: z.array(z.string()),
})
export type ReadingFailure = Readonly<z.infer<typeof readingFailureSchema>>
