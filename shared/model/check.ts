import { z } from 'zod'
import { CHECK_GROUPINGS, EFFECTS } from './check-groupings.ts'
import { FINDING_CODES, type FindingCode, severitySchema } from './finding.ts'
import { providerSchema, sourceFrameSchema } from './preview.ts'
import { foundReferenceSchema, requestSchema } from './reference.ts'

/** What Django makes of a reference. `not-seen`: none of its patterns matches there. */
export const djangoReadingSchema = z.enum(['rewritten', 'left', 'error', 'not-seen'])
export type DjangoReading = z.infer<typeof djangoReadingSchema>

/**
 * What a browser gets for a reference as it is served. `hashed`: a file under its hashed name. `plain`: a file under its
 * logical name, which each release overwrites. `missing`: 404. `wrong-case`: there is a name that differs in case alone,
 * so that it works on disks that do not mind. `elsewhere`: another origin, or a path outside of STATIC_URL. `none`: no
 * request is made. `unknown`: the address is made while the page runs.
 */
export const SERVED = ['hashed', 'plain', 'missing', 'wrong-case', 'elsewhere', 'none', 'unknown'] as const
export const servedSchema = z.enum(SERVED)
export type Served = z.infer<typeof servedSchema>

/** One place that asks for a file, in both readings. */
export const checkedReferenceSchema = foundReferenceSchema.extend({
  /** Logical name of the file that it stands in, or name of the template, or path of the Python file. */
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

/** Codes of findings that only the two readings together can tell. */
export const REFERENCE_CODES = [
  'missing-in-browser',
  'unhashed-reference',
  'module-loaded-twice',
  'reference-in-comment',
  'case-mismatch',
  'cycle',
  'source-map-sources-missing',
  'template-name-missing',
  'template-name-hashed',
  'template-name-dynamic',
  'template-missing',
  'hardcoded-static-url',
  'already-hashed-input',
  'unused-file',
  'not-parsed',
] as const

/** What the check calls some findings of a preview. All others keep their codes. */
export const CHECK_NAMES = {
  'missing-source-map': 'source-map-missing',
  'outside-static-root': 'leaves-static-root',
  'passes-exceeded': 'pass-limit',
  'query-with-slash': 'unhashed-reference',
  'backslash-path': 'folder-lost',
  'deleted-source-map-comment': 'source-map-comment-removed',
  'plain-copy-differs': 'mtime-skip',
  'name-clash': 'clash-of-hashed-names',
  'percent-name': 'odd-name',
} as const satisfies Partial<Record<FindingCode, string>>

export const CHECK_CODES = [
  ...new Set([
    ...FINDING_CODES.map((code) => (isRenamed(code) ? CHECK_NAMES[code] : code)),
    ...REFERENCE_CODES,
    'plain-and-hashed-differ' as const,
  ]),
]
export const checkCodeSchema = z.enum(CHECK_CODES)
export type CheckCode = z.infer<typeof checkCodeSchema>

/** The code under which the check tells a finding of a preview. */
export function checkCodeOf(code: FindingCode): CheckCode {
  return isRenamed(code) ? CHECK_NAMES[code] : code
}

function isRenamed(code: FindingCode): code is keyof typeof CHECK_NAMES {
  return Object.hasOwn(CHECK_NAMES, code)
}

/** Where a finding stands: in a static file, a template, a Python file, another file, or nowhere in particular. */
export const placeKindSchema = z.enum(['static', 'template', 'python', 'other', 'project'])

/** A finding that the team knows and lives with, as it stands in the file of accepted findings. */
export const acceptedFindingSchema = z
  .object({
    code: checkCodeSchema,
    /** Pattern of the file, with `*`, `**` and `?`; a line may follow behind a colon. */
    place: z.string().min(1).max(8192),
    reason: z.string().min(1).max(2000),
    /** A day, `YYYY-MM-DD`, from which on it counts again; null: never. */
    expires: z.iso.date().nullable(),
  })
  .strict()
export type AcceptedFinding = Readonly<z.infer<typeof acceptedFindingSchema>>

/** The file of accepted findings. */
export const acceptedFileSchema = z
  .object({ schema: z.literal('staticscope/accepted@1'), accepted: z.array(acceptedFindingSchema).max(10_000) })
  .strict()

/** One finding of a check. */
export const checkFindingSchema = z.object({
  /** Stays the same as long as code, place and target do. */
  id: z.string(),
  code: checkCodeSchema,
  severity: severitySchema,
  in: placeKindSchema,
  /** Logical name, template name or path below the project; empty for the whole project. */
  file: z.string(),
  /** 1-based; null if it is about the whole file. */
  line: z.int().nullable(),
  column: z.int().nullable(),
  /** The name or text it points to; null if none. */
  target: z.string().nullable(),
  message: z.string(),
  /** Who ships the file; null for templates and the project. */
  provider: providerSchema.nullable(),
  /** What Django makes of the place, and what a browser gets; null for findings that no reference stands behind. */
  django: djangoReadingSchema.nullable(),
  browser: z.object({ request: requestSchema, served: servedSchema }).nullable(),
  /** Pages that are touched, the first hundred. */
  pages: z.array(z.string()),
  /** How sure it is that nobody uses the file; null for all other findings. */
  confidence: z.enum(['high', 'medium', 'low']).nullable(),
  /** Set where the team has accepted it and that has not expired. */
  accepted: acceptedFindingSchema.nullable(),
  /** Set where it was accepted until a day that has come: it is back. */
  expired: acceptedFindingSchema.nullable(),
})
export type CheckFinding = Readonly<z.infer<typeof checkFindingSchema>>

/**
 * Since when a finding is there. `new`: the newest release that was looked at does not have it. `since`: the oldest of the
 * releases, going back from the newest without a gap, that has it. `unknown`: releases cannot tell it.
 */
export const findingAgeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('new') }),
  z.object({ kind: z.literal('since'), release: z.string() }),
  z.object({ kind: z.literal('unknown') }),
])
export type FindingAge = Readonly<z.infer<typeof findingAgeSchema>>

/** Text to paste, made for one finding. Never applied by the product. */
export const fixSchema = z.object({ title: z.string(), text: z.string() })
export type Fix = Readonly<z.infer<typeof fixSchema>>

/** Everything about one finding. */
export const findingDetailSchema = z.object({
  finding: checkFindingSchema,
  /** The reference behind it; null if there is none. */
  reference: checkedReferenceSchema.nullable(),
  frame: sourceFrameSchema.nullable(),
  /** In which series collectstatic fails there; empty where that does not depend on the series. */
  series: z.array(z.object({ series: z.string(), fails: z.boolean() })),
  /** Existing names that are like the missing one, nearest first. */
  nearest: z.array(z.string()),
  fixes: z.array(fixSchema),
  /** Null while no release was looked at. */
  age: findingAgeSchema.nullable(),
})
export type FindingDetail = Readonly<z.infer<typeof findingDetailSchema>>

/** What a check reads besides what a project's settings name. */
export const checkReachSchema = z
  .object({
    /** Patterns of other files that are read for addresses below STATIC_URL, from the project's folder or each source. */
    also: z.array(z.string().min(1).max(1000)).max(50),
    /** Granted folders of templates. */
    templates: z.array(z.object({ id: z.string(), display: z.string() })),
  })
  .strict()
export type CheckReach = Readonly<z.infer<typeof checkReachSchema>>

/** What a list of findings shows. */
export const checkQuerySchema = z
  .object({
    /** Empty: all. */
    codes: z.array(checkCodeSchema).max(100),
    severities: z.array(severitySchema).max(4),
    accepted: z.enum(['without', 'only', 'all']),
    /** Only those that the newest release which was looked at does not have. */
    onlyNew: z.boolean(),
    /** Part of file, target, message or provider, whatever its case. */
    search: z.string().max(1000),
  })
  .strict()
export type CheckQuery = Readonly<z.infer<typeof checkQuerySchema>>

export const groupingSchema = z.enum(CHECK_GROUPINGS)

/** A group of findings. `severity` is its worst. */
export const findingGroupSchema = z.object({
  key: z.string(),
  label: z.string(),
  findings: z.int(),
  severity: severitySchema,
})
export type FindingGroup = Readonly<z.infer<typeof findingGroupSchema>>

/** The head of a check. */
export const checkSummarySchema = z.object({
  projectId: z.string(),
  /** The preview's; a check of another revision is out of date. */
  revision: z.int(),
  /** Files that were read for references, and those of them that no parser could read to the end. */
  files: z.int(),
  unparsed: z.int(),
  references: z.int(),
  /** References by what a browser gets, and by what Django makes of them. */
  served: z.record(servedSchema, z.int()),
  django: z.record(djangoReadingSchema, z.int()),
  /** Findings that are not accepted, by severity, by code and by what they do; what has none is absent. */
  severities: z.record(severitySchema, z.int()),
  codes: z.partialRecord(checkCodeSchema, z.int()),
  effects: z.partialRecord(z.enum(EFFECTS), z.int()),
  accepted: z.int(),
  /** Accepted findings that have expired, or that nothing is left of. */
  expired: z.int(),
  stale: z.int(),
  /** Null where no folder of templates is known. */
  templates: z.object({ templates: z.int(), pages: z.int(), failing: z.int() }).nullable(),
  unused: z.object({ files: z.int(), bytes: z.int() }),
  /** Milliseconds. */
  duration: z.number(),
})
export type CheckSummary = Readonly<z.infer<typeof checkSummarySchema>>

/** The findings of a check beside those of releases of the same project. */
export const sinceSchema = z.object({
  /** Releases that were looked at, the newest first. */
  releases: z.array(z.string()),
  /** Open findings that the newest of them does not have, and those of its findings that are gone. */
  added: z.int(),
  fixed: z.int(),
  /** Releases that cannot tell their findings, and what else is not known, in sentences. */
  remarks: z.array(z.string()),
})
export type Since = Readonly<z.infer<typeof sinceSchema>>

/** Which of two releases' findings are listed. */
export const FINDINGS_LISTS = ['added', 'fixed', 'remaining'] as const
export type FindingsList = (typeof FINDINGS_LISTS)[number]

/** The findings of two releases compared, counted. */
export const comparedFindingsSchema = z.object({
  /** Null where a side cannot tell its findings. */
  counts: z.object({ added: z.int(), fixed: z.int(), remaining: z.int() }).nullable(),
  remarks: z.array(z.string()),
})
export type ComparedFindingsSummary = Readonly<z.infer<typeof comparedFindingsSchema>>

/** A page with the names that it needs. */
export const pageSummarySchema = z.object({
  template: z.string(),
  names: z.int(),
  /** Names that make it fail in production. */
  missing: z.int(),
  /** Names and templates that only rendering knows. */
  dynamic: z.int(),
})
export type PageSummary = Readonly<z.infer<typeof pageSummarySchema>>

/** Everything that a page asks for itself. */
export const pageDetailSchema = pageSummarySchema.extend({ references: z.array(checkedReferenceSchema) })

/** A file that nobody asks for. */
export const unusedFileSchema = z.object({
  name: z.string(),
  size: z.int(),
  provider: z.string(),
  confidence: z.enum(['high', 'medium', 'low']),
  /** Why the confidence is what it is. */
  reason: z.string(),
})
export type UnusedFile = Readonly<z.infer<typeof unusedFileSchema>>

/** Who asks for a name, and a shortest way to it from a page or from a file that nobody asks for. */
export const referenceUsersSchema = z.object({
  total: z.int(),
  users: z.array(checkedReferenceSchema),
  /** From the top down to the name; null when it is reached through circles alone. */
  chain: z.array(z.string()).nullable(),
})
export type ReferenceUsers = Readonly<z.infer<typeof referenceUsersSchema>>

/** A file, template or page around another one. */
export const neighbourSchema = z.object({
  name: z.string(),
  in: placeKindSchema,
  /** Steps from the one in the middle: below zero it leads there, above zero it is reached from there. */
  distance: z.int(),
  findings: z.int(),
})
export const neighbourhoodSchema = z.object({
  nodes: z.array(neighbourSchema),
  /** Indices of two nodes: the first asks for the second. */
  edges: z.array(z.object({ from: z.int(), to: z.int(), served: servedSchema })),
  /** Neighbours that did not fit. */
  left: z.int(),
})
export type Neighbourhood = Readonly<z.infer<typeof neighbourhoodSchema>>
