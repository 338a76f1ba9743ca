import { availableParallelism } from 'node:os'
import { contentOf, type FileContent, md5Of, nodePath, readContentBytes } from '../files/file-content.ts'
import type { CompressTask } from '../jobs/compress.worker.ts'
import { workerFile } from '../jobs/worker-file.ts'
import { runOnWorkers } from '../jobs/worker-pool.ts'
import type { CompressedBytes, compressedForms } from './compress-file.ts'
import type { StorageSettings } from './collect-settings.ts'
import type { PreviewContext } from './preview-context.ts'

/** One compressed neighbour that WhiteNoise would write. */
export type CompressedForm = { readonly suffix: '.br' | '.gz'; readonly content: FileContent }

/** `compressedForms`, or what stands for it where nothing is compressed. */
export type Compress = typeof compressedForms

/** The code that compresses, which few runs need: it is brought in for storages that do. */
export async function compressFor({ kind }: StorageSettings): Promise<Compress> {
  if (kind !== 'whitenoise' && kind !== 'whitenoise-manifest') return () => []
  return (await import('./compress-file.ts')).compressedForms
}

/** What cached lines say of a content: suffix, bytes and MD5 of each form, `.br 120 9e10…;.gz 130 …`. */
const CACHED_FORM = /^(\.br|\.gz) (\d+) ([0-9a-f]{32})$/

/**
 * Compressed forms by content. Equal contents are compressed once (a plain copy and its hashed copy are equal as a rule);
 * forms of earlier runs come from the cache, where their size and MD5 suffice until somebody wants the bytes.
 */
export class CompressedContents {
  readonly #known = new Map<string, readonly CompressedForm[]>()
  readonly #context: PreviewContext | null
  readonly #keepsBytes: boolean
  readonly #compress: Compress
  readonly #brotli: boolean

  /**
   * @param compress what `compressFor` gave
   * @param context null: forms are computed when they are asked for
   * @param keepsBytes keep the compressed bytes, for a run whose output will be written; else they are made again
   * @param brotli Python has the package brotli
   */
  constructor(compress: Compress, context: PreviewContext | null, keepsBytes: boolean, brotli = true) {
    this.#compress = compress
    this.#context = context
    this.#keepsBytes = keepsBytes
    this.#brotli = brotli
  }

  /** The forms of a content, computed now unless `prepare` did. */
  of(content: FileContent): readonly CompressedForm[] {
    const md5 = md5Of(content)
    const known = this.#known.get(md5)
    if (known !== undefined) return known
    return this.#keep(content, this.#formsNow(readContentBytes(content)))
  }

  /** Computes the forms of many contents on several threads. @throws InspectorError cancelled */
  async prepare(contents: readonly FileContent[]): Promise<void> {
    const context = this.#context
    if (context === null) return
    const wanted = new Map(contents.map((content) => [md5Of(content), content]))
    for (const md5 of this.#known.keys()) wanted.delete(md5)
    const cached =
      context.facts?.loadRewrites([...wanted.keys()].map((md5) => this.#cacheKey(md5))) ?? new Map<string, string>()
    for (const [md5, content] of wanted) {
      const forms = this.#formsOf(cached.get(this.#cacheKey(md5)), content)
      if (forms === null) continue
      this.#known.set(md5, forms)
      wanted.delete(md5)
    }
    let done = 0
    const total = wanted.size
    const md5s = [...wanted.keys()]
    const tasks = md5s.map((md5): CompressTask & { md5: string } => ({
      md5,
      brotli: this.#brotli,
      content: taskOf(wanted.get(md5)),
    }))
    const fresh: [string, string][] = []
    await runOnWorkers<CompressTask & { md5: string }, readonly CompressedBytes[]>(
      workerFile('compress'),
      tasks,
      context.workers ?? availableParallelism(),
      context.signal,
      (forms, { md5 }) => {
        const content = wanted.get(md5)
        if (content !== undefined) fresh.push([this.#cacheKey(md5), cacheLine(this.#keep(content, forms))])
        context.report({ step: 'Compressing', done: ++done, total })
      },
    )
    if (fresh.length > 0) context.facts?.saveRewrites(fresh)
  }

  #keep(content: FileContent, forms: readonly CompressedBytes[]): readonly CompressedForm[] {
    const kept = forms.map(({ suffix, bytes }) => {
      const form = contentOf(bytes)
      return { suffix, content: this.#keepsBytes ? form : this.#remade(content, suffix, form.size, form.md5) }
    })
    this.#known.set(md5Of(content), kept)
    return kept
  }

  /** Forms of a cached line; the bytes are made again from the content when they are wanted. */
  #formsOf(line: string | undefined, content: FileContent): readonly CompressedForm[] | null {
    if (line === undefined) return null
    const forms: CompressedForm[] = []
    for (const part of line === '' ? [] : line.split(';')) {
      const [, suffix, size, md5] = CACHED_FORM.exec(part) ?? []
      if ((suffix !== '.br' && suffix !== '.gz') || size === undefined || md5 === undefined) return null
      forms.push({ suffix, content: this.#remade(content, suffix, Number(size), md5) })
    }
    return forms
  }

  #formsNow(bytes: Uint8Array): readonly CompressedBytes[] {
    return this.#compress(bytes, '', { brotli: this.#brotli })
  }

  /** Key in the cache: what is made without brotli is not the same. */
  #cacheKey(md5: string): string {
    return `compressed\0${this.#brotli ? '' : 'gzip\0'}${md5}`
  }

  /** A form of which only size and MD5 are kept. */
  #remade(content: FileContent, suffix: string, size: number, md5: string): FileContent {
    return {
      kind: 'computed',
      size,
      md5,
      produce: () =>
        this.#formsNow(readContentBytes(content)).find((form) => form.suffix === suffix)?.bytes ?? new Uint8Array(),
    }
  }
}

function taskOf(content: FileContent | undefined): CompressTask['content'] {
  if (content === undefined) return { bytes: new Uint8Array() }
  return content.kind === 'disk' ? { path: nodePath(content.path) } : { bytes: content.produce() }
}

function cacheLine(forms: readonly CompressedForm[]): string {
  return forms.map(({ suffix, content }) => `${suffix} ${content.size} ${md5Of(content)}`).join(';')
}
