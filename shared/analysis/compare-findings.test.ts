import { expect, test } from 'vitest'
import type { CheckFinding } from '../model/check.ts'
import { compareFindings } from './compare-findings.ts'

function finding(changes: Partial<CheckFinding>): CheckFinding {
  return {
    id: 'id',
    code: 'missing-in-browser',
    severity: 'warning',
    in: 'static',
    file: 'a.css',
    line: 1,
    column: 1,
    target: 'gone.png',
    message: '',
    provider: null,
    django: null,
    browser: null,
    pages: [],
    confidence: null,
    accepted: null,
    expired: null,
    ...changes,
  }
}

const NONE = new Map<string, string>()

test('a finding that moved to another line is the same one', () => {
  const { added, fixed, remaining } = compareFindings([finding({})], [finding({ line: 9, id: 'other' })], NONE)
  expect([added, fixed, remaining.map(({ line }) => line)]).toEqual([[], [], [9]])
})
test('another file, another target or another code is another finding', () => {
  for (const change of [{ file: 'b.css' }, { target: 'lost.png' }, { code: 'case-mismatch' }] as const) {
    const { added, fixed, remaining } = compareFindings([finding({})], [finding(change)], NONE)
    expect([added.length, fixed.length, remaining.length]).toEqual([1, 1, 0])
  }
})
test('a file that was moved, and one that is asked for under its new name, stay the same finding', () => {
  const renamed = new Map([
    ['a.css', 'css/a.css'],
    ['gone.png', 'img/gone.png'],
  ])
  const { remaining } = compareFindings(
    [finding({})],
    [finding({ file: 'css/a.css', target: 'img/gone.png' })],
    renamed,
  )
  expect(remaining).toHaveLength(1)
})
test('a name that templates ask for counts by itself, whatever template it stands in', () => {
  const ask = (file: string) => finding({ code: 'template-name-missing', in: 'template', file })
  expect(compareFindings([ask('base.html')], [ask('home.html')], NONE).added).toEqual([])
})
test('what is new in one direction is fixed in the other, and equal sides have neither', () => {
  const [a, b] = [
    [finding({}), finding({ file: 'x.css' })],
    [finding({}), finding({ target: 'y' })],
  ]
  const there = compareFindings(a, b, NONE)
  const back = compareFindings(b, a, NONE)
  expect([back.fixed, back.added]).toEqual([there.added, there.fixed])
  expect(compareFindings(a, a, NONE)).toEqual({ added: [], fixed: [], remaining: a })
})
