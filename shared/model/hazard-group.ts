import { z } from 'zod'
import { conditionSchema, outcomeSchema } from './rollout.ts'

/** By what hazards are told together: what is to blame, what visitors get, or when. */
export const HAZARD_GROUPINGS = ['cause', 'outcome', 'window'] as const
export const hazardGroupingSchema = z.enum(HAZARD_GROUPINGS)
export type HazardGrouping = z.infer<typeof hazardGroupingSchema>

/** Hazards that have something in common. */
export const hazardGroupSchema = z.object({
  key: z.string(),
  title: z.string(),
  /** The worst of them, and the surest way to it. */
  outcome: outcomeSchema,
  condition: conditionSchema,
  from: z.int(),
  /** Null: at least one has no end. */
  to: z.int().nullable(),
  hazards: z.int(),
  /** Of the largest of them: the others may be about the same files and pages. */
  files: z.int(),
  /** Null where pages are not known. */
  pages: z.int().nullable(),
})
export type HazardGroup = Readonly<z.infer<typeof hazardGroupSchema>>
