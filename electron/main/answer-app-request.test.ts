import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerAppRequest } from './answer-app-request.ts'

const folder = mkdtempSync(join(tmpdir(), 'staticscope-scheme-'))
const bundle = join(folder, 'renderer')

beforeAll(() => {
  mkdirSync(bundle)
  writeFileSync(join(bundle, 'index.html'), '<!doctype html>')
  writeFileSync(join(bundle, 'tool.exe'), 'MZ')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
})
afterAll(() => rmSync(folder, { recursive: true }))

const status = async (url: string, method = 'GET') => (await answerAppRequest(bundle, method, url)).status

test('the page is given with the policy and may not be sniffed', async () => {
  const { status, headers, body } = await answerAppRequest(bundle, 'GET', 'app://inspector/')
  expect([status, headers['content-type'], headers['x-content-type-options'], String(body)]).toEqual([
    200,
    'text/html; charset=utf-8',
    'nosniff',
    '<!doctype html>',
  ])
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; .*require-trusted-types-for 'script'; trusted-types staticscope-worker$/,
  )
})

test('another host and another method are refused', async () => {
  expect([await status('app://other/'), await status('app://inspector/', 'POST')]).toEqual([403, 405])
})

test('nothing outside the bundle is given, however it is written', async () => {
  const urls = ['app://inspector/%2e%2e/secret.txt', 'app://inspector/..%2fsecret.txt', 'app://inspector/%2fetc/passwd']
  expect(await Promise.all(urls.map((url) => status(url)))).toEqual([404, 404, 404])
})

test('files of kinds that the bundle does not have are not given', async () => {
  expect(await status('app://inspector/tool.exe')).toBe(404)
})
