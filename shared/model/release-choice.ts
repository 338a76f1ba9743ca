import { z } from 'zod'
import { manifestCandidateSchema } from './release.ts'

const id = z.string().min(1).max(4000)

/** Where a page takes a release from. Paths never come from it: it names projects and grants. */
export const releaseChoiceSchema = z.discriminatedUnion('kind', [
  /** An opened project as it is now, or as it was at a commit, branch or tag of the repository that it lies in. */
  z
    .object({
      kind: z.literal('project'),
      projectId: id,
      /** Null: the working tree. */
      ref: z.string().min(1).max(500).nullable().default(null),
      /** Take it also when the command would fail; each error becomes a remark. */
      keepGoing: z.boolean().default(false),
    })
    .strict(),
  /** A collected folder, an archive of one, or a manifest alone: whichever the grant is. */
  z
    .object({
      kind: z.literal('collected'),
      grantId: id,
      /** Which of the manifests that `releases.candidates` has found; null for the only one. */
      manifest: z.string().min(1).max(8192).nullable().default(null),
    })
    .strict(),
])
export type ReleaseChoice = Readonly<z.infer<typeof releaseChoiceSchema>>

/** What a granted folder or file can be taken as. */
export const releaseCandidatesSchema = z.object({
  kind: z.enum(['static-root', 'archive', 'manifest']),
  /** What the release may be called; no other release has the name. */
  suggestedName: z.string(),
  /** The newest first; none for a folder without one, which can be taken too. */
  manifests: z.array(manifestCandidateSchema),
})
export type ReleaseCandidates = Readonly<z.infer<typeof releaseCandidatesSchema>>
