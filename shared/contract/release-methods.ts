import { z } from 'zod'
import { jobSchema } from '../model/job.ts'
import { releaseCandidatesSchema, releaseChoiceSchema } from '../model/release-choice.ts'
import {
  fileHistoryEntrySchema,
  releaseEditSchema,
  releaseFileSchema,
  releaseSchema,
  storeCheckSchema,
  storedReleaseSchema,
} from '../model/release.ts'
import { empty, id, name, none, page } from './method-parts.ts'

const releaseName = z.string().min(1).max(200)

/** The methods on the release store. Releases are named by their names, of which case does not count. */
export const RELEASE_METHODS = {
  /** The newest first; those that were removed and can be restored only where they are asked for. Cards are left out. */
  'releases.list': {
    side: 'engine',
    input: z.object({ withRemoved: z.boolean().default(false) }).strict(),
    output: z.array(storedReleaseSchema),
  },
  /** One release with everything but its files. */
  'releases.get': { side: 'engine', input: z.object({ name: releaseName }).strict(), output: storedReleaseSchema },
  /** Some files, in order of their names. */
  'releases.files': {
    side: 'engine',
    input: z.object({ name: releaseName, ...page }).strict(),
    output: z.object({ total: z.int(), files: z.array(releaseFileSchema) }),
  },
  /** One logical file in all releases, the oldest first. */
  'releases.history': {
    side: 'engine',
    input: z.object({ file: name }).strict(),
    output: z.array(fileHistoryEntrySchema),
  },
  /** What a granted folder or file (purpose `release`) can be taken as. An archive is unpacked aside for it. */
  'releases.candidates': {
    side: 'engine',
    input: z.object({ grantId: id }).strict(),
    output: releaseCandidatesSchema,
  },
  /** Starts to take a release; it is in the list once the job is done. A name that is taken already is refused at once. */
  'releases.take': {
    side: 'engine',
    input: z
      .object({
        source: releaseChoiceSchema,
        name: releaseName,
        note: releaseSchema.shape.note.default(''),
        labels: releaseSchema.shape.labels.max(100).default([]),
      })
      .strict(),
    output: jobSchema,
  },
  /** Starts to take the two releases of the sample, `Sample 41` and `Sample 42`; one that is there stays as it is. */
  'releases.takeSample': { side: 'engine', input: empty, output: jobSchema },
  'releases.edit': {
    side: 'engine',
    input: z.object({ name: releaseName, edit: releaseEditSchema }).strict(),
    output: storedReleaseSchema,
  },
  /** Takes a release off the list. It can be restored for a day at least. */
  'releases.remove': { side: 'engine', input: z.object({ name: releaseName }).strict(), output: none },
  'releases.restore': { side: 'engine', input: z.object({ name: releaseName }).strict(), output: storedReleaseSchema },
  /**
   * Starts to write what a release serves into a new folder or archive (`.tar`, `.tar.gz`, `.tgz`, `.tar.zst`) in a
   * folder that the user has granted.
   */
  'releases.export': {
    side: 'engine',
    input: z
      .object({
        name: releaseName,
        grantId: z.string().min(1).max(4000),
        fileName: z
          .string()
          .max(250)
          .regex(/^(?!\.{1,2}$)[^/\\\0]+$/, 'Write a name without slashes'),
      })
      .strict(),
    output: jobSchema,
  },
  /** Starts to read the whole store again; `releases.checked` has what was found once the job is done. */
  'releases.check': { side: 'engine', input: empty, output: jobSchema },
  /** What the last check found; null before the first. */
  'releases.checked': { side: 'engine', input: empty, output: storeCheckSchema.nullable() },
} as const
