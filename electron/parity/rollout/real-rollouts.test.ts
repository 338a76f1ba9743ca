import { describe, expect, it } from 'vitest'
import { findPrograms } from './find-programs.ts'
import { playBeside } from './play-beside.ts'
import { rolloutSet } from './rollout-sets.ts'

const found = findPrograms('5.2')
if (found.kind === 'missing') process.stderr.write(`Skipped: rollouts beside real servers: ${found.reason}\n`)

/** A small part of `npm run -s rollouts`, which plays all topologies. It takes some 40 s, and minutes on a busy machine. */
const SETS = [
  rolloutSet('strict, CDN', 'shared-manifest', '5.2', { cdn: true }),
  rolloutSet('lenient, --clear, one name with two contents', 'single-server', '5.2', {
    strict: false,
    hash: 'pinned',
    stops: 'each',
    collect: { at: 300, takes: 60, gap: 2, clear: true },
  }),
]

describe('real gunicorn, Nginx and collectstatic give what the model says', { timeout: 900_000 }, () => {
  it.skipIf(found.kind === 'missing').each(SETS)('$title', async (set) => {
    if (found.kind === 'missing') return
    const { disagreements, agreements } = await playBeside(set, found.programs)
    expect(disagreements).toEqual([])
    expect(agreements).toBeGreaterThan(1000)
  })
})
