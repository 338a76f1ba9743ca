import { z } from 'zod'
import { collectPlanSchema, collectTargetSchema } from '../model/collect-plan.ts'
import { textSliceSchema } from '../model/file-text.ts'
import { jobSchema } from '../model/job.ts'
import { verificationDifferenceSchema, verificationStateSchema } from '../model/verification.ts'
import { id, name, page } from './method-parts.ts'

/** The methods that write an output, and that check a preview against the project's real collectstatic. */
export const COLLECT_METHODS = {
  /** What a collect into the chosen folder would do; nothing is written. The newest plan of a project can be started. */
  'collect.plan': {
    side: 'engine',
    input: z.object({ projectId: id, target: collectTargetSchema }).strict(),
    output: collectPlanSchema,
  },
  /** Writes what the plan says. Where the folder has changed since, nothing is written. */
  'collect.start': {
    side: 'engine',
    input: z.object({ projectId: id, planId: id, keepGoing: z.boolean() }).strict(),
    output: jobSchema,
  },
  /** Runs the project's real collectstatic into a temporary folder and compares. Only for Django projects. */
  'verify.start': { side: 'engine', input: z.object({ projectId: id }).strict(), output: jobSchema },
  /** The newest verification of a project; null before the first. */
  'verify.result': {
    side: 'engine',
    input: z.object({ projectId: id }).strict(),
    output: verificationStateSchema.nullable(),
  },
  'verify.differences': {
    side: 'engine',
    input: z.object({ projectId: id, ...page }).strict(),
    output: z.object({ total: z.int(), differences: z.array(verificationDifferenceSchema) }),
  },
  /** A piece of an output file as it was worked out (`ours`) or as Django wrote it (`theirs`). */
  'verify.text': {
    side: 'engine',
    input: z
      .object({
        projectId: id,
        name,
        side: z.enum(['ours', 'theirs']),
        offset: z.int().min(0),
        limit: z
          .int()
          .min(1024)
          .max(4 << 20),
      })
      .strict(),
    output: textSliceSchema,
  },
} as const
