import type { Grant } from '../../../shared/model/project.ts'
import type { ReleaseCandidates } from '../../../shared/model/release-choice.ts'
import type { TakeOffer, TakeRequest } from '../../state/slices/releases.ts'
import { readLabels } from './release-words.ts'

/** Where a release can be taken from; each asks for something else. */
export const SOURCE_KINDS = ['project', 'commit', 'static-root', 'archive', 'manifest', 'sample'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** What the dialog holds while it is filled in. */
export type TakeDraft = {
  readonly kind: SourceKind
  readonly projectId: string | null
  /** Commit, branch or tag. */
  readonly ref: string
  readonly keepGoing: boolean
  /** The chosen folder or file. */
  readonly grant: Grant | null
  /** What it can be taken as, once that is known. */
  readonly candidates: ReleaseCandidates | null
  /** Path of the chosen manifest; null while there is no choice to make. */
  readonly manifest: string | null
  /** Null: the name that the source suggests. */
  readonly name: string | null
  readonly note: string
  readonly labels: string
}

/** The draft that the dialog begins with. */
export function startDraft(offer: TakeOffer | null, projectId: string | null): TakeDraft {
  const kind = offer === null ? 'project' : kindOfGrant(offer)
  return {
    kind,
    projectId,
    ref: '',
    keepGoing: false,
    grant: offer?.grant ?? null,
    candidates: null,
    manifest: null,
    name: null,
    note: '',
    labels: '',
  }
}

function kindOfGrant({ grant, isFile }: TakeOffer): SourceKind {
  if (!isFile) return 'static-root'
  return grant.name.endsWith('.json') ? 'manifest' : 'archive'
}

/** Another kind of source; what was chosen for the last one is let go. */
export function withKind(draft: TakeDraft, kind: SourceKind): TakeDraft {
  return kind === draft.kind ? draft : { ...draft, kind, grant: null, candidates: null, manifest: null, name: null }
}

/** What was found in the chosen folder or file; the newest manifest that can be taken is chosen. */
export function withCandidates(draft: TakeDraft, candidates: ReleaseCandidates): TakeDraft {
  const [first] = candidates.manifests.filter(({ error }) => error === null)
  return { ...draft, candidates, manifest: candidates.manifests.length > 1 ? (first?.path ?? null) : null }
}

/** The name that the release gets unless another is written. */
export function suggestedName(draft: TakeDraft, projectTitle: string | null): string {
  const { kind, candidates, manifest, ref } = draft
  if (kind === 'commit') return ref.trim()
  if (kind === 'project') return projectTitle ?? ''
  const label = candidates?.manifests.find(({ path }) => path === manifest)?.label ?? ''
  return label === '' ? (candidates?.suggestedName ?? '') : label
}

/** What is to be taken; null while something that is needed is missing. The sample is taken in another way. */
export function takeRequestOf(draft: TakeDraft, projectTitle: string | null): TakeRequest | null {
  const name = (draft.name ?? suggestedName(draft, projectTitle)).trim()
  const source = sourceOf(draft)
  if (name === '' || source === null) return null
  return { source, name, note: draft.note, labels: readLabels(draft.labels) }
}

function sourceOf(draft: TakeDraft): TakeRequest['source'] | null {
  const { kind, projectId, keepGoing, grant, candidates, manifest } = draft
  const ref = draft.ref.trim()
  switch (kind) {
    case 'project':
      return projectId === null ? null : { kind: 'project', projectId, ref: null, keepGoing }
    case 'commit':
      return projectId === null || ref === '' ? null : { kind: 'project', projectId, ref, keepGoing }
    case 'sample':
      return null
    default: {
      if (grant === null || candidates === null) return null
      const { manifests } = candidates
      const isTakeable =
        manifests.length === 0 ? candidates.kind !== 'manifest' : manifests.some(({ error }) => error === null)
      if (!isTakeable || (manifests.length > 1 && manifest === null)) return null
      return { kind: 'collected', grantId: grant.id, manifest }
    }
  }
}
