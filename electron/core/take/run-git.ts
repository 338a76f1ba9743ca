import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { InspectorError } from '../../../shared/contract/errors.ts'

/** A git that was started. */
export type RunningGit = {
  readonly stdin: Writable
  readonly stdout: Readable
  /** Fulfilled when it has ended well. @throws InspectorError unreadable with git's own words, cancelled */
  readonly ended: Promise<void>
}

/**
 * Starts the user's own git so that it only reads: no lock, no hook, no pager, no question, no network, no program that
 * the repository's configuration names. Variables that could turn it to another repository are left out.
 * @param folder absolute path where it runs
 * @throws InspectorError not-available (through `ended`) where there is no git
 */
export function startGit(folder: string, words: readonly string[], signal: AbortSignal): RunningGit {
  const safe = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', '-c', 'protocol.allow=never']
  const child = spawn('git', ['--no-pager', ...safe, ...words], {
    cwd: folder,
    env: quietEnvironment(),
    signal,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(0, 4000)
  })
  // Whoever writes hears of a broken pipe by the ending.
  child.stdin.on('error', () => undefined)
  const ended = once(child, 'close').then(
    ([code]: unknown[]) => {
      if (code !== 0) throw refused(words, said)
    },
    (error: unknown) => {
      throw explained(error, signal)
    },
  )
  ended.catch(() => undefined)
  return { stdin: child.stdin, stdout: child.stdout, ended }
}

/** What git prints, whole. @throws InspectorError unreadable, not-available, cancelled */
export async function askGit(folder: string, words: readonly string[], signal: AbortSignal): Promise<Buffer> {
  const { stdin, stdout, ended } = startGit(folder, words, signal)
  stdin.end()
  const pieces: Buffer[] = []
  for await (const piece of stdout) if (Buffer.isBuffer(piece)) pieces.push(piece)
  await ended
  return Buffer.concat(pieces)
}

function quietEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    // A partial clone would fetch what it lacks.
    GIT_NO_LAZY_FETCH: '1',
    LC_ALL: 'C',
  }
}

function refused(words: readonly string[], said: string): InspectorError {
  return new InspectorError('unreadable', `git ${words[0] ?? ''} failed. Its words stand below.`, {
    details: said.trim().toWellFormed(),
  })
}

function explained(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return new InspectorError('cancelled', 'Cancelled', { cause: error })
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    return new InspectorError(
      'not-available',
      'No git was found on PATH. Install it, or take the release from a folder.',
      {
        cause: error,
      },
    )
  return error
}
