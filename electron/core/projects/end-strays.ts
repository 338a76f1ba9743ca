import { readdirSync, readFileSync } from 'node:fs'

/** Rounds after which processes that keep starting others are left to the system. */
const ROUNDS = 5

/**
 * Ends the processes that carry a mark in their environment: those that a project started and that left its process
 * group (a daemon does). Only Linux shows environments without running a program; elsewhere nothing is done.
 * @param mark `NAME=value`, as it stands in the environment
 */
export function endStrays(mark: string): void {
  if (process.platform !== 'linux') return
  for (let round = 0; round < ROUNDS; round++) {
    const strays = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && carries(name, mark))
    if (strays.length === 0) return
    for (const stray of strays) end(Number(stray))
  }
}

function carries(name: string, mark: string): boolean {
  try {
    // A process that has ended and waits for its parent has an empty environment.
    return `\0${readFileSync(`/proc/${name}/environ`, 'latin1')}`.includes(`\0${mark}\0`)
  } catch {
    // It has gone meanwhile, or belongs to somebody else.
    return false
  }
}

function end(id: number): void {
  try {
    process.kill(id, 'SIGKILL')
  } catch {
    // It has gone meanwhile.
  }
}
