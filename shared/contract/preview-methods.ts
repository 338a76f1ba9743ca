import { z } from 'zod'
import { exportFormatSchema, preparedExportSchema } from '../model/export.ts'
import { byteDifferenceSchema, fileUsersSchema, textSideSchema, textSliceSchema } from '../model/file-text.ts'
import { differencesHeadSchema, fileDifferenceSchema } from '../model/differences.ts'
import { findingSchema } from '../model/finding.ts'
import { jobSchema } from '../model/job.ts'
import { collectErrorSchema, fileDetailSchema, freshnessSchema, previewSummarySchema } from '../model/preview.ts'
import { suggestedNameSchema, whyAnswerSchema } from '../model/why.ts'
import { id, name, page } from './method-parts.ts'

const whyText = z.string().max(4096)

/** The methods on the newest preview of a project or of a what-if. */
export const PREVIEW_METHODS = {
  /** Starts (or joins) the preview job of a project. */
  'preview.start': { side: 'engine', input: z.object({ projectId: id }).strict(), output: jobSchema },
  /** The newest finished preview; null before the first. */
  'preview.summary': {
    side: 'engine',
    input: z.object({ projectId: id }).strict(),
    output: previewSummarySchema.nullable(),
  },
  /**
   * How the newest preview stands to the folders. They are watched from then on, and the event `changed` tells of what
   * differs, as long as a page asks again at least every minute.
   */
  'preview.freshness': { side: 'engine', input: z.object({ projectId: id }).strict(), output: freshnessSchema },
  'preview.errors': {
    side: 'engine',
    input: z.object({ projectId: id, ...page }).strict(),
    output: z.object({ total: z.int(), errors: z.array(collectErrorSchema) }),
  },
  /** For the same slice of errors, the Django series in which each is met; empty where that cannot be told. */
  'preview.errorSeries': {
    side: 'engine',
    input: z.object({ projectId: id, ...page }).strict(),
    output: z.array(z.array(z.object({ series: z.string(), fails: z.boolean() }))),
  },
  'preview.findings': {
    side: 'engine',
    input: z.object({ projectId: id, ...page }).strict(),
    output: z.object({ total: z.int(), findings: z.array(findingSchema) }),
  },
  'preview.file': { side: 'engine', input: z.object({ projectId: id, name }).strict(), output: fileDetailSchema },
  /** A piece of the text of one side of a file; a whole text is read piece by piece. */
  'preview.text': {
    side: 'engine',
    input: z
      .object({
        projectId: id,
        name,
        side: textSideSchema,
        offset: z.int().min(0),
        limit: z
          .int()
          .min(1024)
          .max(4 << 20),
      })
      .strict(),
    output: textSliceSchema,
  },
  /** Who refers to a file, page by page, and a shortest way to it. */
  'preview.users': {
    side: 'engine',
    input: z.object({ projectId: id, name, ...page }).strict(),
    output: fileUsersSchema,
  },
  /** The winner's bytes against those of another candidate (1 is the first that lost). */
  'preview.compareCandidate': {
    side: 'engine',
    input: z.object({ projectId: id, name, candidate: z.int().min(1).max(10_000) }).strict(),
    output: byteDifferenceSchema,
  },
  /** Why whatever a person has typed is collected or not. The text is compared, and looked for in the project's own folders only. */
  'preview.why': {
    side: 'engine',
    input: z.object({ projectId: id, text: whyText }).strict(),
    output: whyAnswerSchema,
  },
  /** Names that a text may become while it is typed, at most 8. */
  'preview.suggest': {
    side: 'engine',
    input: z.object({ projectId: id, text: whyText }).strict(),
    output: z.array(suggestedNameSchema),
  },
  /** Makes a document of a preview to be saved: `system.saveExport` in the window, the address `/export/<id>` in a browser. */
  'preview.prepareExport': {
    side: 'engine',
    input: z.object({ projectId: id, format: exportFormatSchema, viewId: id }).strict(),
    output: preparedExportSchema,
  },
  /** What differs between a what-if and its project; null for a project itself, and before the preview has finished. */
  'whatIf.summary': {
    side: 'engine',
    input: z.object({ projectId: id }).strict(),
    output: differencesHeadSchema.nullable(),
  },
  /** In what one file differs; null if in nothing. */
  'whatIf.file': {
    side: 'engine',
    input: z.object({ projectId: id, name }).strict(),
    output: fileDifferenceSchema.nullable(),
  },
} as const
