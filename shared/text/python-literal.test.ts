import { expect, test } from 'vitest'
import { pythonLiteral } from './python-literal.ts'

test('values are written as in a settings module', () => {
  expect([true, false, null, 5, '', 'a"b', [], {}].map((value) => pythonLiteral(value))).toEqual([
    'True',
    'False',
    'None',
    '5',
    '""',
    '"a\\"b"',
    '[]',
    '{}',
  ])
  expect(pythonLiteral({ staticfiles: { BACKEND: 'a.B', OPTIONS: { strict: false } } })).toBe(
    '{"staticfiles": {"BACKEND": "a.B", "OPTIONS": {"strict": False}}}',
  )
  expect(pythonLiteral(['/a', ['x', '/b']], '', 2)).toBe('[\n  "/a",\n  [\n    "x",\n    "/b",\n  ],\n]')
})

test('modes of files are octal, other numbers are not', () => {
  expect(pythonLiteral(420, 'file_permissions_mode')).toBe('0o644')
  expect(pythonLiteral(420, 'FILE_UPLOAD_PERMISSIONS')).toBe('0o644')
  expect(pythonLiteral(420, 'max_post_process_passes')).toBe('420')
  expect(pythonLiteral(null, 'directory_permissions_mode')).toBe('None')
})
