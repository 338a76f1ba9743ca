import { expect, test } from 'vitest'
import { CHECK_CODES } from '../../../shared/model/check.ts'
import { runCase } from './case-run-fixture.ts'
import { CHECK_CASES } from './cases-fixture.ts'

const cases = Object.entries(CHECK_CASES)

test.each(cases)('%s', async (_, given) => {
  expect(await runCase(given)).toEqual(given.findings)
})

test('every code has a case that gives it, and one that all but gives it', () => {
  const given = new Set(cases.flatMap(([, { findings }]) => findings.map((finding) => finding.split(' ', 1)[0])))
  const missed = new Set<string>(
    cases.flatMap(([, { nearMissOf = [], findings }]) =>
      nearMissOf.filter((code) => findings.every((finding) => !finding.startsWith(`${code} `))),
    ),
  )
  expect(CHECK_CODES.filter((code) => !given.has(code))).toEqual([])
  expect(CHECK_CODES.filter((code) => !missed.has(code))).toEqual([])
})
