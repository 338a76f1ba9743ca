import type { AppStore } from '../state/app-store.ts'
import type { Action } from './actions.ts'

/** What can be done with a comparison, in the state that the window is in now. */
export function listCompareActions(store: AppStore): readonly Action[] {
  const state = store.getState()
  const { route } = state
  const isCompare = route.view === 'compare'
  const isReady = isCompare && state.comparison !== null
  const hasSides = isCompare && route.a !== null && route.b !== null
  const at = (
    id: string,
    label: string,
    shortcut: string | null,
    run: () => unknown,
    isAvailable = isReady,
  ): Action => ({
    id: `compare-${id}`,
    group: 'Compare',
    label,
    shortcut,
    isAvailable,
    run: () => void run(),
  })
  return [
    at('next', 'Next change', 'J', () => state.stepComparison(true, false)),
    at('previous', 'Previous change', 'K', () => state.stepComparison(false, false)),
    at('next-own', 'Next own edit', 'E', () => state.stepComparison(true, true)),
    at('previous-own', 'Previous own edit', 'Shift+E', () => state.stepComparison(false, true)),
    at('swap', 'Swap the sides of the comparison', null, () => state.swapSides(), hasSides),
    at('own', 'Show only the author’s changes', null, () => state.setComparisonQuery({ filter: 'own' })),
    at('changed', 'Show all that changed', null, () => state.setComparisonQuery({ filter: 'changed' })),
    at('all', 'Show unchanged files too', null, () => state.setComparisonQuery({ filter: 'all' })),
    at('summary', 'Show cost and settings of the comparison', null, () => state.showComparison({ name: null })),
    at('outline', 'Show changes as an outline', null, () => state.showComparison({ form: 'outline' })),
    at('treemap', 'Show changes by size', null, () => state.showComparison({ form: 'treemap' })),
    at('table', 'Show changes as a table', null, () => state.showComparison({ form: 'table' })),
    at('html', 'Export the comparison as one page of HTML', null, () => state.saveComparison('html')),
    at('markdown', 'Export the comparison as Markdown', null, () => state.saveComparison('markdown')),
    at('json', 'Export the comparison as JSON', null, () => state.saveComparison('json')),
    at('csv', 'Export the rows of the comparison as CSV', null, () => state.saveComparison('csv')),
    at('sample', 'Compare the sample’s two releases', null, () => state.compareSample(), !state.isTakingSample),
  ]
}
