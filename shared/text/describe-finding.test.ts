import { describe, expect, test } from 'vitest'
import { CHECK_CODES } from '../model/check.ts'
import { FINDING_CODES } from '../model/finding.ts'
import readme from '../README.md?raw'
import { findingAdvice, findingMeaning, findingTitle } from './describe-finding.ts'

describe.each(FINDING_CODES)('the finding %s', (code) => {
  test('has a short title without a full stop', () => {
    expect(findingTitle(code)).toMatch(/^[A-Z].{5,45}[^.]$/)
  })

  test('says what it means and what to do in whole sentences', () => {
    for (const words of [findingMeaning(code), findingAdvice(code)]) expect(words).toMatch(/^[A-Z].{20,}\.$/)
  })

  test('has a paragraph in the README that starts with its title', () => {
    const [, afterHeading = ''] = readme.split(`\n### ${code}\n\n`)
    const [paragraph = ''] = afterHeading.split('\n\n')
    expect(paragraph).toMatch(/^\*\*.{80,}/)
    expect(paragraph.startsWith(`**${findingTitle(code)}.** `)).toBe(true)
  })
})

test('the README explains each finding of preview and check once, and none that does not exist', () => {
  const [ofPreviews = '', ofChecks = ''] = readme.split('\n## Findings of the check\n')
  const headingsIn = (text: string) => [...text.matchAll(/^### (.+)$/gm)].map((match) => match[1] ?? '')
  const previewCodes: readonly string[] = FINDING_CODES
  expect(headingsIn(ofPreviews)).toEqual(previewCodes)
  expect(headingsIn(ofChecks).toSorted()).toEqual(CHECK_CODES.filter((code) => !previewCodes.includes(code)).toSorted())
})

test('no two findings share a title', () => {
  expect(new Set(FINDING_CODES.map(findingTitle)).size).toBe(FINDING_CODES.length)
})
