import { z } from 'zod'
import { rolloutEventSchema } from './rollout.ts'

/** What a stretch of a lane is: the old release, the new one, both, nothing; or harm, by how bad it is. */
export const laneToneSchema = z.enum(['before', 'after', 'both', 'gap', 'fatal', 'bad', 'warn'])
export type LaneTone = z.infer<typeof laneToneSchema>

/** A part of the set-up over time. Stretches follow each other without a gap; the last may have no end. */
export const laneSchema = z.object({
  id: z.string(),
  name: z.string(),
  stretches: z.array(
    z.object({
      from: z.int(),
      to: z.int().nullable(),
      tone: laneToneSchema,
      /** A few words, as there is room for. */
      text: z.string(),
      /** The same in full. */
      words: z.string(),
    }),
  ),
})
export type Lane = Readonly<z.infer<typeof laneSchema>>

/** So many servers are drawn at a time; more would hide the rest. */
export const SERVERS_SHOWN = 8

/** The time line of a rollout: what happens, when anything changes, and the lanes of some servers among all others. */
export const timeLineSchema = z.object({
  events: z.array(rolloutEventSchema),
  /** Seconds at which something changes for somebody, ascending; the last is where the line ends. */
  moments: z.array(z.int()),
  /** The moment that is worth looking at first. */
  worstAt: z.int(),
  lanes: z.array(laneSchema),
  /** Servers whose lanes are among them, counted from 1, and how many there are. */
  servers: z.object({ first: z.int(), shown: z.int(), total: z.int() }),
})
export type TimeLine = Readonly<z.infer<typeof timeLineSchema>>
