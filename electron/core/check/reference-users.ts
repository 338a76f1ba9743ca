import type { CheckedReference, ReferenceUsers } from '../../../shared/model/check.ts'

/** Who asks for each logical name. */
export type UsersIndex = ReadonlyMap<string, readonly CheckedReference[]>

/** Turns references round: by the name that they lead to. Places that no browser asks from are none. */
export function indexUsers(references: Iterable<readonly CheckedReference[]>): UsersIndex {
  const users = new Map<string, CheckedReference[]>()
  for (const list of references)
    for (const reference of list) {
      if (!asksFor(reference)) continue
      const known = users.get(reference.resolved ?? '')
      if (known === undefined) users.set(reference.resolved ?? '', [reference])
      else known.push(reference)
    }
  return users
}

/** Whether a browser, or Django, asks for a file of the site there. */
export function asksFor({ served, resolved }: CheckedReference): boolean {
  return resolved !== null && served !== 'elsewhere' && served !== 'none' && served !== 'unknown'
}

/** Who asks for a name, page by page, with a shortest way to it from the top. */
export function usersOfName(index: UsersIndex, name: string, offset: number, limit: number): ReferenceUsers {
  const users = index.get(name) ?? []
  return { total: users.length, users: users.slice(offset, offset + limit), chain: chainTo(index, name) }
}

/** Going up level by level, the first that nobody asks for is at the end of a shortest way. */
function chainTo(index: UsersIndex, name: string): string[] | null {
  const below = new Map<string, string | null>([[name, null]])
  const pending = [name]
  for (const at of pending) {
    const above = (index.get(at) ?? []).filter(({ file }) => file !== at)
    if (above.length === 0) {
      const chain: string[] = []
      for (let step: string | null = at; step !== null; step = below.get(step) ?? null) chain.push(step)
      return chain
    }
    for (const { file } of above) {
      if (below.has(file)) continue
      below.set(file, at)
      pending.push(file)
    }
  }
  return null
}
