import { expect, test } from 'vitest'
import { conditionalEscape } from './html-escape.ts'
import { compareWithPython } from './recorded/recorded-cases.ts'

test('conditionalEscape gives what Python gives', () => {
  const { python, ours } = compareWithPython('html-escape', 'conditionalEscape', conditionalEscape)
  expect(ours).toEqual(python)
})
