import { expect, test } from 'vitest'
import { isOsErrorCode, osError, PythonError } from './python-error.ts'
import { compareWithPython } from './recorded/recorded-cases.ts'

test('osError has the class and the text that Python prints on Linux', { skip: process.platform !== 'linux' }, () => {
  const { python, ours } = compareWithPython('python-error', 'osError', (code, path, path2) => {
    if (!isOsErrorCode(code)) throw new RangeError(code)
    const error = osError(code, path ?? null, path2 ?? null)
    return [error.type, error.message]
  })
  expect(ours).toEqual(python)
})

test('a code of another kind is not known', () => {
  expect(['ENOENT', 'toString', 'ERR_INVALID_ARG_TYPE', undefined].map(isOsErrorCode)).toEqual([
    true,
    false,
    false,
    false,
  ])
})

test('the last line of a traceback has the class and the message', () => {
  expect([new PythonError('ValueError', 'x').pythonMessage, new PythonError('KeyError', '').pythonMessage]).toEqual([
    'ValueError: x',
    'KeyError',
  ])
})
