import { z } from 'zod'
import { ERROR_CODES } from './errors.ts'

/** How an error crosses a boundary: data, never an Error object. */
export const errorDataSchema = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  details: z.string().nullable(),
})
