import { describe, expect, test } from 'vitest'
import type { RolloutPlanInput } from '../../model/rollout-plan.ts'
import { referenceTo, releaseFile } from '../release-fixture.ts'
import type { RolloutPage } from './find-uses.ts'
import { simulateRollout } from './simulate-rollout.ts'
import { release, storyPlan } from './story-fixture.ts'

/** A page that asks by hand for a style sheet, with the release behind it, and for a script without. */
function byHand(version: string): RolloutPage {
  return {
    template: 'by-hand.html',
    names: [],
    plainNames: ['css/site.css', 'js/app.js'],
    queries: [{ how: 'plain', name: 'css/site.css', query: `?v=${version}` }],
  }
}

/** A font that nobody edits, which style sheets name with a query. */
const font = (query: string, word: string) => [
  releaseFile('img/font.eot', 'f0'),
  releaseFile('css/font.css', word, {
    references: [{ ...referenceTo('img/font.eot', 'img/font.f0.eot'), query }],
  }),
]
const A = release(
  '41',
  [releaseFile('css/site.css', 'a1'), releaseFile('js/app.js', 'a2'), ...font('?v=4.7', 'a3')],
  [byHand('41'), { template: 'font.html', names: ['css/font.css'], plainNames: [] }],
)
const B = release(
  '42',
  [releaseFile('css/site.css', 'b1'), releaseFile('js/app.js', 'b2'), ...font('?v=5.0', 'b3')],
  [byHand('42'), { template: 'font.html', names: ['css/font.css'], plainNames: [] }],
)

/** `outcome files` that pages of B ever meet. */
function metByB(plan: Partial<RolloutPlanInput>, reason: 'stale' | 'missing-cached'): string[] {
  const rollout = simulateRollout(A, B, storyPlan({ bucket: null, restarts: [], rollback: null, ...plan }))
  return [
    ...new Set(
      rollout.hazards
        .map(({ hazard }) => hazard)
        .filter(({ page, outcome }) => page === 'b' && outcome === reason)
        .flatMap(({ files }) => files),
    ),
  ].toSorted()
}

describe('a query that changes with the release', () => {
  test('keeps browsers and a CDN that minds it from the older plain copy; without one they give it', () => {
    expect(metByB({ cdn: false }, 'stale')).toEqual(['js/app.js'])
    expect(metByB({ cdn: true }, 'stale')).toEqual(['js/app.js'])
  })
  test('does not help at a CDN that ignores it', () => {
    expect(metByB({ cdn: true, ignoresQuery: true }, 'stale')).toEqual(['css/site.css', 'js/app.js'])
  })
  test('does not help where the new page is there before the new file', () => {
    const plan = { cdn: true, switch: { at: 100, wave: 2, every: 0 } }
    expect(metByB(plan, 'stale')).toEqual(['css/site.css', 'js/app.js'])
  })
  test('keeps a 404 that a CDN has of the same file apart, too', () => {
    // --clear takes the font away while pages of A ask for it; B is there when it is back.
    const plan = { cdn: true, collect: { at: '5m', takes: 60, gap: 2, clear: true }, recycling: false }
    expect(metByB(plan, 'missing-cached')).not.toContain('img/font.eot')
    expect(metByB({ ...plan, ignoresQuery: true }, 'missing-cached')).toContain('img/font.eot')
  })
})
test('without a CDN nothing ignores queries', () => {
  expect(metByB({ cdn: false, ignoresQuery: true }, 'stale')).toEqual(['js/app.js'])
})

/** The code of B comes first, and its processes keep the table of A until they begin anew, after the collect. */
const CODE_FIRST: Partial<RolloutPlanInput> = {
  bucket: null,
  rollback: null,
  switch: { at: 100, wave: 2, every: 0 },
  restarts: [
    { at: 500, server: 1 },
    { at: 500, server: 2 },
  ],
}

describe('pages that end with an error', () => {
  test('ask for nothing, so that no 404 of theirs is cached', () => {
    // Pages of B with the table of A fail on menu.js, and app.js is on no other page.
    const pages = [{ template: 'menu.html', names: ['js/menu.js', 'css/site.css'], plainNames: [] }]
    const old = release(
      '41',
      [releaseFile('css/site.css', 'a1')],
      [{ ...pages[0], template: 'o', names: [], plainNames: [] }],
    )
    const now = release('42', [releaseFile('css/site.css', 'a1'), releaseFile('js/menu.js', 'b1')], pages)
    const { hazards } = simulateRollout(old, now, storyPlan(CODE_FIRST))
    expect(hazards.map(({ hazard }) => hazard.outcome)).toEqual(['error-500'])
  })
  test('and that other pages ask for names like theirs puts none of theirs into a cache', () => {
    // Both scripts are new; new.html is sent by nobody while processes of B have the table of A, plain.html is.
    const files = ['js/menu.js', 'js/other.js', 'js/asked.js'].map((name) => releaseFile(name, 'b1'))
    const now = release('42', files, [
      { template: 'new.html', names: ['js/menu.js'], plainNames: ['js/other.js'] },
      { template: 'plain.html', names: [], plainNames: ['js/asked.js'] },
    ])
    const old = release('41', [releaseFile('css/site.css', 'a1')], [])
    const { hazards } = simulateRollout(old, now, storyPlan({ ...CODE_FIRST, recycling: false }))
    const cached = hazards.flatMap(({ hazard }) => (hazard.outcome === 'missing-cached' ? hazard.files : []))
    expect(new Set(cached)).toEqual(new Set(['js/asked.js']))
  })
  test('and one whose plain copy comes with the collect fails until it is there, and is sent then', () => {
    const names = ['js/menu.js']
    const pages = [{ template: 'menu.html', names, plainNames: [] }]
    const old = release('41', [releaseFile('css/site.css', 'a1')], [])
    const now = release('42', [releaseFile('css/site.css', 'a1'), releaseFile('js/menu.js', 'b1')], pages)
    const rollout = simulateRollout(
      old,
      now,
      storyPlan({ bucket: null, strict: false, restarts: [], rollback: null, switch: { at: 100, wave: 2, every: 0 } }),
    )
    const at = (seconds: number): string[] =>
      rollout
        .matrixAt(seconds)
        .filter(({ page, condition }) => page === 'b' && condition === 'always')
        .flatMap(({ outcomes }) => outcomes.map(({ outcome }) => outcome))
        .toSorted()
    expect(at(299)).toEqual(['error-500'])
    expect(at(300)).toEqual(['error-500', 'missing'])
    // The 404 of the time in which only the plain copy was there is still cached.
    expect(at(360)).toEqual(['missing-cached', 'unhashed'])
  })
})
