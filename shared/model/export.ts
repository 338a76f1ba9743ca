import { z } from 'zod'

/** What a preview can be saved as: the document of `preview --json`, the rows of the outline, a summary for a ticket. */
export const exportFormatSchema = z.enum(['json', 'csv', 'markdown'])
export type ExportFormat = z.infer<typeof exportFormatSchema>

/** Names that are offered for a saved file: plain enough for every disk. */
export const exportNameSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/)

/** A document that is ready to be saved. */
export const preparedExportSchema = z.object({ exportId: z.string(), fileName: exportNameSchema })
export type PreparedExport = Readonly<z.infer<typeof preparedExportSchema>>
