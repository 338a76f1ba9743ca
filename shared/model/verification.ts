import { z } from 'zod'

/**
 * One point in which the preview and the project's real Django differ. `ours` is what the preview says, `theirs` what
 * Django did, each as a fact in one line; null where that side has nothing.
 */
export const verificationDifferenceSchema = z.object({
  /**
   * `winner`: another source file wins or is shadowed; `missing`: Django does not write it; `extra`: only Django writes
   * it; `name`: another hashed name; `bytes`: other contents; `manifest`, `error`, `summary`: of the whole run.
   */
  kind: z.enum(['winner', 'missing', 'extra', 'name', 'bytes', 'manifest', 'error', 'summary']),
  /** The destination path, or the name of an output file; null for the whole run. */
  name: z.string().nullable(),
  ours: z.string().nullable(),
  theirs: z.string().nullable(),
  /** The first line that differs, 1-based, each side cut to 400 UTF-16 units; null where the contents are no texts. */
  firstLine: z.object({ line: z.int(), ours: z.string().nullable(), theirs: z.string().nullable() }).nullable(),
})
export type VerificationDifference = Readonly<z.infer<typeof verificationDifferenceSchema>>

/** What a run of the project's real `collectstatic` came to, held against the preview. */
export const verificationSchema = z.object({
  /** Full version of the Django that ran, such as `5.2.17`. */
  django: z.string(),
  python: z.string(),
  /** Dotted path of the project's storage class. */
  storage: z.string(),
  /** Nothing differs. */
  agrees: z.boolean(),
  /** Collected files that were compared, and those of them that are equal in source, name and bytes. */
  total: z.int(),
  agreed: z.int(),
  /** Number of differences. */
  differences: z.int(),
  /** How Django's own run ended, null if it succeeded. Then only what it wrote until then could be compared. */
  error: z.object({ type: z.string(), message: z.string() }).nullable(),
  /** The storage is a remote one, which was replaced by one on this disk. */
  isRemote: z.boolean(),
  /** Files of the project that its `collectstatic` tried to change, which was refused. */
  refused: z.array(z.string()),
  /** ISO 8601. */
  startedAt: z.string(),
})
export type Verification = Readonly<z.infer<typeof verificationSchema>>

/** The newest verification of a project, as it stands to its newest preview. */
export const verificationStateSchema = z.object({
  verification: verificationSchema,
  /** Why it no longer holds, in one short sentence; null while it does. */
  stale: z.string().nullable(),
  /** The preview shows what Django did, in place of what was worked out. */
  isAnswer: z.boolean(),
})
export type VerificationState = Readonly<z.infer<typeof verificationStateSchema>>
