import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { simulateRollout } from '../../../../shared/analysis/rollout/simulate-rollout.ts'
import { STORY_A, STORY_B, storyPlan } from '../../../../shared/analysis/rollout/story-fixture.ts'
import { groupKept } from './group-kept.ts'
import { rolloutHtml } from './rollout-html.ts'
import { rolloutMarkdown } from './rollout-markdown.ts'

const ROLLOUT = simulateRollout(STORY_A, STORY_B, storyPlan())

describe('the report of a rollout', () => {
  test('is a page whose policy lets in its own style and no script', () => {
    const page = [...rolloutHtml(ROLLOUT, null)].join('')
    const [, style = ''] = /<style>([^]*)<\/style>/.exec(page) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'`)
    expect(page).not.toContain('<script')
  })

  test('keeps the lines of what is to be pasted', () => {
    const [paste = ''] = ROLLOUT.advice().flatMap((advice) => (advice.paste === null ? [] : [advice.paste]))
    expect(paste.split('\n').length).toBeGreaterThan(2)
    const page = [...rolloutHtml(ROLLOUT, null)].join('')
    expect(page).not.toContain('\\u000a')
    for (const line of paste.split('\n').filter((text) => /^[\w .()]+$/.test(text))) expect(page).toContain(line)
    expect([...rolloutMarkdown(ROLLOUT, null)].join('')).toContain(paste)
  })

  test('names each file that must stay once, below why and until when', () => {
    const kept = ROLLOUT.keep().filter(({ reason }) => reason !== 'used-by-b')
    const groups = groupKept(ROLLOUT.keep())
    expect(groups.flatMap(({ storedNames }) => storedNames).toSorted()).toEqual(
      kept.map(({ storedName }) => storedName).toSorted(),
    )
    expect(new Set(groups.map(({ until, why }) => `${until} ${why}`)).size).toBe(groups.length)
    expect(groups.length).toBeLessThan(kept.length)
  })
})
