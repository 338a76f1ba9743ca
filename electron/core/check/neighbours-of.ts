import type { Neighbourhood } from '../../../shared/model/check.ts'
import type { Check } from './check-result.ts'
import { asksFor } from './reference-users.ts'

type Node = Neighbourhood['nodes'][number]

/**
 * What lies around a name, nearest first: what it asks for, and who asks for it, and so on from there.
 * @param limit nodes at most, the one in the middle included
 */
export function neighboursOf(check: Check, name: string, limit: number): Neighbourhood {
  const distances = new Map([[name, 0]])
  const left = new Set<string>()
  const pending = [name]
  for (const at of pending) {
    const distance = distances.get(at) ?? 0
    const above = distance <= 0 ? (check.users.get(at) ?? []).map(({ file }) => file) : []
    const below = distance >= 0 ? targetsOf(check, at) : []
    for (const [next, step] of [
      ...above.map((file) => [file, -1] as const),
      ...below.map((file) => [file, 1] as const),
    ]) {
      if (distances.has(next)) continue
      if (distances.size >= limit) {
        left.add(next)
        continue
      }
      distances.set(next, distance + step)
      pending.push(next)
    }
  }
  const counts = new Map<string, number>()
  for (const { finding } of check.findings) counts.set(finding.file, (counts.get(finding.file) ?? 0) + 1)
  const nodes = [...distances].map(([node, distance]): Node => ({
    name: node,
    in: kindOf(check, node),
    distance,
    findings: counts.get(node) ?? 0,
  }))
  return { nodes, edges: edgesAmong(check, nodes), left: left.size }
}

function edgesAmong(check: Check, nodes: readonly Node[]): Neighbourhood['edges'] {
  const index = new Map(nodes.map(({ name }, at) => [name, at]))
  return nodes.flatMap(({ name }, from) => {
    const edges = new Map<number, Neighbourhood['edges'][number]>()
    for (const reference of referencesOf(check, name)) {
      const to = asksFor(reference) ? index.get(reference.resolved ?? '') : undefined
      if (to !== undefined && !edges.has(to)) edges.set(to, { from, to, served: reference.served })
    }
    return [...edges.values()]
  })
}

function targetsOf(check: Check, name: string): string[] {
  return [...new Set(referencesOf(check, name).flatMap((r) => (asksFor(r) && r.resolved !== null ? [r.resolved] : [])))]
}

function referencesOf({ files, templates, python, also }: Check, name: string) {
  return files.get(name) ?? templates?.references.get(name) ?? python.get(name) ?? also.get(name) ?? []
}

function kindOf({ templates, python, also, served }: Check, name: string): Node['in'] {
  if (served.has(name)) return 'static'
  if (templates?.templates.has(name) === true) return 'template'
  if (also.has(name)) return 'other'
  return python.has(name) ? 'python' : 'static'
}
