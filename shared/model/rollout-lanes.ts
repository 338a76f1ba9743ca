import { z } from 'zod'

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

/** What the plan does at one moment, in a few sentences however many servers do it. */
export const storyStepSchema = z.object({ at: z.int(), sentences: z.array(z.string()) })
export type StoryStep = Readonly<z.infer<typeof storyStepSchema>>

/**
 * The time line of a rollout: when something is done, when anything changes for somebody, and the lanes of some servers
 * among all others. What is done at a moment is asked for with it, for a thousand servers do many things.
 */
export const timeLineSchema = z.object({
  /** Seconds at which the plan does something, ascending, each once. */
  steps: z.array(z.int()),
  /** Seconds at which something changes for somebody, ascending; the last is where the line ends. */
  moments: z.array(z.int()),
  /** The moment that is worth looking at first. */
  worstAt: z.int(),
  lanes: z.array(laneSchema),
  /** Servers whose lanes are among them, counted from 1, and how many there are. */
  servers: z.object({ first: z.int(), shown: z.int(), total: z.int() }),
})
export type TimeLine = Readonly<z.infer<typeof timeLineSchema>>
