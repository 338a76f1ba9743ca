import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'

const stopSchema = z.tuple([
  z.enum(['ready', 'deleted', 'saved', 'all-saved', 'manifest-next', 'manifest-half']),
  z.string(),
])
/** Where a run stands still: what it has just done, or is about to do, and the file. */
export type Stop = { readonly what: z.infer<typeof stopSchema>[0]; readonly name: string }

/** A run of real `collectstatic` that stands still behind each change of a file. */
export class CollectInSteps {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #lines: AsyncIterator<string>
  readonly #gone: Promise<unknown>
  #isReady = false

  /** @param checkout folder of the site @param env as `Places.environment` gives it @param options of `collect_in_steps.py` */
  constructor(python: string, checkout: string, env: NodeJS.ProcessEnv, options: readonly string[]) {
    const script = join(import.meta.dirname, 'collect_in_steps.py')
    this.#child = spawn(python, [script, checkout, ...options], {
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    // A run that ended reads no answer.
    this.#child.stdin.on('error', () => undefined)
    this.#gone = once(this.#child, 'exit')
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  /** Goes on to the next stop. @throws Error when the command ends before */
  async step(): Promise<Stop> {
    return this.#stopAfter('step')
  }

  /** Goes on until what is next to do is of a kind, and stands still there. @throws Error when the command ends before */
  async runTo(what: 'manifest-next' | 'manifest-half'): Promise<void> {
    while ((await this.#stopAfter('run')).what !== what);
  }

  /** Lets the run end. @throws Error when the command fails */
  async finish(): Promise<void> {
    while ((await this.#next('run')) !== null);
    await this.#gone
    if (this.#child.exitCode !== 0) throw new Error(`collectstatic ended with ${this.#child.exitCode}`)
  }

  /** Ends a run that was not finished. */
  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill('SIGKILL')
    await this.#gone
  }

  async #stopAfter(order: 'run' | 'step'): Promise<Stop> {
    const stop = await this.#next(order)
    if (stop === null) throw new Error(`collectstatic ended with ${this.#child.exitCode} before its time`)
    return stop
  }

  async #next(order: 'run' | 'step'): Promise<Stop | null> {
    if (!this.#isReady) this.#isReady = (await this.#read())?.what === 'ready'
    this.#child.stdin.write(`${order}\n`)
    return this.#read()
  }

  async #read(): Promise<Stop | null> {
    const line = await this.#lines.next()
    if (line.done === true) return null
    const [what, name] = stopSchema.parse(JSON.parse(line.value))
    return { what, name }
  }
}
