import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** How rollouts of two releases of so many names are played, in milliseconds. */
export type RolloutFigures = {
  readonly names: number
  readonly pages: number
  readonly servers: number
  /** All topologies, with what is prepared once for two releases. */
  readonly milliseconds: number
  readonly processor: number
  readonly longestMatrix: number
  readonly longestBlock: number
}

/** Plays rollouts of two made-up releases in every topology, in a process of its own. */
export function measureRollouts(names: number, pages: number, servers: number): RolloutFigures {
  const words = [names, pages, servers].map(String)
  const answer = execFileSync(process.execPath, [join(import.meta.dirname, 'play-rollouts.ts'), ...words], {
    encoding: 'utf8',
  })
  return JSON.parse(answer) as RolloutFigures
}
