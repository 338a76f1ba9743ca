import type { Finding } from '../../../../shared/model/finding.ts'
import { normPath } from '../../python/posix-path.ts'
import { cleanName } from '../hashed-names.ts'
import { finding, type FindingContext } from './finding-context.ts'

/**
 * Whether another order of the folders could change success. Pass 0 goes from deep to shallow, and within one depth in
 * the order of the disk. A reference whose target comes later settles one pass later, and only so many passes are
 * allowed; a chain within one depth is settled in pass 0 in the best order and link by link in the worst.
 */
export function orderFindings(context: FindingContext): Finding[] {
  const { run, settings, request } = context
  if (run.post === null || request.settings.order === 'sorted') return []
  const chain = longestLateChain(run.post.references, run.post.hashedFiles)
  const worst = chain.names.length - 1 + (chain.endsRewritten ? 1 : 0)
  const best = chain.fixedLinks + (chain.endsRewritten ? 1 : 0)
  const allowed = settings.storage.maxPasses
  if (worst <= allowed || best > allowed || allowed === 0) return []
  const [first = ''] = chain.names
  return [
    finding(
      'order-dependent',
      'warning',
      first,
      `A chain of ${chain.names.length} files (${shorten(chain.names)}) settles within ${allowed} passes in one folder order and not in another: the same files can fail on another disk`,
    ),
  ]
}

type Chain = { readonly names: readonly string[]; readonly fixedLinks: number; readonly endsRewritten: boolean }

const NO_CHAIN: Chain = { names: [], fixedLinks: 0, endsRewritten: false }

/** The longest chain of references between adjustable files whose target may come after the referrer. Cycles end a chain. */
function longestLateChain(
  references: ReadonlyMap<string, readonly { readonly target: string | null; readonly outcome: string }[]>,
  hashedFiles: ReadonlyMap<string, string>,
): Chain {
  const longest = new Map<string, Chain>()
  const open = new Set<string>()
  const visit = (name: string): Chain => {
    const known = longest.get(name)
    if (known !== undefined) return known
    if (open.has(name)) return NO_CHAIN
    open.add(name)
    let best: Chain = { names: [name], fixedLinks: 0, endsRewritten: (references.get(name)?.length ?? 0) > 0 }
    for (const { target, outcome } of references.get(name) ?? []) {
      if (target === null || outcome !== 'rewritten') continue
      const next = cleanName(normPath(target))
      if (!references.has(next) || !hashedFiles.has(next) || depthOf(next) > depthOf(name)) continue
      const below = visit(next)
      if (below.names.length === 0 || below.names.length + 1 <= best.names.length) continue
      best = {
        names: [name, ...below.names],
        fixedLinks: below.fixedLinks + (depthOf(next) < depthOf(name) ? 1 : 0),
        endsRewritten: below.endsRewritten,
      }
    }
    open.delete(name)
    longest.set(name, best)
    return best
  }
  let found = NO_CHAIN
  for (const [name, own] of references) {
    // A chain of one file tells nothing.
    if (own.length === 0) continue
    const chain = visit(name)
    if (chain.names.length > found.names.length) found = chain
  }
  return found
}

function depthOf(name: string): number {
  return name.split('/').length
}

function shorten(names: readonly string[]): string {
  return names.length <= 4 ? names.join(' → ') : `${names.slice(0, 3).join(' → ')} → … → ${names.at(-1) ?? ''}`
}
