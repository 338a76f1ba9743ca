import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { Content, Damage, StoreCheck } from '../../../shared/model/release.ts'
import type { Progress } from '../jobs/progress.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import type { ContentFolder } from './content-folder.ts'
import { chunksOf, listRows } from './release-rows.ts'

/** So many contents are read at the same time. */
const AT_ONCE = 8
/** So many logical names are told of a damaged content. */
const NAMES = 10

/**
 * Reads everything in the store again: the database's own structure, each list of files, and each content, which is
 * held against its hash. Changes nothing.
 * @throws InspectorError cancelled; what SQLite raises where it cannot even be asked
 */
export async function checkReleases(
  database: DatabaseSync,
  contents: ContentFolder,
  work: { readonly signal: AbortSignal; readonly report: (progress: Progress) => void },
): Promise<StoreCheck> {
  const slices = new TimeSlices(work.signal)
  const structure = database
    .prepare('PRAGMA quick_check(20)')
    .all()
    .map((row) => String(row['quick_check']))
    .filter((line) => line !== 'ok')
  const all = allContents(database)
  const bad: { content: Content; kind: Damage['kind'] }[] = []
  for (let at = 0; at < all.length; at += AT_ONCE) {
    slices.check()
    const group = all.slice(at, at + AT_ONCE)
    const states = await Promise.all(group.map((content) => contents.check(content)))
    for (const [index, content] of group.entries()) {
      const kind = states[index]
      if (kind !== undefined && kind !== 'fine') bad.push({ content, kind })
    }
    work.report({ step: 'Reading contents again', done: at + group.length, total: all.length })
  }
  const { users, unreadable } = await usersOf(database, new Set(bad.map(({ content }) => content.hash)), slices)
  return {
    releases: listRows(database, false).length,
    contents: all.length,
    bytes: all.reduce((sum, { size }) => sum + size, 0),
    database: structure,
    damages: bad.map(({ content, kind }) => {
      const { releases = new Set<string>(), files = new Set<string>() } = users.get(content.hash) ?? {}
      return { kind, content, releases: [...releases], files: [...files] }
    }),
    unreadable,
  }
}

function allContents(database: DatabaseSync): readonly Content[] {
  const rows = database.prepare('SELECT lower(hex(hash)) AS hash, size FROM contents ORDER BY hash').all()
  return z.array(z.object({ hash: z.string(), size: z.int() })).parse(rows)
}

type Users = { readonly releases: Set<string>; readonly files: Set<string> }

/** Who uses these contents. Every list of files is read, so that one that is damaged is found too. */
async function usersOf(
  database: DatabaseSync,
  hashes: ReadonlySet<string>,
  slices: TimeSlices,
): Promise<{ users: ReadonlyMap<string, Users>; unreadable: string[] }> {
  const users = new Map<string, Users>()
  const unreadable: string[] = []
  for (const { id, release } of listRows(database, false)) {
    try {
      let files = 0
      for (const chunk of chunksOf(database, id)) {
        files += chunk.length
        for (const { name, source, output, plain } of chunk)
          for (const content of [source, output, plain]) {
            if (content === null || !hashes.has(content.hash)) continue
            const known = users.get(content.hash) ?? { releases: new Set(), files: new Set() }
            users.set(content.hash, known)
            known.releases.add(release.name)
            if (known.files.size < NAMES) known.files.add(name)
          }
        if (slices.isOver) await slices.rest()
      }
      if (files !== release.counts.files) unreadable.push(release.name)
    } catch (error) {
      if (!(error instanceof InspectorError) || error.code !== 'damaged-store') throw error
      unreadable.push(release.name)
    }
  }
  return { users, unreadable }
}
