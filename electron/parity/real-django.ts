import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Json } from '../tasks/vectors/ordered-json.ts'

/** One run of the real command. Paths are absolute. */
export type RealRequest = {
  /** STATICFILES_DIRS: prefix ('' for none) and folder. */
  readonly sources: readonly (readonly [prefix: string, path: string])[]
  /** Label and folder of apps, in INSTALLED_APPS order. */
  readonly apps: readonly (readonly [label: string, path: string])[]
  readonly output: string
  /** Python text with a class `StaticStorage` to take instead of `storage`. */
  readonly storageCode?: string
  readonly storage: 'plain' | 'manifest' | 'release-manifest' | 'whitenoise' | 'whitenoise-manifest'
  readonly staticUrl: string
  readonly jsModules: boolean
  readonly keepOnlyHashed: boolean
  readonly maxPasses: number | null
  readonly order: 'disk' | 'sorted'
  readonly ignore: readonly string[]
  readonly defaultIgnore: boolean
  readonly clear: boolean
  readonly link: boolean
  readonly postProcess: boolean
  readonly dryRun: boolean
  readonly verbosity: number
  /** Seconds after which a command that does not end is stopped (type `NeverEnds`). */
  readonly patience: number
  /** Goes on after errors and lists them. */
  readonly tolerant: boolean
}

/** The request that only says what to collect, and into what. */
export const PLAIN_REQUEST: Omit<RealRequest, 'sources' | 'output'> = {
  apps: [],
  storage: 'manifest',
  staticUrl: '/static/',
  jsModules: false,
  keepOnlyHashed: false,
  maxPasses: null,
  order: 'sorted',
  ignore: [],
  defaultIgnore: true,
  clear: false,
  link: false,
  postProcess: true,
  dryRun: false,
  verbosity: 1,
  patience: 60,
  tolerant: false,
}

/** What the real command did. `error` is the exception that left it; `errors` are the notes of a tolerant run. */
export type RealOutcome = {
  readonly error: { readonly type: string; readonly message: string } | null
  readonly errors: readonly {
    readonly file: string
    readonly line?: number
    readonly matched?: string
    readonly type: string
    readonly message: string
  }[]
  readonly stdout: string
  readonly stderr: string
}

/** One look-up; `output` is STATIC_ROOT. */
export type RealLookUp = Pick<RealRequest, 'storage' | 'storageCode' | 'staticUrl' | 'jsModules' | 'output'> & {
  readonly name: string
  readonly debug: boolean
  readonly manifestStrict: boolean
  readonly scriptPrefix: string
}

/** What a look-up gave. */
export type RealUrl = { readonly url: string } | { readonly error: { readonly type: string; readonly message: string } }

/** A running Python process with real Django in it; answers requests one after the other until closed. */
export class RealDjango {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>
  readonly #lines: AsyncIterator<string>
  /** Full versions, known after `start`. */
  readonly version: string
  readonly python: string

  private constructor(
    process: ChildProcessByStdio<Writable, Readable, null>,
    lines: AsyncIterator<string>,
    versions: { django: string; python: string },
  ) {
    this.#process = process
    this.#lines = lines
    this.version = versions.django
    this.python = versions.python
  }

  /** Starts the process of one environment. @throws Error when Django does not start there. */
  static async start(python: string): Promise<RealDjango> {
    const script = join(import.meta.dirname, 'real_collectstatic.py')
    const child = spawn(python, [script], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' },
    })
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const first = await lines.next()
    if (first.done === true) throw new Error(`${python} could not start Django`)
    return new RealDjango(child, lines, JSON.parse(first.value) as { django: string; python: string })
  }

  /** Runs the command once. @throws Error when the process is gone. */
  async collect(request: RealRequest): Promise<RealOutcome> {
    return (await this.#ask(request)) as RealOutcome
  }

  /** Asks the storage for a URL. @throws Error when the process is gone. */
  async lookUp(request: RealLookUp): Promise<RealUrl> {
    return (await this.#ask(request)) as RealUrl
  }

  /** Ends the process. */
  async close(): Promise<void> {
    const gone = once(this.#process, 'exit')
    this.#process.stdin.end()
    await gone
  }

  async #ask(request: object): Promise<unknown> {
    this.#process.stdin.write(`${JSON.stringify(request)}\n`)
    const line = await this.#lines.next()
    if (line.done === true) throw new Error('The process with real Django is gone')
    return JSON.parse(line.value)
  }
}

/** The errors of a tolerant run in the form of the vector files. */
export function errorsJson(outcome: RealOutcome): Json {
  return outcome.errors.map((error) => new Map<string, Json>(Object.entries(error)))
}
