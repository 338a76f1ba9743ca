import { z } from 'zod'
import {
  acceptedFindingSchema,
  checkedReferenceSchema,
  checkFindingSchema,
  checkQuerySchema,
  checkReachSchema,
  checkSummarySchema,
  findingDetailSchema,
  findingGroupSchema,
  groupingSchema,
  neighbourhoodSchema,
  pageDetailSchema,
  pageSummarySchema,
  referenceUsersSchema,
  sinceSchema,
  unusedFileSchema,
} from '../model/check.ts'
import { preparedExportSchema } from '../model/export.ts'
import { jobSchema } from '../model/job.ts'
import { id, name, page } from './method-parts.ts'

const projectId = id

/** The methods of References. A check belongs to a project's newest preview; `check.start` makes that first if need be. */
export const CHECK_METHODS = {
  /** Starts (or joins) the check of a project. */
  'check.start': { side: 'engine', input: z.object({ projectId }).strict(), output: jobSchema },
  /** The newest finished check; null before the first. */
  'check.summary': {
    side: 'engine',
    input: z.object({ projectId }).strict(),
    output: checkSummarySchema.nullable(),
  },
  /** The groups of the findings that a query lets through, the worst and largest first. */
  'check.groups': {
    side: 'engine',
    input: z.object({ projectId, query: checkQuerySchema, by: groupingSchema, ...page }).strict(),
    output: z.object({ total: z.int(), groups: z.array(findingGroupSchema) }),
  },
  /** Findings that a query lets through, of one group or of all, the worst first. */
  'check.findings': {
    side: 'engine',
    input: z
      .object({
        projectId,
        query: checkQuerySchema,
        group: z.object({ by: groupingSchema, key: name }).strict().nullable(),
        ...page,
      })
      .strict(),
    output: z.object({ total: z.int(), findings: z.array(checkFindingSchema) }),
  },
  /** Where a finding stands among those of its group; null where the query leaves it out. */
  'check.locate': {
    side: 'engine',
    input: z
      .object({ projectId, query: checkQuerySchema, by: groupingSchema, findingId: z.string().min(1).max(100) })
      .strict(),
    output: z.object({ group: z.string(), index: z.int() }).nullable(),
  },
  /** What a check of this project reads besides what its settings name. */
  'check.reach': { side: 'engine', input: z.object({ projectId }).strict(), output: checkReachSchema },
  /** Changes that until the project is forgotten. The next check uses it. `templates`: granted folders. */
  'check.setReach': {
    side: 'engine',
    input: z
      .object({
        projectId,
        also: checkReachSchema.shape.also,
        templates: z.array(z.string().min(1).max(200)).max(50),
      })
      .strict(),
    output: checkReachSchema,
  },
  'check.finding': {
    side: 'engine',
    input: z.object({ projectId, findingId: z.string().min(1).max(100) }).strict(),
    output: findingDetailSchema,
  },
  /** Releases of the same project that the store has, the newest first. */
  'check.releases': {
    side: 'engine',
    input: z.object({ projectId }).strict(),
    output: z.array(z.object({ name: z.string(), takenAt: z.string() })),
  },
  /** Starts (or joins) the check of the project's releases, from the newest back to one of them. */
  'check.startSince': {
    side: 'engine',
    input: z.object({ projectId, release: z.string().min(1).max(200) }).strict(),
    output: jobSchema,
  },
  /** Null before that is done. */
  'check.since': { side: 'engine', input: z.object({ projectId }).strict(), output: sinceSchema.nullable() },
  /** Both readings of one static file or template, in the order of the text. */
  'check.references': {
    side: 'engine',
    input: z.object({ projectId, file: name, ...page }).strict(),
    output: z.object({ total: z.int(), references: z.array(checkedReferenceSchema) }),
  },
  'check.pages': {
    side: 'engine',
    input: z.object({ projectId, search: z.string().max(1000), ...page }).strict(),
    output: z.object({ total: z.int(), pages: z.array(pageSummarySchema) }),
  },
  'check.page': {
    side: 'engine',
    input: z.object({ projectId, template: name }).strict(),
    output: pageDetailSchema,
  },
  'check.unused': {
    side: 'engine',
    input: z.object({ projectId, search: z.string().max(1000), ...page }).strict(),
    output: z.object({ total: z.int(), files: z.array(unusedFileSchema) }),
  },
  /** Who asks for a name: files, templates, Python. */
  'check.users': {
    side: 'engine',
    input: z.object({ projectId, name, ...page }).strict(),
    output: referenceUsersSchema,
  },
  /** What lies around a file, nearest first. */
  'check.neighbours': {
    side: 'engine',
    input: z.object({ projectId, name, limit: z.int().min(1).max(300) }).strict(),
    output: neighbourhoodSchema,
  },
  /** Takes the accepted findings from a file that the user has chosen; what is accepted from then on is written there. */
  'check.useAccepted': {
    side: 'engine',
    input: z.object({ projectId, fileId: z.string().min(1).max(200) }).strict(),
    output: checkSummarySchema,
  },
  /** Accepts a finding. Without a chosen file that holds until the engine ends; `check.prepareAccepted` gives the file. */
  'check.accept': {
    side: 'engine',
    input: z
      .object({
        projectId,
        findingId: z.string().min(1).max(100),
        reason: acceptedFindingSchema.shape.reason,
        expires: acceptedFindingSchema.shape.expires,
      })
      .strict(),
    output: checkSummarySchema,
  },
  /** Takes back that a finding is accepted. */
  'check.unaccept': {
    side: 'engine',
    input: z.object({ projectId, findingId: z.string().min(1).max(100) }).strict(),
    output: checkSummarySchema,
  },
  /** Makes a document to be saved: the accepted findings, a report of all, or a table of what a query lets through. */
  'check.prepareExport': {
    side: 'engine',
    input: z
      .object({
        projectId,
        format: z.enum(['accepted', 'csv', 'json', 'sarif', 'markdown']),
        query: checkQuerySchema,
      })
      .strict(),
    output: preparedExportSchema,
  },
} as const
