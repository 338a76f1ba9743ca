import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { ask } from './ask.ts'

/** A program that runs beside the test. */
export type RunningProcess = { readonly id: number; readonly stop: () => Promise<void> }

const PATIENCE = 60_000

/**
 * Starts a server and waits until it answers on its socket.
 * @param log file for what it prints
 * @throws Error when it ends before that, or does not answer within a minute
 */
export async function runServer(
  [program, ...args]: readonly [string, ...string[]],
  options: { readonly env: NodeJS.ProcessEnv; readonly socket: string; readonly path: string; readonly log: string },
): Promise<RunningProcess> {
  const log = createWriteStream(options.log, { flags: 'a' })
  await once(log, 'open')
  const child = spawn(program, args, { env: options.env, stdio: ['ignore', log, log] })
  const gone = once(child, 'exit')
  const stop = async (): Promise<void> => {
    await end(child, gone)
    log.close()
  }
  const until = Date.now() + PATIENCE
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}; see ${options.log}`)
    const answer = await ask(options.socket, options.path).catch(() => null)
    if (answer !== null && answer.status < 502) return { id: child.pid ?? 0, stop }
    if (Date.now() > until) {
      await stop()
      throw new Error(`${program} did not answer; see ${options.log}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function end(child: ChildProcess, gone: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(late)
}
