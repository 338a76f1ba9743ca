import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { ask } from './ask.ts'

/** A server to start. `program`: its path; null for gunicorn. It is there when `socket` answers for `path`. */
export type ServerOrder = {
  readonly program: string | null
  readonly arguments: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly socket: string
  readonly path: string
  /** File for what it prints. */
  readonly log: string
}

/** A server that runs, by its process id. */
export type RunningServer = { readonly id: number; readonly stop: () => Promise<void> }

const PATIENCE = 60_000

/** Starts real servers. They end with this process, even if it is killed. */
export class ServerStarter {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #lines: AsyncIterator<string>

  /** @param packages folder with gunicorn */
  constructor(python: string, packages: string) {
    this.#child = spawn(python, [join(import.meta.dirname, 'start_servers.py')], {
      env: { PATH: process.env['PATH'], PYTHONPATH: packages, PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  /** Starts one and waits until it answers. @throws Error when it ends before, or does not answer */
  async start(order: ServerOrder): Promise<RunningServer> {
    const { program, env, log } = order
    this.#child.stdin.write(`${JSON.stringify({ program, arguments: order.arguments, env, log })}\n`)
    const line = await this.#lines.next()
    if (line.done === true) throw new Error('Python could not start a server')
    const id = Number(line.value)
    const stop = async (): Promise<void> => {
      if (isGone(id)) return
      process.kill(id, 'SIGTERM')
      const late = setTimeout(() => process.kill(id, 'SIGKILL'), 20_000)
      while (!isGone(id)) await new Promise((resolve) => setTimeout(resolve, 10))
      clearTimeout(late)
    }
    try {
      await untilAnswers(order, () => isGone(id))
    } catch (error) {
      await stop()
      throw error
    }
    return { id, stop }
  }

  /** Ends the Python, and what it has started and nobody ended. */
  async stop(): Promise<void> {
    const gone = this.#child.exitCode === null ? once(this.#child, 'exit') : null
    this.#child.stdin.end()
    await gone
  }
}

/** Waits until a server answers. @throws Error when it has ended, or does not answer within a minute */
async function untilAnswers({ socket, path, log }: ServerOrder, hasEnded: () => boolean): Promise<void> {
  const until = Date.now() + PATIENCE
  for (;;) {
    const answer = await ask(socket, path).catch(() => null)
    if (answer !== null && answer.status < 502) return
    if (hasEnded()) throw new Error(`a server has ended; see ${log}`)
    if (Date.now() > until) throw new Error(`a server did not answer; see ${log}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Whether there is no such process any more. */
function isGone(id: number): boolean {
  try {
    process.kill(id, 0)
    return false
  } catch {
    return true
  }
}
