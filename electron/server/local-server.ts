import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { InspectorEvent } from '../../shared/contract/envelope.ts'
import { InspectorError } from '../../shared/contract/errors.ts'
import type { InspectorHost } from '../core/host/inspector-host.ts'
import { createToken, isSameToken, readCookie } from './access-token.ts'
import { EventStreams } from './event-stream.ts'
import { sendPageFile } from './page-folder.ts'
import { sendExport } from './send-export.ts'
import { refuseRequest } from './request-guard.ts'
import { RequestDesk } from './request-desk.ts'

/** Bytes of the largest request; the longest input is a text to copy of a million characters. */
const LARGEST_REQUEST = 4_000_000

export type LocalServerOptions = {
  readonly host: InspectorHost
  /** 0 for a free one. */
  readonly port: number
  /** Folder of the built page. */
  readonly rendererFolder: string
  /** Hash that the page opens at first (`#/preview/<projectId>`), or null. */
  readonly openAt: string | null
  /** Version of the product, shown by the page. */
  readonly version?: string
}

export type LocalServer = {
  /** The first link: it carries the token in its fragment, which browsers do not send or log. */
  readonly url: string
  readonly port: number
  /** Sends an event of the core to every tab. */
  readonly emit: (event: InspectorEvent) => void
  readonly close: () => Promise<void>
}

/**
 * Starts the local browser host: the page and the contract over HTTP, on 127.0.0.1 only, for whoever has the token.
 * @throws InspectorError `not-available` when the port cannot be had
 */
export async function startLocalServer(options: LocalServerOptions): Promise<LocalServer> {
  const token = createToken()
  const session = createToken()
  const streams = new EventStreams(() => desk.cancelAll())
  const desk = new RequestDesk({
    host: options.host,
    version: options.version ?? '',
    openAt: options.openAt,
    reply: (response) => streams.send(response),
  })
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  const port = await listen(server, options.port)
  // Cookies do not tell ports apart: with one name for all, two servers would sign each other out.
  const cookieName = `staticscope-${port}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? ''
    const refusal = refuseRequest(method, request.headers, port)
    if (refusal !== null) return finish(response, 403, refusal)
    const path = new URL(request.url ?? '/', `http://127.0.0.1:${port}`).pathname

    if (method === 'POST' && path === '/session') {
      if (!isSameToken(single(request.headers['x-staticscope-token']), token))
        return finish(response, 403, 'Wrong token.')
      response.setHeader('set-cookie', `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`)
      return finish(response, 204, '')
    }
    const isKnown = isSameToken(readCookie(request.headers.cookie, cookieName), session)
    if (path === '/events' && method === 'GET') {
      return isKnown ? streams.add(response) : finish(response, 401, 'Open the address that the command printed.')
    }
    if (path === '/request' && method === 'POST') {
      if (!isKnown) return finish(response, 401, 'Open the address that the command printed.')
      const message = await readJson(request)
      const problem = message.kind === 'json' ? desk.receive(message.value) : message.problem
      return finish(response, problem === null ? 202 : 400, problem ?? '')
    }
    if (path.startsWith('/export/') && method === 'GET') {
      if (!isKnown) return finish(response, 401, 'Open the address that the command printed.')
      return sendExport(options.host, path.slice('/export/'.length), response)
    }
    if (method !== 'GET') return finish(response, 405, 'There is no such way to ask.')
    await sendPageFile(options.rendererFolder, path, response)
  }

  return {
    url: `http://127.0.0.1:${port}/#token=${token}`,
    port,
    emit: (event) => streams.send({ type: 'event', event }),
    close: () =>
      new Promise((resolve) => {
        desk.cancelAll()
        streams.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why =
        cause.code === 'EADDRINUSE' ? 'it is in use' : cause.code === 'EACCES' ? 'it is not allowed' : cause.message
      reject(
        new InspectorError('not-available', `Port ${port} cannot be used: ${why}. Leave --port out for a free one.`, {
          cause,
        }),
      )
    })
    server.listen({ host: '127.0.0.1', port }, () => resolve((server.address() as AddressInfo).port))
  })
}

function finish(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  response.end(text)
}

type Body = { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'bad'; readonly problem: string }

async function readJson(request: IncomingMessage): Promise<Body> {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    return { kind: 'bad', problem: 'Requests are JSON.' }
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_REQUEST) return { kind: 'bad', problem: 'The request is too large.' }
    chunks.push(chunk)
  }
  try {
    return { kind: 'json', value: JSON.parse(Buffer.concat(chunks).toString('utf8')) }
  } catch {
    return { kind: 'bad', problem: 'The request is not JSON.' }
  }
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}
