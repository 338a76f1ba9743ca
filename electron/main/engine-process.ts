import type { EngineQuestion, MessageFromEngine, MessageToEngine } from '../../shared/contract/engine-messages.ts'
import type { InspectorEvent } from '../../shared/contract/envelope.ts'
import { InspectorError } from '../../shared/contract/errors.ts'

/** The part of Electron's UtilityProcess that is used here. */
export type EngineChild = {
  readonly pid: number | undefined
  postMessage(message: MessageToEngine): void
  kill(): boolean
  on(event: 'message', listener: (message: MessageFromEngine) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  readonly stdout: NodeJS.ReadableStream | null
  readonly stderr: NodeJS.ReadableStream | null
}

export type EngineOptions = {
  /** Starts a process that runs the engine. */
  readonly fork: () => EngineChild
  readonly start: Extract<MessageToEngine, { kind: 'start' }>
  /** Hears what the engine emits, and the engine's own coming and going. */
  readonly onEvent: (event: InspectorEvent) => void
  readonly log: (line: string) => void
}

export type EngineState = 'starting' | 'ready' | 'stopping' | 'gone'

type Question = {
  readonly message: Exclude<MessageToEngine, { kind: 'start' | 'stop' }>
  readonly resolve: (output: unknown) => void
  readonly reject: (error: InspectorError) => void
}

/** A crash is answered by one new start; after a second one people decide, through the menu. */
const RESTARTS = 1
/** Milliseconds that the engine gets to close its database before it is ended. */
const STOP_PATIENCE = 2000

/**
 * The engine's process with its life: started, ready, stopped, or gone with a reason. Questions asked before it is ready
 * wait; questions that were running when it went are answered with `engine-gone`, so nothing hangs.
 */
export class EngineProcess {
  readonly #options: EngineOptions
  readonly #open = new Map<string, Question>()
  #waiting: Question[] = []
  #state: EngineState = 'gone'
  #child: EngineChild | null = null
  #lastId = 0
  #restartsLeft = RESTARTS
  #lastErrorLine = ''
  #whenExited: (() => void) | null = null

  constructor(options: EngineOptions) {
    this.#options = options
  }

  get state(): EngineState {
    return this.#state
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Starts the engine unless it runs already; also the way back after it went for good. */
  start(): void {
    if (this.#state !== 'gone') return
    this.#restartsLeft = RESTARTS
    this.#fork()
  }

  /**
   * Asks the engine. An aborted signal sends `cancel`; the answer is then whatever the engine makes of it.
   * @throws InspectorError with the engine's code, or `engine-gone`
   */
  ask(question: EngineQuestion, signal?: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#state === 'gone' || this.#state === 'stopping') {
        reject(new InspectorError('engine-gone', 'The engine has stopped. Restart it from the Help menu.'))
        return
      }
      const id = String(++this.#lastId)
      const asked: Question = { message: { ...question, id }, resolve, reject }
      signal?.addEventListener('abort', () => this.#cancel(id), { once: true })
      if (this.#state === 'ready') this.#send(asked)
      else this.#waiting.push(asked)
    })
  }

  /** Asks the engine to finish, ends it after a while if it does not, and resolves when it is gone. */
  stop(): Promise<void> {
    const child = this.#child
    if (child === null || this.#state === 'gone') return Promise.resolve()
    this.#state = 'stopping'
    return new Promise((resolve) => {
      const timer = setTimeout(() => child.kill(), STOP_PATIENCE)
      this.#whenExited = () => {
        clearTimeout(timer)
        resolve()
      }
      child.postMessage({ kind: 'stop' })
    })
  }

  #fork(): void {
    this.#setState('starting', '')
    this.#lastErrorLine = ''
    const child = this.#options.fork()
    this.#child = child
    this.#logLines(child, child.stdout)
    this.#logLines(child, child.stderr)
    child.on('message', (message) => this.#receive(message))
    child.on('exit', (code) => this.#exited(code))
    child.postMessage(this.#options.start)
  }

  #send(question: Question): void {
    this.#open.set(question.message.id, question)
    this.#child?.postMessage(question.message)
  }

  #cancel(id: string): void {
    const waiting = this.#waiting.find(({ message }) => message.id === id)
    if (waiting !== undefined) {
      this.#waiting = this.#waiting.filter((question) => question !== waiting)
      waiting.reject(new InspectorError('cancelled', 'Cancelled'))
    } else if (this.#open.has(id)) {
      this.#child?.postMessage({ kind: 'cancel', id })
    }
  }

  #receive(message: MessageFromEngine): void {
    if (message.kind === 'event') {
      this.#options.onEvent(message.event)
      return
    }
    if (message.kind === 'ready') {
      if (this.#state !== 'starting') return
      this.#setState('ready', '')
      this.#options.log(`[engine ${this.pid ?? '?'}] ready`)
      const waiting = this.#waiting
      this.#waiting = []
      for (const question of waiting) this.#send(question)
      return
    }
    const question = this.#open.get(message.id)
    if (question === undefined) return
    this.#open.delete(message.id)
    if (message.kind === 'result') question.resolve(message.output)
    else question.reject(toError(message.error))
  }

  #exited(code: number): void {
    const wasStopping = this.#state === 'stopping'
    const wasReady = this.#state === 'ready'
    const reason = describeExit(code, wasReady, this.#lastErrorLine)
    this.#child = null
    const willRestart = !wasStopping && this.#restartsLeft > 0
    const lost = [...this.#open.values(), ...(willRestart ? [] : this.#waiting)]
    this.#open.clear()
    if (!willRestart) this.#waiting = []
    this.#setState('gone', wasStopping ? 'It was stopped.' : reason)
    for (const question of lost) question.reject(new InspectorError('engine-gone', `The engine stopped. ${reason}`))
    this.#whenExited?.()
    this.#whenExited = null
    if (!willRestart) return
    this.#restartsLeft--
    this.#fork()
  }

  #setState(state: 'starting' | 'ready' | 'gone', reason: string): void {
    this.#state = state
    this.#options.onEvent({ topic: 'engine', payload: { state, reason } })
  }

  #logLines(child: EngineChild, stream: NodeJS.ReadableStream | null): void {
    if (stream === null) return
    let rest = ''
    stream.on('data', (chunk: Buffer | string) => {
      const lines = (rest + String(chunk)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (line.trim() !== '') this.#lastErrorLine = line
        this.#options.log(`[engine ${child.pid ?? '?'}] ${line}`)
      }
    })
  }
}

function toError(error: { code: InspectorError['code']; message: string; details: string | null }): InspectorError {
  return new InspectorError(error.code, error.message, error.details === null ? {} : { details: error.details })
}

/**
 * Why the engine's process ended, as a sentence. Codes: 0 by itself; 9 and 15 (or 128 + signal) killed; 134 and V8's own
 * abort codes are mostly memory; others with the last line that it wrote.
 */
export function describeExit(code: number, wasReady: boolean, lastLine: string): string {
  if (/out of memory|heap limit/i.test(lastLine)) return 'It ran out of memory.'
  if (code === 0) return 'It ended by itself.'
  if (code === 9 || code === 15 || code === 137 || code === 143) return 'It was ended from outside.'
  if (code === 134 || code === 139 || code === 6 || code === 11 || code < 0) return `It crashed (code ${code}).`
  const said = lastLine === '' ? '' : `: ${lastLine}`
  return wasReady ? `It ended with code ${code}${said}.` : `It could not start (code ${code})${said}.`
}
