import { z } from 'zod'

/** Which of the old release's files are listed: those that may go one day, those that stay, or all. */
export const keepChoiceSchema = z.enum(['going', 'staying', 'all'])
export type KeepChoice = z.infer<typeof keepChoiceSchema>

/** What is asked of the list of files and the moments until which they must stay. */
export const keepQuerySchema = z.object({
  text: z.string().max(500).default(''),
  which: keepChoiceSchema.default('all'),
  sort: z.enum(['until', 'name', 'size']).default('until'),
  descending: z.boolean().default(true),
})
export type KeepQuery = Readonly<z.infer<typeof keepQuerySchema>>
