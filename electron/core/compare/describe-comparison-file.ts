import type { Comparison } from '../../../shared/analysis/comparison.ts'
import { describeDifference, NO_RIPPLE } from '../../../shared/analysis/describe-difference.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { ComparisonFile } from '../../../shared/model/comparison-view.ts'
import type { Provider } from '../../../shared/model/preview.ts'
import type { ReleaseFile } from '../../../shared/model/release.ts'
import type { OpenComparison } from './open-comparisons.ts'
import { rippleNeighbours } from './ripple-neighbours.ts'

/** Names that ripple because of a root, as many as are shown. */
const REACHES = 200

/**
 * Everything about one file of a comparison, by its name in B or, for a removed file, in A.
 * @throws InspectorError not-found
 */
export async function describeComparisonFile(
  { comparison, a, b, index: made }: OpenComparison,
  name: string,
): Promise<ComparisonFile> {
  const index = await made()
  const { differences } = comparison
  const found = differences[index.places.get(name) ?? -1] ?? findUnchanged(comparison, a.files, name)
  const { difference, a: fileA, b: fileB } = found
  const reaches = index.rippling.get(name) ?? []
  const { targets, users, userCount } = rippleNeighbours(comparison, index, name)
  return {
    difference,
    a: fileA,
    b: fileB,
    providerA: providerOf(fileA, a.release.providers),
    providerB: providerOf(fileB, b.release.providers),
    alarms: [...(index.alarms.get(name) ?? [])],
    reaches: reaches.slice(0, REACHES).flatMap((at) => differences[at]?.difference.name ?? []),
    targets: [...targets],
    users: [...users],
    userCount,
  }
}

function findUnchanged({ unchanged }: Comparison, filesOfA: readonly ReleaseFile[], name: string) {
  const same = unchanged.find((file) => file.name === name)
  const before = filesOfA.find((file) => file.name === name)
  if (same === undefined || before === undefined)
    throw new InspectorError('not-found', `Neither release has a file ${name}.`)
  const judgement = { status: 'unchanged', cause: 'unchanged', changed: [], isRoot: false } as const
  const pair = { a: before, b: same, pairing: 'name', similarity: null } as const
  return { difference: describeDifference(pair, judgement, NO_RIPPLE, false), a: before, b: same }
}

function providerOf(file: ReleaseFile | null, providers: readonly Provider[]): Provider | null {
  return file === null || file.provider === null ? null : (providers[file.provider] ?? null)
}
