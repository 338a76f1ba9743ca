import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

/** A `serve` that runs, for a browser without a window. */
export type Served = {
  /** The address with its token. */
  readonly address: string
  readonly pid: number
  readonly end: () => Promise<void>
}

/**
 * Runs the built program's `serve` until it has told its address.
 * @param program folder that holds `.build`
 * @param data the program's data folder
 */
export async function serveProgram(program: string, data: string): Promise<Served> {
  const server = spawn(
    process.execPath,
    [join(program, '.build/main/cli.cjs'), 'serve', '--no-open', '--allow', program],
    { env: { ...process.env, STATICSCOPE_DATA_FOLDER: data }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  return { address: await firstAddress(server), pid: server.pid ?? 0, end: () => end(server) }
}

function firstAddress(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    server.stdout?.on('data', (piece: Buffer) => {
      text += piece.toString()
      const [address] = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(text) ?? []
      if (address !== undefined) resolve(address)
    })
    server.once('exit', (code) => reject(new Error(`serve ended with ${code}`)))
  })
}

function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve()
  return new Promise((done) => {
    server.once('exit', () => done())
    server.kill('SIGTERM')
  })
}
