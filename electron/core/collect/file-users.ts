import type { FileUser, FileUsers } from '../../../shared/model/file-text.ts'
import { normPath } from '../python/posix-path.ts'
import type { Preview } from './preview-result.ts'
import { cleanName } from './hashed-names.ts'
import type { PlacedReference } from './rewrite-memory.ts'

type References = ReadonlyMap<string, readonly PlacedReference[]>

/** Users of each name, in the order in which Django went through them. */
type UsersByName = ReadonlyMap<string, readonly FileUser[]>

/** Who refers to a file of a preview. @see fileUsers */
export async function usersOf(preview: Preview, name: string, offset: number, limit: number): Promise<FileUsers> {
  const { run } = await preview.evidence.run()
  return fileUsers(run.post?.references ?? new Map<string, never>(), name, offset, limit)
}

/** The references of a run never change, so who uses whom is worked out once. */
const known = new WeakMap<References, UsersByName>()

/**
 * Files whose references resolve to a name, query and fragment aside, page by page.
 * @param offset number of users to skip
 * @param limit users to give at most
 */
export function fileUsers(references: References, name: string, offset: number, limit: number): FileUsers {
  const byName = usersByName(references)
  const users = byName.get(name) ?? []
  return { total: users.length, users: users.slice(offset, offset + limit), chain: chainTo(byName, name) }
}

function usersByName(references: References): UsersByName {
  const before = known.get(references)
  if (before !== undefined) return before
  const byName = new Map<string, FileUser[]>()
  for (const [user, all] of references) {
    for (const { target, outcome, sourceLine, column } of all) {
      if (target === null || outcome === 'error') continue
      const name = cleanName(normPath(target.replace(/[?#].*$/s, '')))
      const users = byName.get(name) ?? []
      byName.set(name, users)
      const last = users.at(-1)
      if (last?.name !== user) users.push({ name: user, references: 1, line: sourceLine, column })
      else users[users.length - 1] = joined(last, sourceLine, column)
    }
  }
  known.set(references, byName)
  return byName
}

/** One more reference of the same user. Patterns are gone through one after the other, so a later one may stand earlier. */
function joined(user: FileUser, line: number, column: number): FileUser {
  const isEarlier = line < user.line || (line === user.line && column < user.column)
  return { ...user, references: user.references + 1, ...(isEarlier ? { line, column } : {}) }
}

/** A shortest way from a file without users, found by going up from `name` level by level. */
function chainTo(byName: UsersByName, name: string): string[] | null {
  const below = new Map<string, string | null>([[name, null]])
  const pending = [name]
  for (const at of pending) {
    const users = (byName.get(at) ?? []).filter((user) => user.name !== at)
    if (users.length === 0) {
      const chain: string[] = []
      for (let step: string | null = at; step !== null; step = below.get(step) ?? null) chain.push(step)
      return chain
    }
    for (const user of users) {
      if (below.has(user.name)) continue
      below.set(user.name, at)
      pending.push(user.name)
    }
  }
  return null
}
