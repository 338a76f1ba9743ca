import type { Cause } from '../../../shared/model/comparison.ts'
import type { Treemap, TreemapNode } from '../../../shared/model/treemap.ts'
import { type TreemapParts, treemapOf } from '../preview/treemap-of.ts'
import { COMPARISON_MARK, type ComparisonItems } from './comparison-items.ts'

const STATES: Readonly<Record<Cause, TreemapNode['state']>> = {
  unchanged: 'same',
  'own-edit': 'own',
  'own-edit-and-ripple': 'own',
  'source-only': 'own',
  ripple: 'ripple',
  tool: 'tool',
  'name-only': 'tool',
  'other-bytes': 'alarm',
  moved: 'moved',
  added: 'added',
  removed: 'removed',
  unknown: 'other',
}

/**
 * What changed, by its size: bytes in B, of removed files those in A.
 * @param root key of the group; null for all
 */
export function comparisonTreemap(
  parts: Pick<TreemapParts, 'tree' | 'rollUps' | 'entries'> & { readonly items: ComparisonItems },
  root: string | null,
  mostNodes: number,
): Treemap {
  const { items, rollUps } = parts
  return treemapOf(
    {
      ...parts,
      providerLabel: (provider) => items.providerLabels[provider] ?? null,
      groupState: (group) => {
        const has = (column: number) => (rollUps.marks[column]?.[group] ?? 0) > 0
        if (has(COMPARISON_MARK.alarms)) return 'alarm'
        if (has(COMPARISON_MARK.own)) return 'own'
        return has(COMPARISON_MARK.ripple) ? 'ripple' : 'other'
      },
      itemState: (item) =>
        items.alarms.has(item) ? 'alarm' : STATES[items.pairs[item]?.difference?.cause ?? 'unchanged'],
    },
    root,
    mostNodes,
  )
}
