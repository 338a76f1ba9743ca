import { z } from 'zod'

/** What a collect would do with the folder that the user chose, for saying yes or no to. Counts are files. */
export const collectPlanSchema = z.object({
  /** What a start refers to; the newest plan of a project counts. */
  id: z.string(),
  /** Display path of the folder. */
  display: z.string(),
  /** `new`: made by the collect, or empty; `static-root`: the configured STATIC_ROOT, with files in it. */
  kind: z.enum(['new', 'static-root']),
  added: z.int(),
  overwritten: z.int(),
  unchanged: z.int(),
  removed: z.int(),
  /** Some names of what would be lost, at most 50 of each kind. */
  lost: z.object({ overwritten: z.array(z.string()), removed: z.array(z.string()) }),
  /** The error that the command would stop at; null if it succeeds. Then nothing is written but with `keepGoing`. */
  error: z.string().nullable(),
  /** What is written is what the project's real Django did, as Verify found it. */
  isVerified: z.boolean(),
  /** Sentences about classes that are not emulated, so that Django may write something else. */
  doubts: z.array(z.string()),
})
export type CollectPlan = Readonly<z.infer<typeof collectPlanSchema>>

/** Where the output goes. Paths never come from the page. */
export const collectTargetSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('folder'),
      grantId: z.string().min(1).max(100),
      /** A new folder right in the granted one; null for the folder itself. */
      newFolder: z
        .string()
        .min(1)
        .max(200)
        .regex(/^(?!\.{1,2}$)[^/\\\0]+$/, 'Write a name without slashes')
        .nullable(),
    })
    .strict(),
  /** The configured STATIC_ROOT. */
  z.object({ kind: z.literal('static-root') }).strict(),
])
export type CollectTarget = Readonly<z.infer<typeof collectTargetSchema>>
