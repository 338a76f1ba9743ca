import { normPath } from '../python/posix-path.ts'
import { cleanName } from '../collect/hashed-names.ts'
import type { PlacedReference } from '../collect/rewrite-memory.ts'

/** References of all files, by the file that they stand in. */
type References = ReadonlyMap<string, readonly PlacedReference[]>

/** Files by the file that they refer to. */
type Users = ReadonlyMap<string, readonly string[]>

const known = new WeakMap<References, Users>()

/** For each file the files whose references resolve to it, in collection order, each once. Made once for a run. */
export function usersByTarget(references: References): Users {
  const made = known.get(references) ?? gather(references)
  known.set(references, made)
  return made
}

function gather(references: References): Users {
  const users = new Map<string, Set<string>>()
  const names = new Map<string, string>()
  for (const [user, placed] of references)
    for (const { target } of placed) {
      if (target === null) continue
      const name = names.get(target) ?? cleanName(normPath(target.replace(/[?#].*$/s, '')))
      names.set(target, name)
      if (name === user) continue
      const of = users.get(name)
      if (of === undefined) users.set(name, new Set([user]))
      else of.add(user)
    }
  return new Map([...users].map(([name, of]) => [name, [...of]]))
}

/**
 * The shortest way by references from a file that nobody refers to down to a name: what a page asks for first, and last
 * the name itself. Where all of its users refer to each other in a ring, it begins with the nearest user.
 */
export function shortestChain(users: Users, name: string): string[] {
  const towards = new Map<string, string | null>([[name, null]])
  const waiting = [name]
  for (let at = 0; at < waiting.length; at++) {
    const file = waiting[at] ?? name
    const above = users.get(file) ?? []
    if (above.length === 0) return chainFrom(file, towards)
    for (const user of above)
      if (!towards.has(user)) {
        towards.set(user, file)
        waiting.push(user)
      }
  }
  return chainFrom(users.get(name)?.[0] ?? name, towards)
}

function chainFrom(top: string, towards: ReadonlyMap<string, string | null>): string[] {
  const chain: string[] = []
  for (let file: string | null = top; file !== null; file = towards.get(file) ?? null) chain.push(file)
  return chain
}
