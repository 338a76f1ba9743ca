import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Response } from '../../shared/contract/envelope.ts'
import { InspectorError } from '../../shared/contract/errors.ts'
import type { InspectorHost } from '../core/host/inspector-host.ts'
import { startLocalServer, type LocalServer } from './local-server.ts'

/** A core of a few lines: what is tested here is the way to it. */
const host: InspectorHost = {
  call: (method, input, signal) =>
    method === 'preview.start'
      ? new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => {
            aborted.push(method)
            reject(new Error('stopped'))
          }),
        )
      : Promise.resolve({ method, input }),
  grant: (path) => Promise.resolve({ id: 'g', name: path, display: path }),
  grantFile: (path) => Promise.resolve({ id: 'f', name: path, display: path }),
  openDjango: () => Promise.reject(new Error('not asked here')),
  openRequest: () => Promise.reject(new Error('not asked here')),
  pathOf: () => null,
  exported: (exportId) => {
    if (exportId !== 'known') throw new InspectorError('not-found', 'This document has expired.')
    return { fileName: 'rows.csv', type: 'text/csv; charset=utf-8', pieces: () => ['a,b\r\n', '1,2\r\n'] }
  },
  writeExport: () => Promise.resolve(null),
  close: () => Promise.resolve(),
}

let folder = ''
let server: LocalServer
let aborted: string[] = []

beforeEach(async () => {
  aborted = []
  folder = await mkdtemp(join(tmpdir(), 'staticscope-server-'))
  await mkdir(join(folder, 'page/assets'), { recursive: true })
  await writeFile(join(folder, 'page/index.html'), '<!doctype html>')
  await writeFile(join(folder, 'page/assets/index-1.js'), '1')
  await writeFile(join(folder, 'secret.txt'), 'secret')
  server = await startLocalServer({
    host,
    port: 0,
    rendererFolder: join(folder, 'page'),
    openAt: '#/preview/p1',
    version: '9',
  })
})

afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

type Answer = { status: number; headers: IncomingHttpHeaders; text: string }

/** `fetch` sets Host and Origin itself and tidies up paths, so requests are sent by hand. */
function ask(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: server.port, method, path, headers }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    request.on('error', reject)
    request.end(body)
  })
}

const origin = () => ({ origin: `http://127.0.0.1:${server.port}` })
const json = { 'content-type': 'application/json' }

async function signIn(): Promise<Record<string, string>> {
  const token = new URL(server.url).hash.slice('#token='.length)
  const { headers } = await ask('POST', '/session', { ...origin(), 'x-staticscope-token': token })
  return { ...origin(), cookie: (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '' }
}

/** Opens the event stream; gives the next message each time it is asked. */
function listen(headers: Record<string, string>): Promise<{ next: () => Promise<Response>; close: () => void }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: server.port, path: '/events', headers }, (response) => {
      const arrived: Response[] = []
      const asked: ((response: Response) => void)[] = []
      response.on('data', (chunk: Buffer) => {
        for (const [, data = ''] of chunk.toString().matchAll(/^data: (.*)$/gm)) {
          const message = JSON.parse(data) as Response
          const waiting = asked.shift()
          if (waiting === undefined) arrived.push(message)
          else waiting(message)
        }
      })
      const next = () =>
        new Promise<Response>((give) => {
          const first = arrived.shift()
          if (first === undefined) asked.push(give)
          else give(first)
        })
      resolve({ next, close: () => request.destroy() })
    })
    request.on('error', reject)
    request.end()
  })
}

test('the first link is on 127.0.0.1 and carries the token in its fragment', () => {
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/)
})

test('the page comes with the policy and may not be framed or sniffed', async () => {
  const { status, headers } = await ask('GET', '/')
  expect([status, headers['content-type'], headers['x-content-type-options']]).toEqual([
    200,
    'text/html; charset=utf-8',
    'nosniff',
  ])
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; .*frame-ancestors 'none'/)
})

test('no file outside the page is given', async () => {
  const paths = ['/../secret.txt', '/assets/../../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/nothing.js']
  expect(await Promise.all(paths.map(async (path) => (await ask('GET', path)).status))).toEqual([
    404, 404, 404, 404, 404,
  ])
})

test('another Host is refused, so a name that points here is of no use', async () => {
  expect((await ask('GET', '/', { host: 'evil.example' })).status).toBe(403)
})

test('a POST of another origin, or of none, is refused', async () => {
  const token = new URL(server.url).hash.slice('#token='.length)
  const statuses = await Promise.all(
    [{}, { origin: 'http://evil.example' }, { origin: 'null' }, { origin: 'http://127.0.0.1:1' }].map(
      async (headers) => (await ask('POST', '/session', { ...headers, 'x-staticscope-token': token })).status,
    ),
  )
  expect(statuses).toEqual([403, 403, 403, 403])
})

test('a page of another port cannot listen, although cookies would be sent along', async () => {
  const headers = { ...(await signIn()), 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }
  expect((await ask('GET', '/events', headers)).status).toBe(403)
})

test('the token is exchanged for a cookie that scripts and other sites do not get', async () => {
  const token = new URL(server.url).hash.slice('#token='.length)
  const { status, headers } = await ask('POST', '/session', { ...origin(), 'x-staticscope-token': token })
  expect(status).toBe(204)
  expect(headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/)
  expect(headers['set-cookie']?.[0]).not.toContain(token)
})

test('a wrong token gets no cookie', async () => {
  const { status, headers } = await ask('POST', '/session', { ...origin(), 'x-staticscope-token': 'guess' })
  expect([status, headers['set-cookie']]).toEqual([403, undefined])
})

test('without the cookie nothing can be asked or heard', async () => {
  const call = JSON.stringify({ type: 'call', id: '1', method: 'projects.recents', input: {} })
  expect([
    (await ask('GET', '/events')).status,
    (await ask('POST', '/request', { ...origin(), ...json }, call)).status,
  ]).toEqual([401, 401])
})

test('a prepared document is given to the page that is signed in, as a file to save', async () => {
  const cookie = await signIn()
  const { status, headers, text } = await ask('GET', '/export/known', cookie)
  expect([status, headers['content-disposition'], headers['content-type'], text]).toEqual([
    200,
    'attachment; filename="rows.csv"',
    'text/csv; charset=utf-8',
    'a,b\r\n1,2\r\n',
  ])
  expect([(await ask('GET', '/export/known')).status, (await ask('GET', '/export/other', cookie)).status]).toEqual([
    401, 404,
  ])
})

test('no answer allows another origin to read it', async () => {
  const { headers } = await ask('GET', '/')
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
})

test('a call is answered through the event stream', async () => {
  const headers = await signIn()
  const stream = await listen(headers)
  const call = { type: 'call', id: '7', method: 'projects.get', input: { id: 'p' } }
  const { status } = await ask('POST', '/request', { ...headers, ...json }, JSON.stringify(call))
  expect([status, await stream.next()]).toEqual([
    202,
    { type: 'result', id: '7', output: { method: 'projects.get', input: { id: 'p' } } },
  ])
  stream.close()
})

test('a request that is no JSON, or no request, is refused', async () => {
  const headers = await signIn()
  const statuses = [
    await ask('POST', '/request', { ...headers, ...json }, '{'),
    await ask('POST', '/request', { ...headers, ...json }, '{"type":"call","id":"1","method":"fs.read","input":{}}'),
    await ask('POST', '/request', headers, '{"type":"cancel","id":"1"}'),
  ].map(({ status }) => status)
  expect(statuses).toEqual([400, 400, 400])
})

test('the host describes itself as a browser and cannot do native things', async () => {
  const headers = await signIn()
  const stream = await listen(headers)
  const send = (id: string, method: string, input: unknown) =>
    ask('POST', '/request', { ...headers, ...json }, JSON.stringify({ type: 'call', id, method, input }))
  await send('1', 'host.describe', {})
  const description = await stream.next()
  await send('2', 'grants.choose', { purpose: 'source' })
  expect([description, await stream.next()]).toEqual([
    {
      type: 'result',
      id: '1',
      output: {
        kind: 'browser',
        contractVersion: 1,
        version: '9',
        platform: process.platform,
        canChooseFolders: false,
        openAt: '#/preview/p1',
      },
    },
    {
      type: 'failure',
      id: '2',
      error: { code: 'not-available', message: 'A browser tab cannot do this.', details: null },
    },
  ])
  stream.close()
})

test('events reach every tab', async () => {
  const headers = await signIn()
  const [one, two] = [await listen(headers), await listen(headers)]
  const event = { topic: 'engine', payload: { state: 'ready', reason: '' } } as const
  server.emit(event)
  expect([await one.next(), await two.next()]).toEqual([
    { type: 'event', event },
    { type: 'event', event },
  ])
  one.close()
  two.close()
})

test('a cancel stops the call', async () => {
  const headers = await signIn()
  const stream = await listen(headers)
  const send = (message: unknown) => ask('POST', '/request', { ...headers, ...json }, JSON.stringify(message))
  await send({ type: 'call', id: '1', method: 'preview.start', input: { projectId: 'p' } })
  await send({ type: 'cancel', id: '1' })
  expect((await stream.next()).type).toBe('failure')
  expect(aborted).toEqual(['preview.start'])
  stream.close()
})

test('a port that is in use is told in one sentence', async () => {
  await expect(startLocalServer({ host, port: server.port, rendererFolder: folder, openAt: null })).rejects.toThrow(
    `Port ${server.port} cannot be used: it is in use. Leave --port out for a free one.`,
  )
})
