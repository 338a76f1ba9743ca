import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { endStrays } from './end-strays.ts'
import { type ReaderAnswer, readerAnswerSchema } from './reader-answer.ts'
import { readerScript } from './reader-script.ts'

/** How a project is to be read. */
export type ReaderOrder = {
  /** The folder that the user named; errors are looked for in its files. */
  readonly project: string
  /** The folder of `manage.py`, where Python starts. */
  readonly folder: string
  readonly hasManage: boolean
  /** Null: as `manage.py` says. */
  readonly settingsModule: string | null
  readonly python: string
  /** Variables besides those of this process. */
  readonly environment: Readonly<Record<string, string>>
  readonly timeLimitMs: number
}

/** How a reading ended. `output`: the end of what the project printed meanwhile. */
export type ReaderEnding =
  | { readonly kind: 'answered'; readonly answer: ReaderAnswer }
  | { readonly kind: 'no-answer'; readonly exitCode: number | null; readonly output: string }
  | { readonly kind: 'too-slow'; readonly output: string }
  | { readonly kind: 'not-started'; readonly reason: string }

/** No project's facts come near it; a project that floods the channel is cut off. */
const LARGEST_ANSWER = 64 << 20
const KEPT_OUTPUT = 8 << 10
/** The environment variable that marks all processes of one reading. */
const MARK = 'STATICSCOPE_READING'

/** The command line as people would write it, for asking whether it may run. */
export function readerCommand({ python }: Pick<ReaderOrder, 'python'>): readonly string[] {
  return [python, '-B', readerScript()]
}

/**
 * Runs the reader in the project's Python, in a process group of its own that is gone when this returns: what the
 * project started, forked or left asleep ends with it.
 * @throws InspectorError cancelled
 */
export function runReader(order: ReaderOrder, signal: AbortSignal): Promise<ReaderEnding> {
  const { promise, resolve, reject } = Promise.withResolvers<ReaderEnding>()
  if (signal.aborted) return Promise.reject(new InspectorError('cancelled', 'Cancelled'))
  const [program = '', ...words] = readerCommand(order)
  const token = `${randomBytes(16).toString('hex')}:`
  // Another word than the token, which no code of the project may see.
  const mark = randomBytes(16).toString('hex')
  const child = spawn(program, words, {
    cwd: order.folder,
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...order.environment, PYTHONDONTWRITEBYTECODE: '1', [MARK]: mark },
  })
  const received: Buffer[] = []
  let size = 0
  let output = ''
  let hasEnded = false
  const end = (settle: () => void): void => {
    if (hasEnded) return
    hasEnded = true
    clearTimeout(limit)
    signal.removeEventListener('abort', cancel)
    killGroup(child)
    endStrays(`${MARK}=${mark}`)
    child.stdout.destroy()
    child.stderr.destroy()
    settle()
  }
  const cancel = (): void => end(() => reject(new InspectorError('cancelled', 'Cancelled')))
  const limit = setTimeout(() => end(() => resolve({ kind: 'too-slow', output })), order.timeLimitMs)
  signal.addEventListener('abort', cancel)

  child.stdout.on('data', (chunk: Buffer) => {
    received.push(chunk)
    size += chunk.length
    // A child that the project left behind may hold the pipe open: the end of the line is the end of the answer.
    const isWhole = chunk.includes(10)
    if (isWhole || size > LARGEST_ANSWER)
      end(() => resolve(endingOf(Buffer.concat(received).toString('utf8'), token, output)))
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-KEPT_OUTPUT)))
  child.on('error', (error) => end(() => resolve({ kind: 'not-started', reason: error.message })))
  child.on('exit', (exitCode) => {
    if (hasEnded) return
    // What was printed last may still be on its way.
    setTimeout(() => end(() => resolve({ kind: 'no-answer', exitCode, output })), 200)
  })
  child.stdin.on('error', () => undefined)
  const message = {
    token,
    project: order.project,
    folder: order.folder,
    manage: order.hasManage,
    settings: order.settingsModule,
  }
  child.stdin.end(`${JSON.stringify(message)}\n`)
  return promise
}

function endingOf(text: string, token: string, output: string): ReaderEnding {
  const noAnswer: ReaderEnding = { kind: 'no-answer', exitCode: null, output }
  if (!text.startsWith(token)) return noAnswer
  try {
    const parsed = readerAnswerSchema.safeParse(JSON.parse(text.slice(token.length)))
    return parsed.success ? { kind: 'answered', answer: parsed.data } : noAnswer
  } catch {
    return noAnswer
  }
}

/** Ends a process and all that it started. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32')
      spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' })
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // All of them have ended already.
  }
}
