import { z } from 'zod'
import { foundReferenceSchema } from './reference.ts'

/** What Django makes of a reference. `not-seen`: none of its patterns matches there. */
export const djangoReadingSchema = z.enum(['rewritten', 'left', 'error', 'not-seen'])
export type DjangoReading = z.infer<typeof djangoReadingSchema>

/**
 * What a browser gets for a reference as it is served. `hashed`: a file under its hashed name. `plain`: a file under its
 * logical name, which each release overwrites. `missing`: 404. `wrong-case`: there is a name that differs in case alone,
 * so that it works on disks that do not mind. `elsewhere`: another origin, or a path outside of STATIC_URL. `none`: no
 * request is made. `unknown`: the address is made while the page runs.
 */
export const servedSchema = z.enum(['hashed', 'plain', 'missing', 'wrong-case', 'elsewhere', 'none', 'unknown'])
export type Served = z.infer<typeof servedSchema>

/** One place that asks for a file, in both readings. */
export const checkedReferenceSchema = foundReferenceSchema.extend({
  /** Logical name of the file that it stands in, or name of the template. */
  file: z.string(),
  django: z.object({
    verdict: djangoReadingSchema,
    /** The URL that stands there afterwards; null unless rewritten. */
    written: z.string().nullable(),
    /** Why it was left, or the error's message; null otherwise. */
    reason: z.string().nullable(),
  }),
  served: servedSchema,
  /** Logical name that it leads to; for `elsewhere` the address; null where nobody can tell. */
  resolved: z.string().nullable(),
  /** Why nobody can tell, or what differs; null otherwise. */
  note: z.string().nullable(),
})
export type CheckedReference = Readonly<z.infer<typeof checkedReferenceSchema>>
