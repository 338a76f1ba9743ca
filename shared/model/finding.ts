import { z } from 'zod'

/** How bad a finding is. */
export const severitySchema = z.enum(['error', 'warning', 'debug-only', 'note'])
export type Severity = z.infer<typeof severitySchema>

/**
 * Codes of findings. `shared/text/describe-finding.ts` has the words for each, `shared/README.md` a paragraph.
 * Sections in comments are those of Django's behaviour that the finding reports.
 */
export const FINDING_CODES = [
  'missing-target',
  'missing-source-map',
  'outside-static-root',
  'not-utf8',
  'passes-exceeded',
  'collect-error',
  'hash-before-rewrite',
  'double-hash',
  'query-with-slash',
  'backslash-path',
  'deleted-source-map-comment',
  'corrupted-data-uri',
  'stale-target',
  'plain-copy-differs',
  'swallowed-error',
  'name-clash',
  'percent-name',
  'odd-name',
  'missing-output',
  'case-collision',
  'order-dependent',
  'shadowed-different',
  'link-in-static-root',
  'nested-static-root',
  'settings-check',
  'newer-django',
  'source-link-outside',
  'same-release-id',
  'folder-in-the-way',
  'duplicate-root',
  'not-emulated',
] as const
export const findingCodeSchema = z.enum(FINDING_CODES)
export type FindingCode = z.infer<typeof findingCodeSchema>

/** A fact about the user's files worth acting on. Data; `describeFinding` turns it into words. */
export const findingSchema = z.object({
  code: findingCodeSchema,
  severity: severitySchema,
  /** Logical name of the file it is about; empty for a finding about the whole project. */
  name: z.string(),
  /** 1-based place, null if the finding is about the whole file. */
  line: z.int().nullable(),
  column: z.int().nullable(),
  /** The name or text it points to, null if none. */
  target: z.string().nullable(),
  /** One sentence, the same on every host. */
  message: z.string(),
})
export type Finding = Readonly<z.infer<typeof findingSchema>>
