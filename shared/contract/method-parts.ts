import { z } from 'zod'

/** The id of a project, view, job or grant. A what-if's id holds what is changed. */
export const id = z.string().min(1).max(4000)

/** The name of a file, or the key of a row. */
export const name = z.string().max(8192)

/** Which of many are asked for. */
export const page = { offset: z.int().min(0), limit: z.int().min(1).max(500) }

/**
 * The rows that come along with an answer about one of them: whole pages of `pageSize` rows, which hold the row and `reach`
 * rows on each side of it; without one, those at the top.
 */
export const sight = z
  .object({ reach: z.int().min(0).max(250), pageSize: z.int().min(1).max(500) })
  .strict()
  .default({ reach: 40, pageSize: 100 })

/** The input of a method that needs none. */
export const empty = z.object({}).strict()

/** The output of a method that has none. */
export const none = z.null()
