import type { ComparedRelease } from '../model/comparison.ts'
import type { Provider } from '../model/preview.ts'
import type { ReleaseFile } from '../model/release.ts'
import type { Comparison, Difference, WholeRelease } from './comparison.ts'
import { countVerdict } from './count-verdict.ts'
import { describeDifference, NO_RIPPLE, type Ripple } from './describe-difference.ts'
import { compareText, nameOf, type FilePair } from './file-pair.ts'
import { findAlarms } from './find-alarms.ts'
import { findCause, type Judgement } from './find-cause.ts'
import { findChains } from './find-chains.ts'
import { findCost } from './find-cost.ts'
import { findRoots } from './find-roots.ts'
import { findRuleChanges, haveSameRules } from './find-rule-changes.ts'
import { LOOK_EVERY, WITHOUT_REST, type Pace } from './pace.ts'
import { pairBundlerNames } from './pair-bundler-names.ts'
import { pairByName } from './pair-by-name.ts'
import { pairMoved } from './pair-moved.ts'
import { pairSimilar, type ReadText } from './pair-similar.ts'
import { buildRippleGraph } from './ripple-graph.ts'

/** What a comparison needs besides the releases. */
export type DiffContext = {
  readonly readText: ReadText
  readonly pace?: Pace
  /** Hears of each step: pairing, causes, ripple, cost. */
  readonly report?: (step: string) => void
}

/** Of an edit that nothing ripples by. */
const NO_BLAST: Ripple = { ...NO_RIPPLE, blast: { files: 0, bytes: 0 } }

type Judged = { readonly pair: FilePair; readonly judgement: Judgement; readonly providerChanged: boolean }

/**
 * Compares two releases: pairs their files, finds for each why it differs, follows ripple back to the edits that cause it,
 * and counts what visitors download again. Takes time in proportion to names and references; texts are read only for
 * files that came or went, and where the rules of both releases differ.
 */
export async function diffReleases(a: WholeRelease, b: WholeRelease, context: DiffContext): Promise<Comparison> {
  const { readText, pace = WITHOUT_REST, report } = context
  report?.('Pairing names')
  const { pairs, isSkipped } = await pairFiles(a.files, b.files, readText, pace)
  report?.('Finding causes')
  const ruleChanges = findRuleChanges(a.release, b.release)
  const sameRules = haveSameRules(a.release, b.release, ruleChanges)
  const isSameProvider = compareProviders(a, b)
  const judged: Judged[] = []
  const unchanged: ReleaseFile[] = []
  let round = 0
  for (const pair of pairs) {
    if ((round++ & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
    const found = findCause(pair, { sameRules, readText })
    const judgement = found instanceof Promise ? await found : found
    const providerChanged = pair.a !== null && pair.b !== null && !isSameProvider(pair.a, pair.b)
    if (judgement.status === 'unchanged' && judgement.cause === 'unchanged' && !providerChanged && pair.b !== null)
      unchanged.push(pair.b)
    else judged.push({ pair, judgement, providerChanged })
  }
  judged.sort((one, other) => compareText(nameOf(one.pair), nameOf(other.pair)))
  report?.('Following ripple')
  const ripples = await followRipple(judged, pace)
  const differences = judged.map(({ pair, judgement, providerChanged }, at): Difference => {
    const difference = describeDifference(pair, judgement, ripples(at), providerChanged)
    return { difference, a: pair.a, b: pair.b }
  })
  report?.('Counting downloads')
  const alarms = await findAlarms(differences, b.files, pace)
  const cost = await findCost(a, b, differences, pace)
  const files = { a: a.files.length, b: b.files.length }
  const verdict = countVerdict(
    differences.map(({ difference }) => difference),
    unchanged.length,
    files,
    alarms,
  )
  const remarks = isSkipped
    ? ['So many files came and went that their texts were not compared: moved files are found by equal contents only.']
    : []
  return {
    head: { a: describeRelease(a), b: describeRelease(b), verdict, ruleChanges, remarks, cost },
    differences,
    unchanged,
    alarms,
  }
}

/** One name, one file; then what bundlers renamed; then what moved with equal bytes; then what moved and was edited. */
async function pairFiles(
  a: readonly ReleaseFile[],
  b: readonly ReleaseFile[],
  readText: ReadText,
  pace: Pace,
): Promise<{ pairs: readonly FilePair[]; isSkipped: boolean }> {
  const named = await pairByName(a, b, pace)
  const built = pairBundlerNames(named)
  const moved = pairMoved(built)
  const similar = await pairSimilar(moved, readText, pace)
  const rest: FilePair[] = [
    ...similar.gone.map((file) => ({ a: file, b: null })),
    ...similar.come.map((file) => ({ a: null, b: file })),
  ]
  return {
    pairs: [...named.pairs, ...built.pairs, ...moved.pairs, ...similar.pairs, ...rest],
    isSkipped: similar.isSkipped,
  }
}

/** Roots, chains and blast radiuses of the judged files, by their indexes. */
async function followRipple(judged: readonly Judged[], pace: Pace): Promise<(at: number) => Ripple> {
  const nodes = judged.map(({ pair, judgement: { cause, changed, isRoot } }) => ({
    name: nameOf(pair),
    cause,
    changed,
    isRoot,
  }))
  const graph = await buildRippleGraph(nodes, pace)
  if (graph.targets.length === 0) return (at) => (graph.isRoot[at] === 1 ? NO_BLAST : NO_RIPPLE)
  const sizes = Float64Array.from(judged, ({ pair }) => pair.b?.output?.size ?? 0)
  const roots = await findRoots(graph, sizes, pace)
  const chainOf = findChains(graph)
  const nameAt = (at: number): string => nodes[at]?.name ?? ''
  return (at) => ({
    roots: (roots.of.get(at) ?? []).map(nameAt),
    rootCount: roots.counts[at] ?? 0,
    chain: (roots.counts[at] ?? 0) > 0 ? chainOf(at).map(nameAt) : [],
    blast: graph.isRoot[at] === 1 ? { files: roots.blastFiles[at] ?? 0, bytes: roots.blastBytes[at] ?? 0 } : null,
  })
}

/** Whether one provider ships both files; an unknown one is taken for the same. */
function compareProviders(a: WholeRelease, b: WholeRelease): (one: ReleaseFile, other: ReleaseFile) => boolean {
  const keysA = a.release.providers.map(keyOf)
  const keysB = b.release.providers.map(keyOf)
  return (one, other) =>
    one.provider === null || other.provider === null || keysA[one.provider] === keysB[other.provider]
}

/** Who it is, whatever version of it. A folder is known by its last part: each release may have been collected elsewhere. */
function keyOf({ kind, label, package: name }: Provider): string {
  return JSON.stringify([kind, kind === 'directory' ? label.slice(label.lastIndexOf('/') + 1) : label, name])
}

function describeRelease({ release, files }: WholeRelease): ComparedRelease {
  return {
    name: release.name,
    origin: release.origin.display,
    kind: release.origin.kind,
    commit: release.origin.commit,
    django: release.settings?.django ?? null,
    storageClass: release.storageClass,
    unknowns: release.unknowns,
    files: files.length,
  }
}
