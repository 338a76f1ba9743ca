import { rolloutPlanSchema, type RolloutPlan, type RolloutPlanInput } from '../../model/rollout-plan.ts'
import type { ReleaseFile } from '../../model/release.ts'
import { contentOf, referenceTo, releaseFile, wholeRelease } from '../release-fixture.ts'
import type { RolloutPage, RolloutRelease } from './find-uses.ts'

/** A page of a test. */
export function page(template: string, names: readonly string[], plainNames: readonly string[] = []): RolloutPage {
  return { template, names, plainNames }
}

/** A release of a test with its pages; null: not known. */
export function release(
  name: string,
  files: readonly ReleaseFile[],
  pages: readonly RolloutPage[] | null,
): RolloutRelease {
  return { ...wholeRelease(files, { name }), pages }
}

const css = (logo: string, word: string): ReleaseFile =>
  releaseFile('css/site.css', word, {
    source: contentOf(`source of ${word}`),
    references: [referenceTo('img/logo.png', `img/logo.${logo}.png`)],
  })

/** The two releases of the worked story: a picture is edited, the style sheet ripples, one script goes and one comes. */
export const STORY_A = release(
  '41',
  [
    releaseFile('img/logo.png', 'a1'),
    css('a1', 'a2'),
    releaseFile('js/app.js', 'a3'),
    releaseFile('js/legacy-menu.js', 'a4'),
  ],
  [
    page('shop/home.html', ['css/site.css', 'js/app.js']),
    page('shop/menu.html', ['css/site.css', 'js/app.js', 'js/legacy-menu.js']),
    page('shop/by-hand.html', [], ['css/site.css']),
  ],
)
export const STORY_B = release(
  '42',
  [releaseFile('img/logo.png', 'b1'), css('b1', 'b2'), releaseFile('js/app.js', 'a3'), releaseFile('js/menu.js', 'b5')],
  [
    page('shop/home.html', ['css/site.css', 'js/app.js']),
    page('shop/menu.html', ['css/site.css', 'js/app.js', 'js/menu.js']),
    page('shop/by-hand.html', [], ['css/site.css']),
  ],
)

/** A moment of the story in seconds after 10:00. */
export function clock(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return (hours - 10) * 3600 + minutes * 60 + seconds
}

/** The deploy of the story: two processes, a shared bucket behind a CDN that keeps 404 answers for an hour. */
export function storyPlan(changes: Partial<RolloutPlanInput> = {}): RolloutPlan {
  return rolloutPlanSchema.parse({
    topology: 'shared-manifest',
    bucket: 's3',
    cdn: true,
    startsAt: '10:00',
    servers: 2,
    collect: { at: '5m', takes: 60, gap: 2 },
    switch: { at: '10m', wave: 1, every: '2m' },
    recycling: false,
    restarts: [
      { at: clock('10:06:01'), server: 2, firstUse: 0 },
      { at: clock('10:08'), server: 2, firstUse: 0 },
    ],
    lifetimes: { html: 0, hashed: '365d', plain: '1h', missing: '1h' },
    openPage: '1h',
    rollback: { at: '30m' },
    ...changes,
  })
}
