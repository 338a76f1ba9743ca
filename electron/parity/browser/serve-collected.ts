import { createReadStream, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'

/** One request that a browser has sent. */
export type Asked = {
  /** Below STATIC_URL: the path, percent-decoded, without query; else the address as it was asked for. */
  readonly place: 'static' | 'elsewhere'
  readonly path: string
  /** What the browser wants it for, as Fetch names it (`style`, `font`, `image`, `script` …). */
  readonly destination: string
  /** Whether the collected folder has such a file. */
  readonly exists: boolean
}

/** What one load sees: the page that pulls the file in, the file, and the requests that came of it. */
export type Load = {
  /** Host of its own, so that late requests of another load are never taken for its. */
  readonly host: string
  /** The page at `/`. */
  readonly page: string
  /** Path of the file below STATIC_URL, and another text to give for it; null: what the folder has. */
  readonly file: string
  readonly text: string | null
  readonly asked: Asked[]
}

/** A picture of one pixel: what a browser gets for every picture but the file itself. */
const PIXEL = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64')
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  html: 'text/html; charset=utf-8',
  htm: 'text/html; charset=utf-8',
  xhtml: 'application/xhtml+xml',
  svg: 'image/svg+xml',
  json: 'application/json',
  map: 'application/json',
  webmanifest: 'application/manifest+json',
}

/**
 * Serves a collected folder at `/static/` to a browser. The file of a load is given as it is; for every other file an
 * empty one of the wanted kind, so that all requests of a load come from that file; 404 for what the folder does not have.
 */
export class CollectedServer {
  readonly #root: string
  readonly #server = createServer((request, response) => this.#answer(request, response))
  readonly #loads = new Map<string, Load>()

  constructor(root: string) {
    this.#root = root
  }

  /** Listens on this computer alone. */
  async start(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#server.listen(0, '127.0.0.1', () => resolve())
    await promise
  }

  /** Begins a load; its page is at the address that comes back. */
  open(page: string, file: string, text: string | null): Load & { readonly origin: string } {
    const { port } = this.#server.address() as AddressInfo
    const host = `load${this.#loads.size}.localhost:${port}`
    const load = { host, page, file, text, asked: [] }
    this.#loads.set(host, load)
    return { ...load, origin: `http://${host}` }
  }

  /** Whether the folder has a file at a path. */
  has(path: string): boolean {
    return statSync(join(this.#root, path), { throwIfNoEntry: false })?.isFile() === true
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const load = this.#loads.get(request.headers.host ?? '')
    const { pathname, search } = new URL(request.url ?? '/', 'http://host')
    response.setHeader('cache-control', 'no-store')
    response.setHeader('access-control-allow-origin', '*')
    if (load === undefined || pathname === '/favicon.ico') return end(response, 404, 'text/plain', '')
    const destination = String(request.headers['sec-fetch-dest'] ?? '')
    if (pathname === '/' && destination === 'document') return end(response, 200, 'text/html; charset=utf-8', load.page)
    const path = pathname.startsWith('/static/') ? decoded(pathname.slice('/static/'.length)) : null
    if (path === null) {
      load.asked.push({ place: 'elsewhere', path: pathname + search, destination, exists: false })
      // Bare names of modules are mapped to here.
      if (pathname.startsWith('/bare/')) return end(response, 200, 'text/javascript', 'export default 0')
      return end(response, 404, 'text/plain', '')
    }
    const exists = this.has(path)
    load.asked.push({ place: 'static', path, destination, exists })
    // One module that is missing would keep the whole graph, and the file itself, from being compiled.
    if (!exists && !/^(?:script|json)$/.test(destination)) return end(response, 404, 'text/plain', '')
    const type = TYPES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream'
    if (path !== load.file) return stub(response, destination, type)
    if (load.text !== null) return end(response, 200, type, load.text)
    response.writeHead(200, { 'content-type': type })
    createReadStream(join(this.#root, path)).pipe(response)
  }
}

function stub(response: ServerResponse, destination: string, type: string): void {
  switch (destination) {
    case 'style':
      return end(response, 200, 'text/css', '')
    case 'script':
    case 'worker':
    case 'sharedworker':
    case 'serviceworker':
    case 'audioworklet':
    case 'paintworklet':
      return end(response, 200, 'text/javascript', '')
    case 'json':
      return end(response, 200, 'application/json', '{}')
    case 'image':
      return end(response, 200, 'image/gif', PIXEL)
    default:
      return end(response, 200, type, '')
  }
}

function end(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': type })
  Readable.from([body]).pipe(response)
}

/** As servers do: what is no escape stays. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
