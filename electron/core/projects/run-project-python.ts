import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { endStrays } from './end-strays.ts'
import { type ProjectScript, projectScript } from './project-script.ts'

/** How a project's Python is to be run. */
export type PythonOrder = {
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

/** How a run ended. `document`: what the script answered, not yet checked. `output`: the end of what the project printed. */
export type PythonEnding =
  | { readonly kind: 'answered'; readonly document: unknown; readonly output: string }
  | { readonly kind: 'no-answer'; readonly exitCode: number | null; readonly output: string }
  | { readonly kind: 'too-slow'; readonly output: string }
  | { readonly kind: 'not-started'; readonly reason: string }

/** What is listened to while a script runs. */
export type PythonListener = {
  readonly signal: AbortSignal
  /** Hears each line that the script sends before its answer, not yet checked. */
  readonly onNews?: (document: unknown) => void
}

/** No project's facts come near it; a project that floods the channel is cut off. */
const LARGEST_ANSWER = 64 << 20
const KEPT_OUTPUT = 8 << 10
/** The environment variable that marks all processes of one run. */
const MARK = 'STATICSCOPE_READING'

/** The command line as people would write it, for asking whether it may run. */
export function pythonCommand(python: string, script: ProjectScript): readonly string[] {
  return [python, '-B', projectScript(script)]
}

/**
 * Runs one of the shipped scripts in the project's Python, in a process group of its own that is gone when this returns:
 * what the project started, forked or left asleep ends with it. The script answers through a channel that the project
 * cannot print into, behind a word that it cannot know.
 * @param more what this script is told besides the place of the project
 * @throws InspectorError cancelled
 */
export function runProjectPython(
  script: ProjectScript,
  order: PythonOrder,
  more: Readonly<Record<string, unknown>>,
  { signal, onNews }: PythonListener,
): Promise<PythonEnding> {
  const { promise, resolve, reject } = Promise.withResolvers<PythonEnding>()
  if (signal.aborted) return Promise.reject(new InspectorError('cancelled', 'Cancelled'))
  const [program = '', ...words] = pythonCommand(order.python, script)
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

  /** Takes one whole line: news, or the answer, which ends the run. What is neither ends it too. */
  const take = (line: string): void => {
    const sent = readLine(line, token)
    if (sent?.kind === 'news') onNews?.(sent.document)
    else
      // What was printed before the answer has arrived beside it, and is read in this turn.
      setImmediate(() =>
        end(() =>
          resolve(
            sent === null
              ? { kind: 'no-answer', exitCode: null, output }
              : { kind: 'answered', document: sent.document, output },
          ),
        ),
      )
  }
  child.stdout.on('data', (chunk: Buffer) => {
    // A child that the project left behind may hold the pipe open: the end of the line is the end of the answer.
    let from = 0
    for (let at = chunk.indexOf(10); at !== -1 && !hasEnded; at = chunk.indexOf(10, from)) {
      received.push(chunk.subarray(from, at))
      take(Buffer.concat(received.splice(0)).toString('utf8'))
      size = 0
      from = at + 1
    }
    received.push(chunk.subarray(from))
    size += chunk.length - from
    if (size > LARGEST_ANSWER) end(() => resolve({ kind: 'no-answer', exitCode: null, output }))
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
    ...more,
  }
  child.stdin.end(`${JSON.stringify(message)}\n`)
  return promise
}

/** Null for a line that the script did not write. */
function readLine(
  line: string,
  token: string,
): { readonly kind: 'news' | 'answer'; readonly document: unknown } | null {
  if (!line.startsWith(token)) return null
  try {
    const document: unknown = JSON.parse(line.slice(token.length))
    const isNews = typeof document === 'object' && document !== null && 'news' in document
    return isNews ? { kind: 'news', document: document.news } : { kind: 'answer', document }
  } catch {
    return null
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
