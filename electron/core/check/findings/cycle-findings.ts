import type { Preview } from '../../collect/preview-result.ts'
import { cleanName } from '../../collect/hashed-names.ts'
import { lookedUpName } from '../../collect/looked-up-name.ts'
import type { PlacedReference } from '../../collect/rewrite-memory.ts'
import type { UnacceptedFinding } from '../check-result.ts'
import { cut, type FindingMaker } from './finding-of.ts'

type Files = ReadonlyMap<string, readonly PlacedReference[]>
type Edge = { readonly from: string; readonly to: string; readonly reference: PlacedReference }

/** Names of a loop or chain that a sentence shows. */
const SHOWN = 12
const SETTLING = 1

/**
 * Loops among the references that Django rewrites, each once, drawn in its message; and, where no loop is to blame, chains
 * that are longer than the passes allow. Such a chain may still settle on a disk that lists its folders in another order.
 * @param files Django's references of each file's last pass
 */
export function cycleFindings(preview: Preview, files: Files, maker: FindingMaker): UnacceptedFinding[] {
  const graph = rewrittenGraph(files)
  const loops = findLoops(graph)
  const exceeded = preview.findings.filter(({ code }) => code === 'passes-exceeded')
  if (loops.length > 0)
    return loops.map((loop) => {
      const [first] = loop
      const names = loop.map(({ from }) => from)
      const drawn = [...names.slice(0, SHOWN), ...(names.length > SHOWN ? ['…'] : []), names[0] ?? ''].join(' → ')
      const message = `The references go round in a ring, so hashed names never settle: ${drawn}`
      const place = first === undefined ? {} : { line: first.reference.sourceLine, column: first.reference.column }
      return maker.atFile('cycle', 'error', first?.from ?? '', message, { ...place, target: first?.to ?? null })
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
    const edges = references.flatMap((reference) => {
      const target = reference.outcome === 'rewritten' ? lookedUpName(reference) : null
      // A query makes Django take the plain file, which nothing comes through.
      return target === null || target.includes('?') ? [] : [{ from: file, to: cleanName(target), reference }]
    })
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
