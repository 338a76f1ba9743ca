import { expect, test } from 'vitest'
import { DEFAULT_COLLECT_SETTINGS } from '../../../shared/model/collect-settings.ts'
import { checkDraft, createDraft, moveSource, withFolders } from './folder-draft.ts'

const grant = (name: string) => ({ id: `g-${name}`, name, display: `/src/${name}` })
const draftOf = (...names: readonly string[]) => withFolders(createDraft(DEFAULT_COLLECT_SETTINGS), names.map(grant))

test('a folder that is chosen twice is listed once', () => {
  expect(withFolders(draftOf('a', 'b'), [grant('a'), grant('c')]).sources.map(({ grant: { name } }) => name)).toEqual([
    'a',
    'b',
    'c',
  ])
})
test('a folder moves by one place and stays inside the list', () => {
  const names = (draft: ReturnType<typeof draftOf>) => draft.sources.map((source) => source.grant.name).join('')
  const draft = draftOf('a', 'b', 'c')
  expect([names(moveSource(draft, 2, -1)), names(moveSource(draft, 0, -1)), names(moveSource(draft, 2, 1))]).toEqual([
    'acb',
    'abc',
    'abc',
  ])
})
test('a draft that is in order becomes a choice without paths', () => {
  expect(checkDraft(draftOf('a')).choice?.sources).toEqual([{ grantId: 'g-a', prefix: '', appLabel: null }])
})
test('each fault stands beside its own field', () => {
  const draft = draftOf('a', 'b')
  const { choice, errors } = checkDraft({
    ...draft,
    sources: draft.sources.map((source, index) => ({
      ...source,
      kind: index === 0 ? ('app' as const) : source.kind,
      text: index === 0 ? '' : 'x/',
    })),
    settings: { ...draft.settings, staticUrl: '/static' },
    maxPassesText: 'many',
  })
  expect([choice, Object.keys(errors).sort()]).toEqual([null, ['maxPasses', 'source 0', 'source 1']])
})
test('without a folder there is nothing to open', () => {
  expect(checkDraft(createDraft(DEFAULT_COLLECT_SETTINGS)).errors).toEqual({ sources: 'Add at least one folder.' })
})
