import { z } from 'zod'
import { collectSettingsSchema } from './collect-settings.ts'
import { fileUsersSchema } from './file-text.ts'
import { differenceKindSchema } from './difference-kind.ts'
import { findingSchema } from './finding.ts'

/** What collectstatic does with one winner: see Django's `copy_file`, `link_file`, `delete_file`. */
export const fileActionSchema = z.enum(['copy', 'unmodified', 'replace', 'link', 'failed'])
export type FileAction = z.infer<typeof fileActionSchema>

/** Who ships a file. `label` is what people call it: an app label, or the folder as the user knows it. */
export const providerSchema = z.object({
  kind: z.enum(['directory', 'app', 'storage']),
  label: z.string(),
  /** Distribution or npm package that the file belongs to, if a package.json or dist-info says so. */
  package: z.string().nullable(),
  version: z.string().nullable(),
})
export type Provider = Readonly<z.infer<typeof providerSchema>>

/** An exception as Django would raise it. */
export const djangoErrorSchema = z.object({
  /** The destination path being handled, null where Django names none. */
  name: z.string().nullable(),
  /** Python class name, for example `ValueError`. */
  type: z.string(),
  /** Python's `str(error)`, memory addresses as `0x<addr>`. */
  message: z.string(),
})
export type DjangoError = Readonly<z.infer<typeof djangoErrorSchema>>

/** One of all errors, in the order in which Django would meet them; more than Django's own output, which ends at the first. */
export const collectErrorSchema = djangoErrorSchema.extend({
  /** `prepare`: settings, checks, loading; `walk`: finders; `copy`: plain copies; `reference`: one reference; `encoding`: not UTF-8; `passes`: no end of passes. */
  step: z.enum(['prepare', 'walk', 'copy', 'reference', 'encoding', 'passes', 'post-process']),
  /** 1-based line of the reference in the text at that moment, else null. */
  line: z.int().nullable(),
  /** 1-based column in UTF-16 units, else null. */
  column: z.int().nullable(),
  /** The matched text of the reference (`url(x.png)`), else null. */
  matched: z.string().nullable(),
  /** The logical name that was looked for, else null. */
  target: z.string().nullable(),
})
export type CollectError = Readonly<z.infer<typeof collectErrorSchema>>

/** Counts over a whole preview. Sizes are bytes. */
export const previewCountsSchema = z.object({
  files: z.int(),
  bytes: z.int(),
  copied: z.int(),
  linked: z.int(),
  unmodified: z.int(),
  replaced: z.int(),
  deleted: z.int(),
  hashed: z.int(),
  postProcessed: z.int(),
  rewritten: z.int(),
  shadowed: z.int(),
  notCollected: z.int(),
  compressed: z.int(),
  errors: z.int(),
  brokenFiles: z.int(),
  findings: z.int(),
})
export type PreviewCounts = Readonly<z.infer<typeof previewCountsSchema>>

/** The head of a preview: everything the verdict and the status bar need, and nothing that grows with the number of files. */
export const previewSummarySchema = z.object({
  projectId: z.string(),
  /** Rises by one with every finished run of the project; rows and files belong to one revision. */
  revision: z.int(),
  settings: collectSettingsSchema,
  django: z.object({
    /** As asked for. */
    version: z.string(),
    /** The series whose rules were used. */
    rules: z.string(),
    /** Family letter of the rules, A to E. */
    family: z.string(),
    /** True when the version is newer than every known series. */
    newerThanKnown: z.boolean(),
  }),
  /** Dotted path of the storage class. */
  storageClass: z.string(),
  succeeds: z.boolean(),
  firstError: djangoErrorSchema.nullable(),
  /** The line that Django prints at the end, or would print were the errors not there; `<STATIC_ROOT>` stands for the destination. */
  summaryLine: z.string(),
  counts: previewCountsSchema,
  /** The order of the folders on this disk decides success or failure, or names. */
  orderDependent: z.boolean(),
  /** Full version of the Django whose own run gave names, bytes and errors; null where they were worked out. */
  verifiedBy: z.string().nullable(),
  /** Milliseconds that the run took, for people. */
  duration: z.number(),
})
export type PreviewSummary = Readonly<z.infer<typeof previewSummarySchema>>

/** How rows are grouped. */
export const groupingSchema = z.enum(['path', 'provider', 'type'])
export type Grouping = z.infer<typeof groupingSchema>

/**
 * Chips above the outline. `not-collected` shows the files that a finder saw but did not yield, `differs` those that a
 * what-if changes, with the ones that it takes away.
 */
export const rowFilterSchema = z.enum(['all', 'broken', 'shadowed', 'rewritten', 'warned', 'not-collected', 'differs'])
export type RowFilter = z.infer<typeof rowFilterSchema>

/** What an outline shows. The view made from it lives in the engine. */
export const viewQuerySchema = z
  .object({
    grouping: groupingSchema.default('path'),
    filter: rowFilterSchema.default('all'),
    /** Substring, `glob*`, `app:admin`, `type:css`, `size>100k`, `code:missing-target`, `action:copy`; words are joined with "and". */
    search: z.string().max(1000).default(''),
    sort: z.enum(['name', 'size', 'marks']).default('name'),
    descending: z.boolean().default(false),
  })
  .strict()
export type ViewQuery = Readonly<z.infer<typeof viewQuerySchema>>

export const rowMarkSchema = z.object({
  kind: z.enum(['broken', 'shadowed', 'shadows', 'rewritten', 'warning', 'not-collected', 'compressed', 'differs']),
  count: z.int(),
})
export type RowMark = Readonly<z.infer<typeof rowMarkSchema>>

/** One row of the outline: a folder (or group) or a file. */
export const outlineRowSchema = z.object({
  /** Stable within a revision and grouping; what expansion and selection refer to. */
  key: z.string(),
  /** `removed`: only in the project as it is, and not in the what-if that is shown. */
  kind: z.enum(['group', 'file', 'ignored', 'removed']),
  /** 0-based level. */
  depth: z.int(),
  /** 1-based position among its siblings, and their number (for `aria-posinset` and `aria-setsize`). */
  position: z.int(),
  setSize: z.int(),
  /** null for rows that cannot be opened. */
  expanded: z.boolean().nullable(),
  /** Last part of the name, or the group's label. */
  label: z.string(),
  /** Logical name of a file, path of a folder, label of a group. */
  name: z.string(),
  /** Files below a group; 1 for a file. */
  files: z.int(),
  /** Bytes of the file, or of all files below. */
  size: z.int(),
  action: fileActionSchema.nullable(),
  /** Null for groups, for storages without hashes, and where a name cannot be given. */
  hashedName: z.string().nullable(),
  /** Label of the provider; for groups only if all files below share it. */
  provider: z.string().nullable(),
  /** For ignored rows: the pattern or rule that left it out. */
  reason: z.string().nullable(),
  marks: z.array(rowMarkSchema),
  /** In what a file of a what-if differs, the graver first; empty elsewhere. */
  differences: z.array(differenceKindSchema),
})
export type OutlineRow = Readonly<z.infer<typeof outlineRowSchema>>

/** One source file that could become a destination path. */
export const candidateSchema = z.object({
  /** Path of the source file, for people. */
  source: z.string(),
  provider: providerSchema,
  size: z.int(),
  winner: z.boolean(),
  /** Bytes equal to the winner's; null when it could not be read. */
  equal: z.boolean().nullable(),
})
export type Candidate = Readonly<z.infer<typeof candidateSchema>>

/** A reference that Django's patterns match in a file, and what became of it. */
export const referenceOutSchema = z.object({
  line: z.int(),
  column: z.int(),
  /** The text that matched. */
  matched: z.string(),
  /** The URL as written. */
  url: z.string(),
  /** Logical name looked for; null when it was left before a look-up. */
  target: z.string().nullable(),
  outcome: z.enum(['rewritten', 'left', 'error']),
  /** What stands there afterwards; equals `matched` when left. */
  written: z.string(),
  /** Why it was left, or the error's message; null when rewritten. */
  reason: z.string().nullable(),
})
export type ReferenceOut = Readonly<z.infer<typeof referenceOutSchema>>

/** Lines of a text around a place. `hit` is the 1-based line that the place is on. */
export const sourceFrameSchema = z.object({
  firstLine: z.int(),
  /** Lines, each cut to 400 UTF-16 units around the place. */
  lines: z.array(z.string()),
  hit: z.int(),
  /** 0-based UTF-16 range within the shown hit line that is marked; null marks the whole line. */
  mark: z.tuple([z.int(), z.int()]).nullable(),
})
export type SourceFrame = Readonly<z.infer<typeof sourceFrameSchema>>

/** Everything about one file of a preview. */
export const fileDetailSchema = z.object({
  name: z.string(),
  hashedName: z.string().nullable(),
  /** What `{% static %}` gives, null if it would fail. */
  url: z.string().nullable(),
  action: fileActionSchema,
  /** Why that action: sentence-ready facts, e.g. modified times of source and target. */
  actionReason: z.string(),
  provider: providerSchema,
  source: z.string(),
  size: z.int(),
  /** Bytes of the hashed copy; null when there is none. */
  outputSize: z.int().nullable(),
  /** MD5 of the source, hex. */
  md5: z.string().nullable(),
  adjustable: z.boolean(),
  candidates: z.array(candidateSchema),
  referencesOut: z.array(referenceOutSchema),
  /** Files whose references resolve to this one, the first 100 of them. */
  users: fileUsersSchema,
  /** Compressed neighbours: name and bytes. */
  compressed: z.array(z.object({ name: z.string(), size: z.int() })),
  errors: z.array(
    collectErrorSchema.extend({
      frame: sourceFrameSchema.nullable(),
      series: z.array(z.object({ series: z.string(), fails: z.boolean() })),
    }),
  ),
  findings: z.array(findingSchema),
})
export type FileDetail = Readonly<z.infer<typeof fileDetailSchema>>

/** How a preview stands to the folders, in files, and how that is known. */
export const freshnessSchema = z.object({
  fresh: z.boolean(),
  added: z.int(),
  removed: z.int(),
  changed: z.int(),
  /** A file that the settings of a Django project were made from is another one. */
  settingsChanged: z.boolean(),
  /** `events`: the system tells of changes at once; `polling`: it cannot, and the folders are looked at now and then. */
  watching: z.enum(['events', 'polling']),
})
export type Freshness = z.infer<typeof freshnessSchema>
