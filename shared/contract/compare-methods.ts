import { z } from 'zod'
import {
  comparisonChipSchema,
  comparisonFileSchema,
  comparisonQuerySchema,
  comparisonRowSchema,
  comparisonSummarySchema,
  comparisonTextSchema,
} from '../model/comparison-view.ts'
import { checkFindingSchema, comparedFindingsSchema, FINDINGS_LISTS } from '../model/check.ts'
import { contentsDifferenceSchema, imageSliceSchema } from '../model/content-facts.ts'
import { alarmSchema, causeSchema } from '../model/comparison.ts'
import { preparedExportSchema } from '../model/export.ts'
import { jobSchema } from '../model/job.ts'
import { releaseChoiceSchema } from '../model/release-choice.ts'
import { treemapSchema } from '../model/treemap.ts'
import { name, none, page, sight } from './method-parts.ts'

/** A comparison's id holds both its sides. */
const id = z.string().min(1).max(20_000)
/** A release of the store, or a source that is taken for the comparison alone. */
const side = z.union([
  z.object({ release: z.string().min(1).max(200) }).strict(),
  z.object({ source: releaseChoiceSchema }).strict(),
])

/** Where a row stands among `total` open ones (null: it is not there), and the rows in sight of it, from `offset` on. */
const place = { total: z.int(), index: z.int().nullable(), offset: z.int(), rows: z.array(comparisonRowSchema) }

/** The methods that compare two releases. A comparison is named by the id that `compare.start` gives; the newest few are kept. */
export const COMPARE_METHODS = {
  /** Starts (or joins) a comparison. Its rows and details are there once the job is done. */
  'compare.start': {
    side: 'engine',
    input: z.object({ a: side, b: side }).strict(),
    output: z.object({ comparisonId: z.string(), job: jobSchema }),
  },
  /** Null before the job is done, and for a comparison that is not kept any more. */
  'compare.summary': {
    side: 'engine',
    input: z.object({ comparisonId: id }).strict(),
    output: comparisonSummarySchema.nullable(),
  },
  /**
   * Computes the compressed sizes that the cost lacks (gzip at level 6), as a job behind the comparison; the summary and
   * documents have them when it is done. Null where nothing is lacking.
   */
  'compare.computeCompressed': {
    side: 'engine',
    input: z.object({ comparisonId: id }).strict(),
    output: z.object({ job: jobSchema.nullable() }),
  },
  'compare.alarms': {
    side: 'engine',
    input: z.object({ comparisonId: id, ...page }).strict(),
    output: z.object({ total: z.int(), alarms: z.array(alarmSchema) }),
  },
  /** Starts (or joins) the check of both sides, whose findings are then compared. */
  'compare.startFindings': { side: 'engine', input: z.object({ comparisonId: id }).strict(), output: jobSchema },
  /** Null before that is done. */
  'compare.findings': {
    side: 'engine',
    input: z.object({ comparisonId: id, list: z.enum(FINDINGS_LISTS), ...page }).strict(),
    output: comparedFindingsSchema.extend({ total: z.int(), findings: z.array(checkFindingSchema) }).nullable(),
  },
  /** One file by its name in B, or in A for a removed one. */
  'compare.file': {
    side: 'engine',
    input: z.object({ comparisonId: id, name }).strict(),
    output: comparisonFileSchema,
  },
  /** A piece of a side's text: its output or its source, with substituted hashes hidden or shown. */
  'compare.text': {
    side: 'engine',
    input: z
      .object({
        comparisonId: id,
        name,
        side: z.enum(['a', 'b']),
        content: z.enum(['output', 'source']),
        hideHashes: z.boolean(),
        offset: z.int().min(0),
        limit: z.int().min(1).max(1_000_000),
      })
      .strict(),
    output: comparisonTextSchema,
  },
  /** What a file's served bytes are on both sides: picture, font, source map or other, and where they begin to differ. */
  'compare.contents': {
    side: 'engine',
    input: z.object({ comparisonId: id, name }).strict(),
    output: contentsDifferenceSchema,
  },
  /** A piece of the bytes of a picture, in bytes; refused for what is none by its first bytes. */
  'compare.image': {
    side: 'engine',
    input: z
      .object({
        comparisonId: id,
        name,
        side: z.enum(['a', 'b']),
        offset: z.int().min(0),
        limit: z
          .int()
          .min(1)
          .max(4 << 20),
      })
      .strict(),
    output: imageSliceSchema,
  },
  /**
   * Makes a view. `counts` has the files behind each chip, `causes` those of each cause, for the same search. `like` names an
   * older view: what is not narrowed and grouped as that one has the same groups open. The file that is selected is located
   * at once, as `compare.locate` does. `closes` are views that are of no use any more.
   */
  'compare.open': {
    side: 'engine',
    input: z
      .object({
        comparisonId: id,
        query: comparisonQuerySchema,
        like: id.nullable().default(null),
        selected: name.nullable().default(null),
        closes: z.array(id).max(100).default([]),
        sight,
      })
      .strict(),
    output: z.object({
      viewId: z.string(),
      ...place,
      counts: z.record(comparisonChipSchema, z.int()),
      causes: z.record(causeSchema, z.int()),
    }),
  },
  'compare.rows': {
    side: 'engine',
    input: z.object({ viewId: id, ...page }).strict(),
    output: z.object({ total: z.int(), rows: z.array(comparisonRowSchema) }),
  },
  'compare.toggle': {
    side: 'engine',
    /** A null key opens or closes all groups. The answer brings rows along, as `compare.rows` gives them. */
    input: z.object({ viewId: id, key: name.nullable(), expanded: z.boolean(), ...page }).strict(),
    output: z.object({ total: z.int(), rows: z.array(comparisonRowSchema) }),
  },
  /** Opens every group above a name and tells where its row is; without a name it is the top that is looked at. */
  'compare.locate': {
    side: 'engine',
    input: z.object({ viewId: id, name: name.nullable(), sight }).strict(),
    output: z.object(place),
  },
  /** Locates the next or previous file of the view from a name on, closed groups included; null at the end. */
  'compare.step': {
    side: 'engine',
    input: z.object({ viewId: id, from: name.nullable(), forward: z.boolean(), onlyOwn: z.boolean(), sight }).strict(),
    output: z.object({ name: z.string().nullable(), ...place }),
  },
  /** The sizes below one of the view's groups (null: all), rolled up. */
  'compare.treemap': {
    side: 'engine',
    input: z.object({ viewId: id, root: name.nullable(), maxNodes: z.int().min(1).max(20_000) }).strict(),
    output: treemapSchema,
  },
  /** Makes a document of a comparison to be saved, as `preview.prepareExport` does of a preview; `csv` has the rows of a view. */
  'compare.export': {
    side: 'engine',
    input: z.discriminatedUnion('format', [
      z.object({ comparisonId: id, format: z.enum(['html', 'json', 'markdown']) }).strict(),
      z.object({ comparisonId: id, format: z.literal('csv'), viewId: id }).strict(),
    ]),
    output: preparedExportSchema,
  },
  'compare.close': { side: 'engine', input: z.object({ viewId: id }).strict(), output: none },
} as const
