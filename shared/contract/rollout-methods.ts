import { z } from 'zod'
import { DELETE_FORMATS } from '../model/delete-format.ts'
import { preparedExportSchema } from '../model/export.ts'
import { hazardGroupingSchema, hazardGroupSchema } from '../model/hazard-group.ts'
import { jobSchema } from '../model/job.ts'
import { keepChoiceSchema, keepQuerySchema } from '../model/keep-query.ts'
import { releaseChoiceSchema } from '../model/release-choice.ts'
import {
  adviceSchema,
  hazardSchema,
  keepUntilSchema,
  matrixCellSchema,
  recognitionSchema,
  rollbackCheckSchema,
  rolloutHeadSchema,
  topologyCardSchema,
} from '../model/rollout.ts'
import { storyStepSchema, timeLineSchema } from '../model/rollout-lanes.ts'
import { rolloutPlanSchema, topologySchema } from '../model/rollout-plan.ts'
import { setUpTextSchema } from '../model/set-up-text.ts'

const id = z.string().min(1).max(40_000)
const page = { offset: z.int().min(0), limit: z.int().min(1).max(500) }
const at = z.int().min(0)
/** A release of the store, or a source that is taken for the rollout alone. */
const side = z.union([
  z.object({ release: z.string().min(1).max(200) }).strict(),
  z.object({ source: releaseChoiceSchema }).strict(),
])

/**
 * The methods on rollouts. `rollout.start` reads two releases once; `rollout.simulate` plays a plan on them at once and
 * gives the id of a rollout, by which the others ask. The newest few are kept.
 */
export const ROLLOUT_METHODS = {
  'rollout.topologies': {
    side: 'engine',
    input: z.object({}).strict(),
    output: z.array(topologyCardSchema),
  },
  /** Starts (or joins) the reading of two releases. */
  'rollout.start': {
    side: 'engine',
    input: z.object({ a: side, b: side }).strict(),
    output: z.object({ pairId: z.string(), job: jobSchema }),
  },
  /** Needs the reading done. */
  'rollout.simulate': {
    side: 'engine',
    input: z.object({ pairId: id, plan: rolloutPlanSchema }).strict(),
    output: z.object({ rolloutId: z.string(), head: rolloutHeadSchema }),
  },
  /** When something happens, and the lanes; of servers only some, from `server` on. */
  'rollout.timeline': {
    side: 'engine',
    input: z.object({ rolloutId: id, server: z.int().min(1).max(1000).default(1) }).strict(),
    output: timeLineSchema,
  },
  'rollout.hazardGroups': {
    side: 'engine',
    input: z
      .object({
        rolloutId: id,
        by: hazardGroupingSchema,
        /** Id of a hazard whose group is wanted. */
        find: z.string().max(2000).nullable().default(null),
        ...page,
      })
      .strict(),
    output: z.object({
      total: z.int(),
      /** Key of the group of `find`; null where there is no such hazard. */
      found: z.string().nullable(),
      groups: z.array(hazardGroupSchema),
    }),
  },
  /** Certain ones first, then the worst, then by time; all of them, or those of one group. */
  'rollout.hazards': {
    side: 'engine',
    input: z
      .object({
        rolloutId: id,
        group: z
          .object({ by: hazardGroupingSchema, key: z.string().max(200) })
          .strict()
          .nullable()
          .default(null),
        ...page,
      })
      .strict(),
    output: z.object({ total: z.int(), hazards: z.array(hazardSchema) }),
  },
  /** All files and pages of one hazard. */
  'rollout.hazard': {
    side: 'engine',
    input: z.object({ rolloutId: id, hazardId: z.string().max(2000), ...page }).strict(),
    output: z.object({
      files: z.object({ total: z.int(), names: z.array(z.string()) }),
      pages: z.object({ total: z.int(), names: z.array(z.string()) }),
    }),
  },
  'rollout.matrix': {
    side: 'engine',
    input: z.object({ rolloutId: id, at }).strict(),
    output: z.object({
      cells: z.array(matrixCellSchema),
      rollback: rollbackCheckSchema,
      /** What the plan did last, at that moment or before it. */
      step: storyStepSchema,
      /** Those that are there at that moment; at most 100 of them. */
      hazards: z.array(hazardSchema),
    }),
  },
  /** Until when each file of A must stay; `counts` are of those that the text finds. */
  'rollout.keep': {
    side: 'engine',
    input: z
      .object({ rolloutId: id, query: keepQuerySchema, find: z.string().max(4000).nullable().default(null), ...page })
      .strict(),
    output: z.object({
      total: z.int(),
      counts: z.record(keepChoiceSchema, z.int()),
      /** Where the file with the stored name `find` is among all rows; null where it is not. */
      found: z.int().nullable(),
      files: z.array(keepUntilSchema),
    }),
  },
  /** What may go at a time. */
  'rollout.deletable': {
    side: 'engine',
    input: z.object({ rolloutId: id, at, ...page }).strict(),
    output: z.object({ total: z.int(), bytes: z.int(), files: z.array(keepUntilSchema) }),
  },
  'rollout.advice': {
    side: 'engine',
    input: z.object({ rolloutId: id }).strict(),
    output: z.array(adviceSchema),
  },
  /** Which hazards fit an error text that a user reports, best first; `at` narrows them to a time. */
  'rollout.explain': {
    side: 'engine',
    input: z.object({ rolloutId: id, text: z.string().max(20_000), at: at.nullable().default(null) }).strict(),
    output: z.array(z.object({ hazard: hazardSchema, why: z.string() })),
  },
  /** What a project's settings and given configurations tell of the set-up. Nothing is run. */
  'rollout.recognise': {
    side: 'engine',
    input: z.object({ projectId: z.string().max(4000).nullable(), texts: z.array(setUpTextSchema).max(20) }).strict(),
    output: recognitionSchema,
  },
  /** What may be deleted at a time as text for the clipboard; null where it is longer than a clipboard is good for. */
  'rollout.deleteText': {
    side: 'engine',
    input: z.object({ rolloutId: id, format: z.enum(DELETE_FORMATS), at }).strict(),
    output: z.object({ text: z.string().nullable() }),
  },
  /** Reads a plan file, YAML or JSON; an error names line, key and allowed values. `otherwise`: where it names no topology. */
  'rollout.readPlan': {
    side: 'engine',
    input: z.object({ text: z.string().max(200_000), otherwise: topologySchema }).strict(),
    output: rolloutPlanSchema,
  },
  /** The whole as a document, or what may be deleted at a time as a list or a script. */
  'rollout.export': {
    side: 'engine',
    input: z.discriminatedUnion('format', [
      z
        .object({ rolloutId: id, format: z.enum(['html', 'json', 'markdown']), at: at.nullable().default(null) })
        .strict(),
      z.object({ rolloutId: id, format: z.enum(DELETE_FORMATS), at }).strict(),
    ]),
    output: preparedExportSchema,
  },
} as const
