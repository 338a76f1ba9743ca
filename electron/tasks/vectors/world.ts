import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { encodeFileName } from '../../core/python/file-names.ts'
import { isJsonObject, type Json, type JsonObject } from './ordered-json.ts'
import { VectorFormatError } from './read-json.ts'

/** So deep that no `..` of a case leaves the folders that are ours alone. */
const DEPTH = 24

/** The folder called `<root>` in vector files, made anew for one case and removed at its end. */
export class World {
  readonly root: string
  readonly #top: string
  /** `<root>` and what stands above it, deepest first. */
  readonly #names: readonly (readonly [path: string, name: string])[]

  constructor() {
    // Thousands of small folders: memory is faster than a disk, and Linux offers it as a folder.
    this.#top = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'staticscope-vectors-'))
    this.root = join(this.#top, ...Array.from({ length: DEPTH }, (_, level) => `v${level}`))
    const names: (readonly [string, string])[] = []
    for (let path = this.root, name = '<root>'; path.length >= this.#top.length; path = dirname(path), name += '/..') {
      names.push([path, name])
    }
    this.#names = names
    mkdirSync(this.root, { recursive: true })
  }

  /** The real text for one of a vector file: `<root>` becomes the real folder. */
  reveal(text: string): string {
    return text.replaceAll('<root>', this.root)
  }

  /** The text of a vector file for a real one. */
  hide(text: string): string {
    return this.#names.reduce((hidden, [path, name]) => hidden.replaceAll(path, name), text)
  }

  /** Empties `<root>`. */
  empty(): void {
    rmSync(this.root, { recursive: true, force: true })
    mkdirSync(this.root, { recursive: true })
  }

  /** Lays files below a folder of `<root>` (`''` is `<root>` itself); `null` deletes, `{mtime}` alone sets the time. */
  lay(folder: string, files: JsonObject): void {
    for (const [name, content] of files) this.#layOne(folder === '' ? name : `${folder}/${name}`, content)
  }

  /** Removes everything. */
  remove(): void {
    rmSync(this.#top, { recursive: true, force: true })
  }

  #layOne(name: string, content: Json): void {
    const path = encodeFileName(`${this.root}/${name}`)
    if (content === null) {
      rmSync(path, { recursive: true })
      return
    }
    const parent = name.lastIndexOf('/')
    if (parent > 0) mkdirSync(encodeFileName(`${this.root}/${name.slice(0, parent)}`), { recursive: true })
    if (isJsonObject(content)) {
      const link = content.get('link')
      if (typeof link === 'string') {
        rmSync(path, { recursive: true, force: true })
        symlinkSync(encodeFileName(this.reveal(link)), path)
        return
      }
      if (content.get('dir') === true) {
        mkdirSync(path, { recursive: true })
        return
      }
    }
    const bytes = contentBytes(content)
    if (bytes !== null) writeFileSync(path, bytes)
    const mode = isJsonObject(content) ? content.get('mode') : undefined
    if (typeof mode === 'number') chmodSync(path, mode)
    if (typeof mode === 'string') chmodSync(path, Number.parseInt(mode, 8))
    const mtime = isJsonObject(content) ? content.get('mtime') : undefined
    if (typeof mtime === 'number') utimesSync(path, mtime, mtime)
  }
}

/** The bytes of a file in a vector file: a text, `{text}` or `{base64}`; null for `{mtime}` alone. */
export function contentBytes(content: Json): Uint8Array | null {
  if (typeof content === 'string') return Buffer.from(content)
  if (!isJsonObject(content)) throw new VectorFormatError('A file content is neither a text nor an object')
  const text = content.get('text')
  if (typeof text === 'string') return Buffer.from(text)
  const base64 = content.get('base64')
  if (typeof base64 === 'string') return Buffer.from(base64, 'base64')
  if (content.has('mtime') || content.has('mode')) return null
  throw new VectorFormatError('A file has no content')
}

/** A file's bytes as vector files hold them: a string if they are UTF-8, else `{base64}`. */
export function contentJson(bytes: Uint8Array): Json {
  try {
    // `ignoreBOM` keeps a byte order mark as the character that it is.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return new Map([['base64', Buffer.from(bytes).toString('base64')]])
  }
}
