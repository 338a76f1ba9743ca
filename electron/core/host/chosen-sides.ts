import type { ParsedInput } from '../../../shared/contract/methods.ts'
import type { ComparedSide } from '../compare/compared-side.ts'
import type { OpenComparison } from '../compare/open-comparisons.ts'
import type { JobContext } from '../jobs/job-runner.ts'
import type { HostParts } from './implementations.ts'
import { withChosenSource } from './release-sources.ts'

/** Where a page takes one side of a comparison or a rollout from. */
type SideChoice = ParsedInput<'compare.start'>['a']

/** A side in a word or two. */
export function titleOf(side: SideChoice): string {
  return 'release' in side ? side.release : 'the working tree'
}

/** Releases never change: what was compared of two that are kept holds, unless one was removed and taken anew. */
export function isKept(open: OpenComparison | null, a: SideChoice, b: SideChoice, { releases }: HostParts): boolean {
  if (open === null || !('release' in a) || !('release' in b)) return false
  const takenAt = (name: string) => releases.store().find(name)?.release.takenAt
  return open.a.release.takenAt === takenAt(a.release) && open.b.release.takenAt === takenAt(b.release)
}

/** A release of the store, or a source that is taken for this work alone. @throws InspectorError as `sideOfStore` and `sideOfSource` */
export async function takeSide(side: SideChoice, parts: HostParts, context: JobContext): Promise<ComparedSide> {
  // Loaded when it is first used: a host that compares nothing starts without it.
  const { sideOfSource, sideOfStore } = await import('../compare/compared-side.ts')
  if ('release' in side) return sideOfStore(parts.releases.store(), side.release, context.signal)
  const taken: ComparedSide[] = []
  await withChosenSource(side.source, parts, context, async (source, means) => {
    taken.push(await sideOfSource(source, source.origin.display, means))
  })
  const [first] = taken
  if (first === undefined) throw new Error('withChosenSource ran no work')
  return first
}
