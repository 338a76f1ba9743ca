import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { promisify } from 'node:util'
import { z } from 'zod'
import { bucketStorageCode } from '../../../../shared/analysis/rollout/storage-classes.ts'
import { layFiles } from '../../../core/files/lay-files.ts'
import { findPackages, findPythonEnvironment } from '../../python-environment.ts'

/** Django's series that all of this is run with: the one that the example of storages for releases is written for. */
export const SERIES = '5.2'
const BUCKET = 'static-files'
/** A path that asks for nothing. */
const END = 'end-of-requests'
/** The prefix of all keys, as `location` of the storages. */
export const LOCATION = 'static'

/**
 * What an S3-compatible server (moto, Apache 2.0) and django-storages need besides Django. All versions are named, because
 * what a package needs in turn is not installed with it.
 */
const PACKAGES = [
  'moto==5.2.5',
  'boto3==1.44.8',
  'botocore==1.44.8',
  's3transfer==0.19.3',
  'jmespath==1.1.0',
  'python-dateutil==2.9.0.post0',
  'six==1.17.0',
  'urllib3==2.8.0',
  'requests==2.34.2',
  'responses==0.26.3',
  'certifi==2026.10.19.post1',
  'charset-normalizer==3.5.3',
  'idna==3.20',
  'xmltodict==1.0.4',
  'PyYAML==6.0.4',
  'py-partiql-parser==0.6.3',
  'cryptography==50.0.2',
  'cffi==2.1.1',
  'pycparser==3.12',
  'Flask==3.1.3',
  'flask-cors==6.0.5',
  'Werkzeug==3.1.9',
  'Jinja2==3.1.6',
  'MarkupSafe==3.0.4',
  'itsdangerous==2.2.0',
  'click==8.5.1',
  'blinker==1.9.0',
  'django-storages==1.14.6',
]

/** One request that the server has answered. `key` is that of the object, without the bucket. */
export type ServedRequest = { readonly method: string; readonly key: string; readonly status: number }

/** `shared`: django-storages' own class; the others have a manifest for each release. */
export type S3StorageKind = 'shared' | 'example' | 'advised'
type Collected = { readonly storage: S3StorageKind; readonly release: string }

/** What lies in the bucket: by key the time at which it was saved, in seconds since 1970, and its bytes as Latin-1. */
export type Listing = ReadonlyMap<string, { readonly savedAt: number; readonly text: string }>

const requestSchema = z.tuple([z.string(), z.string(), z.int()])
const listingSchema = z.record(z.string(), z.tuple([z.number(), z.string()]))

/** A Python with Django, and a folder with the other packages; or why there is none. */
export function findS3Python():
  | { readonly kind: 'ready'; readonly python: string; readonly packages: string }
  | { readonly kind: 'missing'; readonly reason: string } {
  const environment = findPythonEnvironment(SERIES)
  if (environment.kind === 'missing') return environment
  const packages = findPackages(environment.python, 's3', PACKAGES)
  if (packages === null) return { kind: 'missing', reason: 'moto and django-storages could not be installed' }
  return { kind: 'ready', python: environment.python, packages }
}

/** A real server with one empty bucket, and real Django that collects into it. */
export class S3World implements AsyncDisposable {
  readonly #server: Program
  readonly #worker: Program
  readonly #endpoint: string

  private constructor(server: Program, worker: Program, endpoint: string) {
    this.#server = server
    this.#worker = worker
    this.#endpoint = endpoint
  }

  /** Starts the server and makes the bucket. @throws Error when it ends before it answers */
  static async start(python: string, packages: string): Promise<S3World> {
    const env = { PATH: process.env['PATH'], PYTHONPATH: packages, PYTHONUTF8: '1', NO_PROXY: '127.0.0.1' }
    const server = new Program(python, 's3_server.py', env)
    const worker = new Program(python, 'bucket_job.py', env)
    const world = new S3World(server, worker, `http://127.0.0.1:${await server.line()}`)
    await world.#run({ kind: 'create' })
    return world
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#server.end(), this.#worker.end()])
  }

  /** Collects the sources of one folder. @returns the requests that the server got, in its order */
  async collect(folder: string, { storage, release }: Collected): Promise<ServedRequest[]> {
    const { served } = await this.#run({ kind: 'collect', sources: [folder], storage, release })
    return served
  }

  /** What `{% static %}` makes of names in a new process: a key, or the error. */
  async lookUp(names: readonly string[], { storage, release }: Collected): Promise<Record<string, string>> {
    const { answer } = await this.#run({ kind: 'look-up', names, storage, release })
    return z.record(z.string(), z.string()).parse(answer)
  }

  async list(): Promise<Listing> {
    const { answer } = await this.#run({ kind: 'list' })
    const entries = Object.entries(listingSchema.parse(answer))
    return new Map(entries.map(([key, [savedAt, text]]) => [key, { savedAt, text }]))
  }

  /** Runs a script of `rollout delete-list --format aws` as it is; what it asks of `aws s3 rm` is deleted by boto3. */
  async runScript(script: string): Promise<void> {
    using folder = layFiles({ 'delete.sh': script, asked: '' })
    const asked = join(folder.path, 'asked')
    writeFileSync(join(folder.path, 'aws'), '#!/bin/sh\nprintf "%s\\0" "$@" >> "$ASKED"\n', { mode: 0o755 })
    const env = {
      PATH: `${folder.path}:${process.env['PATH'] ?? ''}`,
      ASKED: asked,
      BUCKET: `s3://${BUCKET}/${LOCATION}`,
    }
    await promisify(execFile)('sh', [join(folder.path, 'delete.sh')], { env })
    const keys = readFileSync(asked, 'utf8')
      .split(`s3\0rm\0s3://${BUCKET}/`)
      .slice(1)
      .map((word) => word.replace(/\0$/, ''))
    await this.#run({ kind: 'remove', keys })
  }

  async #run(job: Readonly<Record<string, unknown>>): Promise<{ answer: unknown; served: ServedRequest[] }> {
    const code = bucketStorageCode(SERIES).split('# settings.py')[0]
    this.#worker.write(JSON.stringify({ endpoint: this.#endpoint, bucket: BUCKET, location: LOCATION, code, ...job }))
    const answer: unknown = JSON.parse(await this.#worker.line())
    return { answer, served: await this.#servedUntilNow() }
  }

  /** The requests since the last time. The server tells them in its order, so one of ours ends them. */
  async #servedUntilNow(): Promise<ServedRequest[]> {
    await fetch(`${this.#endpoint}/${END}`)
    const served: ServedRequest[] = []
    for (;;) {
      const [method, path, status] = requestSchema.parse(JSON.parse(await this.#server.line()))
      if (path === `/${END}`) return served
      served.push({ method, key: path.slice(`/${BUCKET}/`.length), status })
    }
  }
}

/** A Python script beside this file that runs until it is ended, and is talked to in lines. */
class Program {
  readonly #name: string
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #lines: AsyncIterator<string>

  constructor(python: string, name: string, env: NodeJS.ProcessEnv) {
    this.#name = name
    this.#child = spawn(python, [join(import.meta.dirname, name)], { env, stdio: ['pipe', 'pipe', 'inherit'] })
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  write(line: string): void {
    this.#child.stdin.write(`${line}\n`)
  }

  /** The next line that it prints. @throws Error when it ends instead */
  async line(): Promise<string> {
    const { value } = await this.#lines.next()
    if (typeof value !== 'string') throw new Error(`${this.#name} ended`)
    return value
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null) return
    const gone = once(this.#child, 'exit')
    this.#child.kill()
    await gone
  }
}
