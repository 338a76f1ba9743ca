import { sep } from 'node:path'
import { type StoredFact, unpackFacts } from './packed-facts.ts'

/** What is new of one folder's files, and the names of those that are gone. */
export type FolderChange = { readonly facts: Map<string, StoredFact>; readonly vanished: Set<string> }

/** Facts and vanished files by the folder that they lie in. */
export function byFolder(facts: Iterable<StoredFact>, vanished: Iterable<string>): Map<string, FolderChange> {
  const changes = new Map<string, FolderChange>()
  const changeOf = (path: string) => {
    const folder = path.slice(0, path.lastIndexOf(sep))
    const known = changes.get(folder)
    if (known !== undefined) return known
    const change = { facts: new Map<string, StoredFact>(), vanished: new Set<string>() }
    changes.set(folder, change)
    return change
  }
  for (const path of vanished) changeOf(path).vanished.add(nameOf(path))
  for (const fact of facts) changeOf(fact.path).facts.set(nameOf(fact.path), fact)
  return changes
}

/**
 * The facts of a folder after a change.
 * @param before what `packFacts` gave of the folder; null where nothing was known
 */
export function mergeFacts(
  folder: string,
  before: Uint8Array | null,
  change: FolderChange,
): { name: string; fact: StoredFact }[] {
  const rows: { name: string; fact: StoredFact }[] = []
  if (before !== null)
    unpackFacts(folder + sep, before, (_, fact, name) => {
      if (!change.facts.has(name) && !change.vanished.has(name)) rows.push({ name, fact })
    })
  for (const [name, fact] of change.facts) rows.push({ name, fact })
  return rows
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf(sep) + 1)
}
