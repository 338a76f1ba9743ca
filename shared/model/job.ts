import { z } from 'zod'
import { readingFailureSchema } from './reading-failure.ts'

/** Long work as the page sees it. */
export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum([
    'read',
    'preview',
    'verify',
    'collect',
    'release',
    'export-release',
    'check-releases',
    'compare',
    'compressed-cost',
    'check',
    'findings',
    'rollout',
  ]),
  projectId: z.string(),
  title: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** What is being done, for people: "Reading files". */
  step: z.string(),
  done: z.int(),
  /** 0 while unknown. */
  total: z.int(),
  /** Set when failed. */
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      /** Set where a Django project could not be read. */
      reading: readingFailureSchema.nullable().optional(),
    })
    .nullable(),
})
export type Job = Readonly<z.infer<typeof jobSchema>>
