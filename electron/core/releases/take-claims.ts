import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

/** A take on another computer cannot be asked whether it still runs; after so long it does not. */
const LONGEST_TAKE_MS = 24 * 3600 * 1000
/** Stands for the process of an abandoned take; no process has this number. */
const NOBODY = 0

/**
 * Notes that this process is about to write contents, so that nobody throws any away meanwhile: a content that lies
 * there and is used by no release may be the very one that it counts on.
 * @returns the claim's id
 */
export function claimTake(database: DatabaseSync, now: number): string {
  const id = randomUUID()
  database
    .prepare('INSERT INTO takes (id, process, host, started_at) VALUES (?, ?, ?, ?)')
    .run(id, process.pid, hostname(), now)
  return id
}

/** Gives a claim back: what the take has written belongs to a release now, or is gone. @param id as `claimTake` gave it */
export function releaseTake(database: DatabaseSync, id: string): void {
  database.prepare('DELETE FROM takes WHERE id = ?').run(id)
}

/** Notes that a take ended without a release, so that what it has written is looked for and thrown away. */
export function abandonTake(database: DatabaseSync, id: string): void {
  database.prepare('UPDATE takes SET process = ? WHERE id = ?').run(NOBODY, id)
}

/** Whether any process is writing contents. */
export function isAnyTaking(database: DatabaseSync, now: number): boolean {
  return claimsOf(database).some((claim) => isAlive(claim, now))
}

/** Ids of takes that ended without a release: abandoned, or their process is gone. */
export function endedTakes(database: DatabaseSync, now: number): readonly string[] {
  return claimsOf(database)
    .filter((claim) => !isAlive(claim, now))
    .map(({ id }) => id)
}

function claimsOf(database: DatabaseSync): z.infer<typeof claimsSchema> {
  return claimsSchema.parse(database.prepare('SELECT id, process, host, started_at FROM takes').all())
}

const claimsSchema = z.array(z.object({ id: z.string(), process: z.int(), host: z.string(), started_at: z.int() }))

function isAlive({ process: pid, host, started_at }: z.infer<typeof claimsSchema>[number], now: number): boolean {
  if (pid === NOBODY || now - started_at > LONGEST_TAKE_MS) return false
  if (host !== hostname()) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of another user is there, but may not be signalled.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
