import type { ComparisonRow } from '../../../shared/model/comparison-view.ts'
import type { RowParts } from '../preview/outline-rows.ts'
import type { OutlineTree } from '../preview/outline-tree.ts'
import type { RollUps } from '../preview/roll-up.ts'
import { changeOf, COMPARISON_MARK, type ComparisonItems, rootOf, servedOrNull } from './comparison-items.ts'

/**
 * Makes the rows of a comparison's outline.
 * @param changes change in bytes of each group
 * @param isFlat files are called by their whole names
 */
export function rowMaker(
  items: ComparisonItems,
  tree: OutlineTree,
  rollUps: RollUps,
  changes: Float64Array,
  isFlat: boolean,
): RowParts<ComparisonRow>['makeRow'] {
  const counts = (columns: readonly Uint32Array[], at: number) => ({
    own: columns[COMPARISON_MARK.own]?.[at] ?? 0,
    ripple: columns[COMPARISON_MARK.ripple]?.[at] ?? 0,
    alarms: columns[COMPARISON_MARK.alarms]?.[at] ?? 0,
  })
  return {
    group: (group, expanded, place) => ({
      key: tree.keys[group] ?? '',
      kind: 'group',
      ...place,
      expanded,
      label: tree.labels[group] ?? '',
      name: tree.names[group] ?? '',
      files: rollUps.files[group] ?? 0,
      ...counts(rollUps.marks, group),
      size: rollUps.sizes[group] ?? 0,
      status: null,
      cause: null,
      from: null,
      root: null,
      rootCount: 0,
      blastFiles: 0,
      sizeA: null,
      sizeB: null,
      change: changes[group] ?? 0,
      hashedA: null,
      hashedB: null,
      alarm: null,
    }),
    item: (item, place) => {
      const name = items.names[item] ?? ''
      const pair = items.pairs[item] ?? { difference: null, a: null, b: null }
      const { difference, a, b } = pair
      return {
        key: name,
        kind: 'file',
        ...place,
        expanded: null,
        label: isFlat ? name : name.slice(name.lastIndexOf('/') + 1),
        name,
        files: 1,
        ...counts(items.marks, item),
        size: items.sizes[item] ?? 0,
        status: difference?.status ?? 'unchanged',
        cause: difference?.cause ?? 'unchanged',
        from: difference?.from ?? null,
        root: difference === null ? null : rootOf(difference),
        rootCount: difference?.rootCount ?? 0,
        blastFiles: difference?.blast?.files ?? 0,
        sizeA: a?.output?.size ?? null,
        sizeB: b?.output?.size ?? null,
        change: changeOf(pair),
        hashedA: servedOrNull(a),
        hashedB: servedOrNull(b),
        alarm: items.alarms.get(item) ?? null,
      }
    },
  }
}
