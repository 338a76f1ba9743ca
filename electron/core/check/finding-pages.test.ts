import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CHECK_CODES } from '../../../shared/model/check.ts'
import { FINDING_CODES } from '../../../shared/model/finding.ts'

test('each code of a finding, of preview and check, has its paragraph', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../shared/README.md'), 'utf8')
  const headings = [...page.matchAll(/^### (\S+)$/gm)].map(([, code]) => code)
  expect([...FINDING_CODES, ...CHECK_CODES].filter((code) => !headings.includes(code))).toEqual([])
  expect(headings.toSorted()).toEqual([...new Set(headings)].toSorted())
})
