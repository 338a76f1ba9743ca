import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { collectSettingsSchema } from '../../../shared/model/collect-settings.ts'
import { PROJECT_KINDS, type ProjectKind } from '../../../shared/model/project.ts'
import { MIGRATIONS, STORE_NAME } from './migrations.ts'
import { inTransaction, openDatabase } from './open-database.ts'

/** So many projects are remembered. */
const RECENTS = 20

const path = z.string().min(1)
/** What is kept of a project, enough to open it again. JSON keeps names that are not UTF-8, which SQL text does not. */
const storedRequestSchema = z.object({
  schema: z.literal(1),
  settings: collectSettingsSchema,
  sources: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('directory'), path, prefix: z.string() }),
      z.object({ kind: z.literal('app'), path, label: z.string() }),
    ]),
  ),
  staticRoot: path.nullable(),
  /** The STATIC_ROOT that was chosen with folders, which stays known while a clean one counts. */
  chosenStaticRoot: path.nullable().optional(),
  /** Of a Django project: what the list of recents shows. The rest is kept by `KeptProjects`. */
  django: z.object({ project: path, settingsModule: z.string().nullable() }).optional(),
})

/** A project that was opened. */
export type StoredRecent = {
  readonly id: string
  readonly title: string
  readonly kind: ProjectKind
  readonly request: Omit<z.infer<typeof storedRequestSchema>, 'schema'>
  /** Milliseconds since 1970. */
  readonly openedAt: number
  /** Errors of the last finished preview; null before the first. */
  readonly errors: number | null
}

/** The projects that were opened last. Every verb may throw what SQLite raises (a full disk). */
export type RecentStore = {
  /** Newest first. */
  readonly list: () => StoredRecent[]
  readonly find: (id: string) => StoredRecent | null
  /** Keeps a project as the newest one; the number of errors stays from before. */
  readonly remember: (recent: Omit<StoredRecent, 'errors'>) => void
  readonly noteErrors: (id: string, errors: number) => void
  readonly forget: (id: string) => void
  readonly close: () => void
}

/**
 * Opens the list of recent projects.
 * @param folder data folder, made if it is not there; null remembers for this process alone
 * @throws InspectorError `newer-database`; what the disk or SQLite raises
 */
export function openRecentStore(folder: string | null): RecentStore {
  if (folder !== null) mkdirSync(folder, { recursive: true })
  const file = folder === null ? ':memory:' : join(folder, STORE_NAME)
  return new SqliteRecentStore(openDatabase(file, MIGRATIONS))
}

class SqliteRecentStore implements RecentStore {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  list(): StoredRecent[] {
    const rows = this.#database.prepare('SELECT * FROM recents ORDER BY opened_at DESC, id').all()
    return rows.flatMap((row) => recentOf(row) ?? [])
  }

  find(id: string): StoredRecent | null {
    const row = this.#database.prepare('SELECT * FROM recents WHERE id = ?').get(id)
    return row === undefined ? null : recentOf(row)
  }

  remember({ id, title, kind, request, openedAt }: Omit<StoredRecent, 'errors'>): void {
    inTransaction(this.#database, () => {
      this.#database
        .prepare(
          `INSERT INTO recents (id, title, kind, request, opened_at) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET title = excluded.title, request = excluded.request, opened_at = excluded.opened_at`,
        )
        .run(id, title, kind, JSON.stringify({ schema: 1, ...request }), openedAt)
      this.#database
        .prepare('DELETE FROM recents WHERE id NOT IN (SELECT id FROM recents ORDER BY opened_at DESC, id LIMIT ?)')
        .run(RECENTS)
    })
  }

  noteErrors(id: string, errors: number): void {
    this.#database.prepare('UPDATE recents SET errors = ? WHERE id = ?').run(errors, id)
  }

  forget(id: string): void {
    this.#database.prepare('DELETE FROM recents WHERE id = ?').run(id)
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close()
  }
}

/** Null for a row that another version wrote in another way: a list of recents is not worth a failure. */
function recentOf(row: Readonly<Record<string, unknown>>): StoredRecent | null {
  const parsed = rowSchema.safeParse(row)
  if (!parsed.success) return null
  const { id, title, kind, opened_at: openedAt, errors, request } = parsed.data
  const { schema: _, ...rest } = request
  return { id, title, kind, request: rest, openedAt, errors }
}

const rowSchema = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(PROJECT_KINDS),
  request: z
    .string()
    .transform((text): unknown => parseJson(text))
    .pipe(storedRequestSchema),
  opened_at: z.number(),
  errors: z.number().nullable(),
})

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
