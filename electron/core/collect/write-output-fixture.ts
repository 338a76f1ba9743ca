import { hash } from 'node:crypto'
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import type { InspectorError } from '../../../shared/contract/errors.ts'
import { nodePath } from '../files/file-content.ts'
import { decodeFileName } from '../python/file-names.ts'
import { compareCodePoints } from '../python/strings.ts'
import { type OutputPlan, type PlannedFile, writeOutput, type WriteOptions } from './write-output.ts'

/** For tests: a real folder with a source folder in it, and room for an output folder. */
export class WriteFixture {
  readonly root = realpathSync(mkdtempSync(`${tmpdir()}/write-output-`))
  readonly source = `${this.root}/source`
  /** Where {@link write} writes to; tests may name another. */
  output = `${this.root}/output`

  constructor() {
    mkdirSync(this.source)
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true })
  }

  /** Lays a source file and gives it as the content of a planned file. */
  sourceFile(name: string, text: string, mode = 0o644): PlannedFile['content'] {
    const path = `${this.source}/${name}`
    writeFileSync(nodePath(path), text, { mode })
    const { size, mtimeNs } = statSync(nodePath(path), { bigint: true })
    return { kind: 'copy', source: path, size: Number(size), mtimeNs }
  }

  write(plan: OutputPlan, options: Partial<WriteOptions> = {}): Promise<void> {
    const defaults = { signal: new AbortController().signal, report: () => {}, forbidden: [this.source] }
    return writeOutput(plan, this.output, { ...defaults, ...options })
  }

  /** The error that writing ends with. */
  failure(plan: OutputPlan, options: Partial<WriteOptions> = {}): Promise<InspectorError> {
    return this.write(plan, options).then(
      () => {
        throw new Error('it was written')
      },
      (error: InspectorError) => error,
    )
  }

  /** Throws if there is anything but the source folder. */
  assertNothingLeft(): void {
    const left = readdirSync(this.root).filter((name) => name !== 'source')
    if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`)
  }

  /** The message of an error, with `<root>` for the folder of this test. */
  sentence(error: Error): string {
    return error.message.replaceAll(this.root, '<root>')
  }
}

/** Content that is made, with its MD5. */
export function bytes(text: string): PlannedFile['content'] {
  return { kind: 'bytes', read: () => Buffer.from(text), md5: hash('md5', text) }
}

/** A plan of files alone, each with the mode 644. */
export function planOf(files: Readonly<Record<string, PlannedFile['content']>>): OutputPlan {
  const planned = Object.entries(files).map(([path, content]) => ({ path, mode: 0o644, mtime: null, content }))
  return { directories: [], files: planned }
}

/** Permissions as octal digits. */
export function modeOf(path: string): string {
  return (lstatSync(nodePath(path)).mode & 0o777).toString(8)
}

/** Everything below a folder: permissions; text and time of files, the time only where it was set; targets of links. */
export function tree(folder: string): Record<string, string> {
  const entries = Object.fromEntries(entriesBelow(folder, ''))
  return Object.fromEntries(Object.entries(entries).toSorted(([a], [b]) => compareCodePoints(a, b)))
}

function entriesBelow(folder: string, prefix: string): [string, string][] {
  const names = readdirSync(nodePath(folder), { encoding: 'buffer' }).map(decodeFileName)
  return names.flatMap((name) => {
    const path = `${folder}/${name}`
    const below = lstatSync(nodePath(path)).isDirectory() ? entriesBelow(path, `${prefix}${name}/`) : []
    return [[prefix + name, describeEntry(path)] as [string, string], ...below]
  })
}

function describeEntry(path: string): string {
  const stats = lstatSync(nodePath(path))
  if (stats.isSymbolicLink()) return `-> ${readlinkSync(nodePath(path))}`
  if (stats.isDirectory()) return modeOf(path)
  const time = Date.now() - stats.mtimeMs < 60_000 ? '' : ` ${stats.mtimeMs / 1000}`
  return `${modeOf(path)} ${readFileSync(nodePath(path), 'utf8')}${time}`
}
