import { z } from 'zod'
import { differenceKindSchema } from './difference-kind.ts'
import { collectErrorSchema, fileActionSchema } from './preview.ts'
import { findingSchema } from './finding.ts'

/** A file as one of two previews has it. */
export const fileSideSchema = z.object({
  source: z.string(),
  provider: z.string(),
  size: z.int(),
  action: fileActionSchema,
  /** Null where there is none, and where Django stops in the file. */
  hashedName: z.string().nullable(),
  url: z.string().nullable(),
  errors: z.int(),
  compressed: z.array(z.string()),
})
export type FileSide = Readonly<z.infer<typeof fileSideSchema>>

/** A file that differs; a side is null where it is not collected. */
export const fileDifferenceSchema = z.object({
  name: z.string(),
  kinds: z.array(differenceKindSchema),
  before: fileSideSchema.nullable(),
  after: fileSideSchema.nullable(),
})
export type FileDifference = Readonly<z.infer<typeof fileDifferenceSchema>>

const changedSchema = <T extends z.ZodType>(value: T) => z.object({ before: value, after: value })

/** All that differs but the files: what the sentence needs, and nothing that grows with the number of files but errors and findings. */
export const differencesHeadSchema = z.object({
  /** Files that differ, and files by each kind of difference; a file may be of several kinds. */
  files: z.int(),
  kinds: z.record(differenceKindSchema, z.int()),
  succeeds: changedSchema(z.boolean()),
  summaryLine: changedSchema(z.string()),
  storageClass: changedSchema(z.string()),
  errors: z.object({ gone: z.array(collectErrorSchema), appeared: z.array(collectErrorSchema) }),
  findings: z.object({ gone: z.array(findingSchema), appeared: z.array(findingSchema) }),
  notCollected: z.object({ gone: z.int(), appeared: z.int() }),
  /** Whether a manifest is written, and how many of its entries differ. */
  manifest: z.object({ before: z.boolean(), after: z.boolean(), entries: z.int(), isSameFile: z.boolean() }),
})
export type DifferencesHead = Readonly<z.infer<typeof differencesHeadSchema>>
