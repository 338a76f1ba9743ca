import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { nodePath } from '../files/file-content.ts'
import { isSettled } from '../releases/is-settled.ts'
import type { ProjectFacts } from './reader-answer.ts'

/** What says whether a reading still holds. */
type Trail = Omit<Reading, 'facts'> & { readonly facts: Pick<ProjectFacts, 'trail'> }

/** A reading with the moment in which it began (milliseconds since 1970) and what it was given. */
export type Reading = {
  readonly facts: ProjectFacts
  readonly readAt: number
  /** Digest of all variables that Python was given. */
  readonly environment: string
}

/** Files that are asked at the same time. */
const AT_ONCE = 64
/** Variables that differ from one terminal to the next and that no settings look at. */
const PASSING = /^(?:_|PWD|OLDPWD|SHLVL|TERM.*|COLUMNS|LINES|WINDOWID|SSH_.*|XDG_SESSION_ID|STATICSCOPE_.*|npm_.*)$/

/**
 * Whether a reading still holds: nothing that it depends on has changed since, as far as times and sizes tell. A reading
 * that depends on more (programs, the network), or on a file written within the clock's tick, never holds.
 */
export async function isCurrent({ facts, readAt, environment }: Trail, now: string): Promise<boolean> {
  const { isWhole, files } = facts.trail
  if (!isWhole || environment !== now) return false
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const part = files.slice(at, at + AT_ONCE)
    const same = await Promise.all(part.map((file) => isSame(file, BigInt(readAt) * 1_000_000n)))
    if (same.includes(false)) return false
  }
  return true
}

/** A digest of the variables that a reading is given, those of this process included. */
export function digestEnvironment(given: Readonly<Record<string, string>>): string {
  const all = Object.entries({ ...process.env, ...given }).filter(([name]) => !PASSING.test(name))
  const sorted = all.toSorted(([one], [other]) => (one < other ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}

async function isSame(file: ProjectFacts['trail']['files'][number], readAtNs: bigint): Promise<boolean> {
  try {
    const { mtimeNs, ctimeNs, size } = await stat(nodePath(file.path), { bigint: true })
    // On Windows Python tells when a file was made, not when it was changed.
    const isChanged = process.platform !== 'win32' && file.changed !== String(ctimeNs)
    if (file.modified !== String(mtimeNs) || isChanged) return false
    return size === BigInt(file.size) && isSettled(mtimeNs, readAtNs, ctimeNs)
  } catch {
    return file.modified === null
  }
}
