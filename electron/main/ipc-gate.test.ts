import { expect, test } from 'vitest'
import { admitRequest } from './ipc-gate.ts'

const origin = 'app://inspector'
const page = { isMainFrame: true, url: 'app://inspector/#/preview/1' }
const call = { type: 'call', id: '1', method: 'projects.get', input: { id: 'p' } }

const code = (sender: typeof page, message: unknown) => {
  const admission = admitRequest(sender, message, origin)
  return admission.kind === 'admitted' ? 'admitted' : `${admission.error.code} ${admission.id ?? 'without id'}`
}

test('a call and a cancel of our own main frame are admitted', () => {
  expect([code(page, call), code(page, { type: 'cancel', id: '1' })]).toEqual(['admitted', 'admitted'])
})

test('a frame inside the page is refused', () => {
  expect(code({ ...page, isMainFrame: false }, call)).toBe('refused 1')
})

test.each([
  'app://inspector.evil/',
  'app://evil/',
  'https://inspector/',
  'file:///index.html',
  'about:blank',
  'http://app://inspector',
  '',
])('a page at "%s" is refused', (url) => {
  expect(code({ ...page, url }, call)).toBe('refused 1')
})

test('a method that is not in the contract is refused', () => {
  expect([code(page, { ...call, method: 'files.delete' }), code(page, { ...call, method: '__proto__' })]).toEqual([
    'refused 1',
    'refused 1',
  ])
})

test('an input of the wrong shape is told apart from a refusal', () => {
  expect([
    code(page, { ...call, input: { id: 7 } }),
    code(page, { ...call, input: { id: 'p', path: '/etc' } }),
    code(page, { ...call, extra: 1 }),
  ]).toEqual(['bad-input 1', 'bad-input 1', 'bad-input 1'])
})

test('what is no message at all is refused without an answer', () => {
  expect([null, undefined, 7, 'call', [], { id: 5 }].map((message) => code(page, message))).toEqual(
    Array.from({ length: 6 }, () => 'refused without id'),
  )
})
