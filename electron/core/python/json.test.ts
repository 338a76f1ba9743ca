import { expect, test } from 'vitest'
import { dumpsObject, dumpsString, loads, type PythonJson } from './json.ts'
import { compareWithPython } from './recorded/recorded-cases.ts'

test('dumpsString gives what Python gives', () => {
  const { python, ours } = compareWithPython('json', 'dumpsString', dumpsString)
  expect(ours).toEqual(python)
})

test('loads gives what Python gives', () => {
  const { python, ours } = compareWithPython('json', 'loads', (text) => withTypes(loads(text)))
  expect(ours).toEqual(python)
})

test('an object is printed with the separators of Python', () => {
  const entries = [
    ['a', '"b"'],
    ['é', '{}'],
  ] as const
  expect([dumpsObject(entries), dumpsObject([])]).toEqual(['{"a": "b", "\\u00e9": {}}', '{}'])
})

test('nesting without end raises as in Python', () => {
  expect(() => loads('['.repeat(100_000))).toThrow('maximum recursion depth exceeded')
})

/** A value with its Python types, as the recordings have it. */
function withTypes(value: PythonJson): unknown {
  if (typeof value === 'bigint') return { int: String(value) }
  if (typeof value === 'number') return { float: floatRepr(value) }
  if (typeof value === 'string') return { str: value }
  if (value instanceof Map)
    return { dict: Array.from(value, ([name, member]: [unknown, PythonJson]) => [name, withTypes(member)]) }
  return Array.isArray(value) ? { list: value.map(withTypes) } : value
}

/** `repr()` of the floats in the recordings. */
function floatRepr(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (Object.is(value, -0)) return '-0.0'
  return Number.isInteger(value) ? `${value}.0` : String(value)
}
