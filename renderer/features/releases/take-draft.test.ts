import { describe, expect, it } from 'vitest'
import type { ManifestCandidate } from '../../../shared/model/release.ts'
import { startDraft, suggestedName, takeRequestOf, withCandidates, withKind } from './take-draft.ts'

const GRANT = { id: 'g', name: 'static.json', display: '~/static.json' }

function candidate(path: string, error: string | null = null): ManifestCandidate {
  const label = path.includes('/') ? path.slice(0, path.indexOf('/')) : ''
  return { path, label, writtenAt: '', names: 1, version: '1.1', hash: null, error }
}

describe('the draft of a release', () => {
  it('begins with what was dropped', () => {
    const kinds = [
      startDraft(null, 'p'),
      startDraft({ grant: GRANT, isFile: true }, 'p'),
      startDraft({ grant: { ...GRANT, name: 'a.tar.zst' }, isFile: true }, 'p'),
      startDraft({ grant: GRANT, isFile: false }, 'p'),
    ].map(({ kind }) => kind)
    expect(kinds).toEqual(['project', 'manifest', 'archive', 'static-root'])
  })

  it('chooses the newest manifest that can be taken, and calls the release after its folder', () => {
    const found = {
      kind: 'static-root',
      suggestedName: 'root',
      manifests: [candidate('c3/staticfiles.json', 'damaged'), candidate('b2/staticfiles.json')],
    } as const
    const draft = withCandidates(startDraft({ grant: GRANT, isFile: false }, null), {
      ...found,
      manifests: [...found.manifests],
    })
    expect([draft.manifest, suggestedName(draft, null)]).toEqual(['b2/staticfiles.json', 'b2'])
  })

  it('is complete only with a source and a name', () => {
    const commit = withKind(startDraft(null, 'p'), 'commit')
    const only = withCandidates(startDraft({ grant: GRANT, isFile: true }, null), {
      kind: 'manifest',
      suggestedName: 'static',
      manifests: [candidate('static.json', 'damaged')],
    })
    const requests = [
      takeRequestOf(startDraft(null, null), 'Shop'),
      takeRequestOf(commit, 'Shop'),
      takeRequestOf(only, null),
      takeRequestOf({ ...commit, ref: 'v1.0 ', labels: 'live' }, 'Shop'),
    ]
    expect(requests).toEqual([
      null,
      null,
      null,
      {
        source: { kind: 'project', projectId: 'p', ref: 'v1.0', keepGoing: false },
        name: 'v1.0',
        note: '',
        labels: ['live'],
      },
    ])
  })
})
