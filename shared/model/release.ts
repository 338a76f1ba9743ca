import { z } from 'zod'
import { collectSettingsSchema } from './collect-settings.ts'
import { providerSchema } from './preview.ts'
import { settingsCardSchema } from './settings-card.ts'

/** A content by its SHA-256 (hex), with its size in bytes. Equal hashes are equal bytes. */
export const contentSchema = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), size: z.int().min(0) })
export type Content = Readonly<z.infer<typeof contentSchema>>

/** A reference that Django rewrote in a file, as it stands in the file's output. */
export const releaseReferenceSchema = z.object({
  /** Logical name that the reference leads to. */
  target: z.string(),
  /** The hashed name that was written for it, relative to STATIC_ROOT, without query and fragment. */
  written: z.string(),
  /** 0-based UTF-16 range of the rewritten URL in the output's text; `[0, 0]` where its place cannot be told. */
  range: z.tuple([z.int(), z.int()]),
  /**
   * The name was computed from the target's source and not taken from the table of hashed names: `@import "b.css?v=1"`
   * (the finding `hash-before-rewrite`). It changes with the target's source alone.
   */
  fromSource: z.boolean(),
  /** Query that is written behind the name, as in `?v=4.7`; `?` alone for `font.eot?#iefix`. Absent: none, or not noted. */
  query: z.string().optional(),
})
export type ReleaseReference = Readonly<z.infer<typeof releaseReferenceSchema>>

/** One file of a release. What the origin could not tell is null. */
export const releaseFileSchema = z.object({
  /** Logical name. */
  name: z.string(),
  /** Name under which it is served; null when it is served under its logical name alone. */
  hashedName: z.string().nullable(),
  /** The author's bytes. */
  source: contentSchema.nullable(),
  /** Bytes under the hashed name; where there is no hash, those under the logical name. */
  output: contentSchema.nullable(),
  /** Bytes of the plain copy, null when there is none or it is unknown. */
  plain: contentSchema.nullable(),
  /** True when `source` was recovered by undoing substituted hashes in the output. */
  isRecovered: z.boolean(),
  /** Index into the release's providers; null when unknown. */
  provider: z.int().nullable(),
  references: z.array(releaseReferenceSchema),
  /** Compressed neighbours of the served file: ending (`gz`, `br`) and bytes. */
  compressed: z.array(z.object({ encoding: z.enum(['gz', 'br']), size: z.int() })),
})
export type ReleaseFile = Readonly<z.infer<typeof releaseFileSchema>>

/** Where a release was taken from. */
export const originSchema = z.object({
  kind: z.enum(['django', 'folders', 'git', 'static-root', 'archive', 'manifest']),
  /** The place, for people's eyes. */
  display: z.string(),
  /** Commit of a git ref or of the project's checkout, null if there is none. */
  commit: z.string().nullable(),
})
export type Origin = Readonly<z.infer<typeof originSchema>>

/** What an origin cannot tell. Each is shown wherever it matters. */
export const UNKNOWNS = [
  'contents',
  'sources',
  'plain-copies',
  'references',
  'providers',
  'settings',
  'templates',
] as const
export const unknownSchema = z.enum(UNKNOWNS)
export type Unknown = z.infer<typeof unknownSchema>

/** A page: a template that is rendered, with the static names that it needs. */
export const releasePageSchema = z.object({
  template: z.string(),
  /** Looked up by `{% static %}`. */
  names: z.array(z.string()),
  /**
   * Asked for under their plain names: by addresses that are written by hand in the templates, or in files that the page
   * comes to and that Django does not rewrite there. Releases that were kept before this was noted have none.
   */
  plainNames: z.array(z.string()).default([]),
  /**
   * Queries behind names of this page, as for references of a file, once for each. A name that has none here is asked for
   * without; `''` stands where it is asked for without, too. Absent: all are without, or it was not noted.
   */
  queries: z.array(z.object({ how: z.enum(['tag', 'plain']), name: z.string(), query: z.string() })).optional(),
})
export type ReleasePage = Readonly<z.infer<typeof releasePageSchema>>

/** The head of a release: everything but its files. */
export const releaseSchema = z.object({
  /** Unique, and editable; what people call it. */
  name: z.string().min(1).max(200),
  note: z.string().max(10_000),
  labels: z.array(z.string().min(1).max(100)),
  /** ISO 8601. */
  takenAt: z.string(),
  origin: originSchema,
  /** Null where the origin does not tell. */
  settings: collectSettingsSchema.nullable(),
  /** Dotted path of the storage class, null where the origin does not tell. */
  storageClass: z.string().nullable(),
  /** What the project's Python said of itself, for releases of a Django project. */
  card: settingsCardSchema.nullable(),
  /** `version` and `hash` as they stand in staticfiles.json; null for a release without a manifest. */
  manifest: z.object({ version: z.string(), hash: z.string().nullable() }).nullable(),
  providers: z.array(providerSchema),
  /** Null where templates were not read. */
  pages: z.array(releasePageSchema).nullable(),
  unknowns: z.array(unknownSchema),
  /** What was met and could not be taken: submodules, LFS pointers, broken references. One sentence each. */
  remarks: z.array(z.string()),
  /** Files, and the bytes of their outputs where they are known; plain copies and compressed neighbours not counted. */
  counts: z.object({ files: z.int(), bytes: z.int() }),
})
export type Release = Readonly<z.infer<typeof releaseSchema>>

/** A release as the store lists it. */
export const storedReleaseSchema = z.object({
  release: releaseSchema,
  /** ISO 8601; null for a release that is there. One that was removed can be had back until it is purged. */
  removedAt: z.string().nullable(),
  /** Bytes in the store: those of contents that no other release uses, and of those that others use too. */
  stored: z.object({ own: z.int(), shared: z.int() }),
})
export type StoredRelease = Readonly<z.infer<typeof storedReleaseSchema>>

/** What people may change of a release; everything else is as it was taken. What is not named stays. */
export const releaseEditSchema = z
  .object({
    name: z.string().min(1).max(200).optional(),
    note: z.string().max(10_000).optional(),
    labels: z.array(z.string().min(1).max(100)).max(100).optional(),
  })
  .strict()
export type ReleaseEdit = Readonly<z.infer<typeof releaseEditSchema>>

/** One logical file in one release of the store; `file` is null where the release does not have it. */
export const fileHistoryEntrySchema = z.object({
  release: z.string(),
  takenAt: z.string(),
  file: releaseFileSchema.nullable(),
})
export type FileHistoryEntry = Readonly<z.infer<typeof fileHistoryEntrySchema>>

/** A content of the store that cannot be had any more, or whose bytes are others than its hash says. */
export const damageSchema = z.object({
  kind: z.enum(['missing', 'damaged', 'unreadable']),
  content: contentSchema,
  /** Names of the releases that use it. */
  releases: z.array(z.string()),
  /** Logical names that use it, in any of those releases; at most ten. */
  files: z.array(z.string()),
})
export type Damage = Readonly<z.infer<typeof damageSchema>>

/** What a check of the store found. */
export const storeCheckSchema = z.object({
  releases: z.int(),
  contents: z.int(),
  bytes: z.int(),
  /** What SQLite says against its own file; empty when all is well. */
  database: z.array(z.string()),
  damages: z.array(damageSchema),
  /** Names of the releases whose list of files cannot be read. */
  unreadable: z.array(z.string()),
})
export type StoreCheck = Readonly<z.infer<typeof storeCheckSchema>>

/** A manifest that was found in a collected folder or an archive; each can be taken as a release. */
export const manifestCandidateSchema = z.object({
  /** Relative to the folder or the archive; names it when the release is taken. */
  path: z.string(),
  /** Name of the folder that it lies in, which per-release storages call after the release; empty at the top. */
  label: z.string(),
  /** ISO 8601: when its file was written. */
  writtenAt: z.string(),
  names: z.int(),
  version: z.string().nullable(),
  hash: z.string().nullable(),
  /** Why it cannot be taken; null if it can. */
  error: z.string().nullable(),
})
export type ManifestCandidate = Readonly<z.infer<typeof manifestCandidateSchema>>
