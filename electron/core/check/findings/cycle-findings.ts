import type { CheckedReference } from '../../../../shared/model/check.ts'
import type { Preview } from '../../collect/preview-result.ts'
import { normPath } from '../../python/posix-path.ts'
import type { UnacceptedFinding } from '../check-result.ts'
import { cut, type FindingMaker } from './finding-of.ts'

type Files = ReadonlyMap<string, readonly CheckedReference[]>
type Edge = { readonly to: string; readonly reference: CheckedReference }

/** Names of a loop or chain that a sentence shows. */
const SHOWN = 12
const SETTLING = 1

/**
 * Loops among the references that Django rewrites, each once, drawn in its message; and, where no loop is to blame, chains
 * that are longer than the passes allow. Such a chain may still settle on a disk that lists its folders in another order.
 */
export function cycleFindings(preview: Preview, files: Files, maker: FindingMaker): UnacceptedFinding[] {
  const graph = rewrittenGraph(files)
  const loops = findLoops(graph)
  const exceeded = preview.findings.filter(({ code }) => code === 'passes-exceeded')
  if (loops.length > 0)
    return loops.map((loop) => {
      const [first] = loop
      const names = loop.map(({ reference }) => reference.file)
      const drawn = [...names.slice(0, SHOWN), ...(names.length > SHOWN ? ['…'] : []), names[0] ?? ''].join(' → ')
      const message = `The references go round in a ring, so hashed names never settle: ${drawn}`
      return first === undefined
        ? maker.atFile('cycle', 'error', '', message)
        : maker.atReference('cycle', 'error', first.reference, message)
    })
  if (exceeded.length === 0) return []
  const passes = preview.request.settings.maxPasses
  const chain = longestChain(graph)
  const [start] = chain
  const drawn = [...chain.slice(0, SHOWN), ...(chain.length > SHOWN ? ['…'] : [])].join(' → ')
  const margin = passes + SETTLING - chain.length
  return [
    maker.atFile(
      'pass-limit',
      'error',
      start ?? '',
      `A chain of ${chain.length} files needs more than the ${passes} passes that are allowed after the first (margin ${margin}): ${cut(drawn)}. Each pass settles a link, and the order of the folders decides whether more are settled at once`,
      { target: chain.at(-1) ?? null },
    ),
  ]
}

/** Each rewritten file with what it refers to. */
function rewrittenGraph(files: Files): ReadonlyMap<string, readonly Edge[]> {
  const graph = new Map<string, readonly Edge[]>()
  for (const [file, references] of files) {
    const edges = references.flatMap((reference) =>
      reference.django.verdict === 'rewritten' && reference.resolved !== null
        ? [{ to: normPath(reference.resolved.replace(/[?#].*$/s, '')), reference }]
        : [],
    )
    if (edges.length > 0) graph.set(file, edges)
  }
  return graph
}

/** One ring for each place at which a walk in depth comes back to where it is; with a stack of its own. */
function findLoops(graph: ReadonlyMap<string, readonly Edge[]>): (readonly Edge[])[] {
  const loops: (readonly Edge[])[] = []
  const done = new Set<string>()
  for (const root of graph.keys()) {
    if (done.has(root)) continue
    const path: { readonly file: string; next: number; readonly by: Edge | null }[] = [
      { file: root, next: 0, by: null },
    ]
    const onPath = new Map([[root, 0]])
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = graph.get(top.file)?.[top.next++]
      if (edge === undefined) {
        done.add(top.file)
        onPath.delete(top.file)
        path.pop()
        continue
      }
      const back = onPath.get(edge.to)
      if (back !== undefined) loops.push([...path.slice(back + 1).flatMap(({ by }) => (by === null ? [] : [by])), edge])
      else if (!done.has(edge.to) && graph.has(edge.to)) {
        onPath.set(edge.to, path.length)
        path.push({ file: edge.to, next: 0, by: edge })
      }
    }
  }
  return loops.filter((loop, index) => loops.findIndex((other) => isSameLoop(other, loop)) === index)
}

function isSameLoop(one: readonly Edge[], other: readonly Edge[]): boolean {
  const names = (loop: readonly Edge[]): string =>
    loop
      .map(({ to }) => to)
      .toSorted()
      .join('\0')
  return names(one) === names(other)
}

/** A longest way through a graph without rings. */
function longestChain(graph: ReadonlyMap<string, readonly Edge[]>): string[] {
  const best = new Map<string, string[]>()
  const chainFrom = (file: string, depth: number): string[] => {
    const known = best.get(file)
    if (known !== undefined || depth > 5000) return known ?? [file]
    let longest: string[] = []
    for (const { to } of graph.get(file) ?? []) {
      const chain = chainFrom(to, depth + 1)
      if (chain.length > longest.length) longest = chain
    }
    const chain = [file, ...longest]
    best.set(file, chain)
    return chain
  }
  let longest: string[] = []
  for (const file of graph.keys()) {
    const chain = chainFrom(file, 0)
    if (chain.length > longest.length) longest = chain
  }
  return longest
}
