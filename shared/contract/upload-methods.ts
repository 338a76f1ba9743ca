import { z } from 'zod'
import { preparedExportSchema } from '../model/export.ts'
import { OPERATION_FILTERS, storageOperationSchema, uploadTotalsSchema } from '../model/upload-plan.ts'
import { UPLOAD_RUNS } from '../model/upload-runs.ts'
import { id, page } from './method-parts.ts'

/** The methods on what a run asks of a remote storage. */
export const UPLOAD_METHODS = {
  /** How many calls a run would make of a remote storage, for a first run and for one when nothing has changed. */
  'uploads.plan': {
    side: 'engine',
    input: z.object({ projectId: id, overwrites: z.boolean() }).strict(),
    output: uploadTotalsSchema,
  },
  'uploads.operations': {
    side: 'engine',
    input: z
      .object({
        projectId: id,
        overwrites: z.boolean(),
        run: z.enum(UPLOAD_RUNS),
        filter: z.enum(OPERATION_FILTERS),
        ...page,
      })
      .strict(),
    output: z.object({ total: z.int(), operations: z.array(storageOperationSchema) }),
  },
  'uploads.prepareExport': {
    side: 'engine',
    input: z.object({ projectId: id, overwrites: z.boolean(), format: z.enum(['csv', 'json']) }).strict(),
    output: preparedExportSchema,
  },
} as const
