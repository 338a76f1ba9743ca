import { z } from 'zod'
import {
  ALARM_CODES,
  alarmSchema,
  causeSchema,
  comparisonHeadSchema,
  fileDifferenceSchema,
  statusSchema,
} from './comparison.ts'
import { contentSchema, releaseFileSchema } from './release.ts'
import { providerSchema } from './preview.ts'

/** The head of a comparison that a page has open. */
export const comparisonSummarySchema = comparisonHeadSchema.extend({ comparisonId: z.string(), sentence: z.string() })
export type ComparisonSummary = Readonly<z.infer<typeof comparisonSummarySchema>>

/** Chips above the outline that have a count: all that differs, the author's changes alone, files with alarms. */
export const COMPARISON_CHIPS = ['changed', 'own', 'alarms'] as const
export const comparisonChipSchema = z.enum(COMPARISON_CHIPS)
export type ComparisonChip = z.infer<typeof comparisonChipSchema>

/** The chips, and all files, unchanged ones too. */
export const comparisonFilterSchema = z.enum([...COMPARISON_CHIPS, 'all'])
export type ComparisonFilter = z.infer<typeof comparisonFilterSchema>

/** What an outline of a comparison shows. */
export const comparisonQuerySchema = z
  .object({
    /** `none` is a table: one row for each file, without folders. */
    grouping: z.enum(['path', 'cause', 'root', 'provider', 'type', 'none']).default('path'),
    filter: comparisonFilterSchema.default('changed'),
    /** One cause, or null for all. */
    cause: causeSchema.nullable().default(null),
    /** Words, `glob*`, `status:moved`, `cause:ripple`, `root:logo.png`, `alarm:case-collision`, `type:css`; joined with "and". */
    search: z.string().max(1000).default(''),
    /** `size` is the change in bytes. */
    sort: z.enum(['name', 'size', 'marks']).default('name'),
    descending: z.boolean().default(false),
  })
  .strict()
export type ComparisonQuery = Readonly<z.infer<typeof comparisonQuerySchema>>

/** One row of the outline: a group, or a file that differs. */
export const comparisonRowSchema = z.object({
  key: z.string(),
  kind: z.enum(['group', 'file']),
  depth: z.int(),
  position: z.int(),
  setSize: z.int(),
  expanded: z.boolean().nullable(),
  label: z.string(),
  name: z.string(),
  /** Files below a group; 1 for a file. */
  files: z.int(),
  /** Of them: the author's changes, ripple, and files with alarms that are more than notes. */
  own: z.int(),
  ripple: z.int(),
  alarms: z.int(),
  /** Bytes in B, of a removed file in A; of all files below a group. */
  size: z.int(),
  status: statusSchema.nullable(),
  cause: causeSchema.nullable(),
  from: z.string().nullable(),
  /** The root at the end of the shortest chain, and how many there are. */
  root: z.string().nullable(),
  rootCount: z.int(),
  /** Files that ripple because of this one. */
  blastFiles: z.int(),
  sizeA: z.int().nullable(),
  sizeB: z.int().nullable(),
  /** Bytes in B less those in A, where a file that is not there has none; null for a file of unknown size. */
  change: z.int().nullable(),
  /** Names under which the file is served on each side. */
  hashedA: z.string().nullable(),
  hashedB: z.string().nullable(),
  /** The worst alarm of a file that is more than a note. */
  alarm: z.enum(ALARM_CODES).nullable(),
})
export type ComparisonRow = Readonly<z.infer<typeof comparisonRowSchema>>

/** A file beside another one in the ripple, over one changed reference. */
export const rippleNeighbourSchema = z.object({ name: z.string(), cause: causeSchema })
export type RippleNeighbour = Readonly<z.infer<typeof rippleNeighbourSchema>>

/** Everything about one file that differs, or that is the same on both sides. */
export const comparisonFileSchema = z.object({
  difference: fileDifferenceSchema,
  a: releaseFileSchema.nullable(),
  b: releaseFileSchema.nullable(),
  providerA: providerSchema.nullable(),
  providerB: providerSchema.nullable(),
  alarms: z.array(alarmSchema),
  /** Of a root edit: names that ripple because of it, at most 200. */
  reaches: z.array(z.string()),
  /** What this file refers to and that has another name in B. */
  targets: z.array(rippleNeighbourSchema),
  /** Who refers to this file and changed with its name, at most 200; `userCount` is exact. */
  users: z.array(rippleNeighbourSchema),
  userCount: z.int(),
})
export type ComparisonFile = Readonly<z.infer<typeof comparisonFileSchema>>

/** A piece of the text of one side. */
export const comparisonTextSchema = z.object({
  content: contentSchema.nullable(),
  /** `none`: the side has no such content; `binary`: no UTF-8; `gone`: known, and its bytes cannot be had. */
  kind: z.enum(['text', 'binary', 'none', 'gone']),
  text: z.string(),
  /** UTF-16 units of the whole text, hashes hidden if asked for. */
  total: z.int(),
  /** Substituted hashes that are hidden in the whole text. */
  hidden: z.int(),
})
export type ComparisonText = Readonly<z.infer<typeof comparisonTextSchema>>
