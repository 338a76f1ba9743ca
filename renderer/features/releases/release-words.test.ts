import { describe, expect, it } from 'vitest'
import type { Damage, StoreCheck } from '../../../shared/model/release.ts'
import { describeCheck, readLabels } from './release-words.ts'

const SOUND: StoreCheck = { releases: 2, contents: 126, bytes: 89_600, database: [], damages: [], unreadable: [] }

describe('a check of the store in a sentence', () => {
  it('says that all is sound', () => {
    expect(describeCheck(SOUND)).toBe('The store is sound: 2 releases, 126 contents, 89.6 KB read.')
  })

  it('counts the damages and each touched release once', () => {
    const content = { hash: 'a'.repeat(64), size: 3 }
    const damage: Damage = { kind: 'missing', content, releases: ['41', '42'], files: ['a.css'] }
    expect(describeCheck({ ...SOUND, damages: [damage], unreadable: ['42'] })).toBe(
      '2 damages found, in 2 releases: 2 releases, 126 contents, 89.6 KB read.',
    )
  })
})

describe('labels', () => {
  it('are parted by commas, and each is kept once', () => {
    expect(readLabels(' live, spring sale ,, live')).toEqual(['live', 'spring sale'])
  })
})
