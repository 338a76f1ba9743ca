import { createHash } from 'node:crypto'
import { Agent, request } from 'node:http'

/** What came back: status, body with its SHA-256, and the error that a 500 tells. */
export type Answer = {
  readonly status: number
  readonly body: string
  readonly hash: string
  readonly error: string | null
  /** The answer came out of the cache. */
  readonly isCached: boolean
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 })

/** Asks a server on a Unix socket for a path. @throws Error when nothing answers, or the answer breaks off */
export function ask(socket: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath: socket, path, headers: { host: 'site', ...headers }, agent }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const body = Buffer.concat(chunks)
        const told = response.headers['x-error']
        resolve({
          status: response.statusCode ?? 0,
          body: body.toString(),
          hash: createHash('sha256').update(body).digest('hex'),
          isCached: response.headers['x-cache'] === 'HIT',
          error: typeof told === 'string' ? withoutOwnNames(told) : null,
        })
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** Types stand in angle brackets; before Django 4.0 the manifest of each release has a name that the project gives it. */
function withoutOwnNames(told: string): string {
  return told.replaceAll(/<[^>]*>/g, '<…>').replaceAll(/'staticfiles-[ab]\.json'/g, "'staticfiles.json'")
}

/** Lets go of the connections that are kept. */
export function hangUp(): void {
  agent.destroy()
}
