import { compareSides } from '../../core/compare/compare-sides.ts'
import { sideOfSource, type ComparedSide } from '../../core/compare/compared-side.ts'

/** Opens and compares the two manifests on the command line and prints what it took as JSON. */
const WORK = { signal: new AbortController().signal, report: () => undefined, facts: null }

function open(path: string): Promise<ComparedSide> {
  return sideOfSource({ kind: 'manifest', path, origin: { kind: 'manifest', display: path, commit: null } }, path, WORK)
}

const [a = '', b = ''] = process.argv.slice(2)
const startedAt = performance.now()
const sides = [await open(a), await open(b)] as const
const { head } = await compareSides(sides[0], sides[1], WORK)
const milliseconds = performance.now() - startedAt
if (head.verdict.changedNames === 0) throw new Error('The manifests do not differ.')
// Kilobytes on every system.
process.stdout.write(JSON.stringify({ milliseconds, peakMemory: process.resourceUsage().maxRSS * 1024 }))
