import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type DjangoChoice, djangoChoiceSchema, type WhatIf, whatIfSchema } from '../projects/django-choice.ts'
import type { Reading } from '../projects/is-current.ts'
import { projectFactsSchema } from '../projects/reader-answer.ts'

/** What is kept of a Django project to open it again without asking and, where nothing changed, without its Python. */
export type KeptProject = { readonly choice: DjangoChoice; readonly whatIf: WhatIf; readonly reading: Reading | null }

const keptSchema = z.object({ schema: z.literal(1), choice: djangoChoiceSchema, whatIf: whatIfSchema })
const readingSchema = z.object({ facts: projectFactsSchema, readAt: z.number(), environment: z.string() })

/**
 * What is kept of Django projects, one file each. It holds the values of environment variables, which may be secrets, so
 * the files are for their owner alone, and apart from the database, which people may send along with a report.
 */
export class KeptProjects {
  readonly #folder: string | null
  readonly #known = new Map<string, KeptProject>()

  /** @param folder data folder; null remembers for this process alone */
  constructor(folder: string | null) {
    this.#folder = folder === null ? null : join(folder, 'projects')
  }

  /** Null for one that is not kept, or was kept by another version in another way. */
  find(id: string): KeptProject | null {
    const known = this.#known.get(id)
    if (known !== undefined) return known
    const read = this.#folder === null ? null : readKept(this.#fileOf(this.#folder, id))
    if (read !== null) this.#known.set(id, read)
    return read
  }

  /** Keeps a project, whole or not at all. @throws what the disk raises */
  keep(id: string, kept: KeptProject): void {
    this.#known.set(id, kept)
    if (this.#folder === null) return
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    const file = this.#fileOf(this.#folder, id)
    const aside = `${file}.${process.pid}.part`
    try {
      // JSON keeps names that are not UTF-8, which the encoding of the file would not.
      writeFileSync(aside, JSON.stringify({ schema: 1, ...kept }), { mode: 0o600 })
      chmodSync(aside, 0o600)
      renameSync(aside, file)
    } catch (error) {
      rmSync(aside, { force: true })
      throw error
    }
  }

  forget(id: string): void {
    this.#known.delete(id)
    if (this.#folder !== null) rmSync(this.#fileOf(this.#folder, id), { force: true })
  }

  /** Forgets all that was kept of projects in a folder, whatever their settings modules, and tells their ids. */
  forgetFolder(project: string): string[] {
    if (this.#folder === null) return []
    const forgotten = listed(this.#folder).flatMap((name) => {
      const id = /^([0-9a-f]+)\.json$/.exec(name)?.[1]
      return id !== undefined && this.find(id)?.choice.project === project ? [id] : []
    })
    for (const id of forgotten) this.forget(id)
    return forgotten
  }

  /** Forgets all but these. */
  forgetOthers(ids: ReadonlySet<string>): void {
    if (this.#folder === null) return
    for (const name of listed(this.#folder)) {
      const id = /^([0-9a-f]+)\.json$/.exec(name)?.[1]
      if (id !== undefined && !ids.has(id)) this.forget(id)
    }
  }

  #fileOf(folder: string, id: string): string {
    // Ids come from the page too: only what can be one of ours becomes a name.
    return join(folder, /^[0-9a-f]{1,64}$/.test(id) ? `${id}.json` : 'none.json')
  }
}

function readKept(file: string): KeptProject | null {
  try {
    const document: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const kept = keptSchema.parse(document)
    const reading = z.object({ reading: readingSchema }).safeParse(document)
    return { choice: kept.choice, whatIf: kept.whatIf, reading: reading.success ? reading.data.reading : null }
  } catch {
    return null
  }
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
