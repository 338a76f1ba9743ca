import { comparisonQuerySchema } from '../../shared/model/comparison-view.ts'
import type { CompareRoute, SideChoice } from './route.ts'

/** A comparison as it opens at first; without sides it offers what can be compared. */
export function compareOf(
  projectId: string | null,
  a: SideChoice | null = null,
  b: SideChoice | null = null,
): CompareRoute {
  const query = comparisonQuerySchema.parse({})
  return { view: 'compare', projectId, a, b, name: null, tab: 'difference', form: 'outline', query }
}
