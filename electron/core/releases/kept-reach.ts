import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeTextFile } from '../files/write-text.ts'

/** What the user has a project's check read besides: patterns of other files, and folders of templates by their paths. */
export type KeptReach = { readonly also: readonly string[]; readonly templates: readonly string[] }

const keptSchema = z.object({ schema: z.literal(1), also: z.array(z.string()), templates: z.array(z.string()) })
const NOTHING: KeptReach = { also: [], templates: [] }

/** What checks read besides, one file for each project, so that it is read again after a restart. */
export class KeptReaches {
  readonly #folder: string | null
  readonly #known = new Map<string, KeptReach>()

  /** @param folder data folder; null remembers for this process alone */
  constructor(folder: string | null) {
    this.#folder = folder === null ? null : join(folder, 'reach')
  }

  /** Nothing for a project of which none is kept, or in another way by another version. */
  find(projectId: string): KeptReach {
    const known = this.#known.get(projectId) ?? readKept(this.#fileOf(projectId))
    this.#known.set(projectId, known)
    return known
  }

  /** Keeps it, whole or not at all. @throws InspectorError `disk-full`, `unreadable` */
  async keep(projectId: string, reach: KeptReach): Promise<void> {
    this.#known.set(projectId, reach)
    const file = this.#fileOf(projectId)
    if (file !== null && this.#folder !== null) {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
      await writeTextFile(file, [JSON.stringify({ schema: 1, ...reach }), '\n'])
    }
  }

  forget(projectId: string): void {
    this.#known.delete(projectId)
    const file = this.#fileOf(projectId)
    if (file !== null) rmSync(file, { force: true })
  }

  /** Ids come from the page too: only what can be one of ours becomes a name. */
  #fileOf(projectId: string): string | null {
    const isOurs = /^(?:sample|[0-9a-f]{1,64})$/.test(projectId)
    return this.#folder === null || !isOurs ? null : join(this.#folder, `${projectId}.json`)
  }
}

function readKept(file: string | null): KeptReach {
  if (file === null) return NOTHING
  try {
    const { also, templates } = keptSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    return { also, templates }
  } catch {
    return NOTHING
  }
}
