import type { Comparison } from '../../../shared/analysis/comparison.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { RecentlyUsed } from '../preview/recently-used.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import type { ComparedSide } from './compared-side.ts'
import { ComparisonOutlines, type ComparisonView } from './comparison-outlines.ts'
import { type ComparisonIndex, indexComparison } from './index-comparison.ts'

/** A finished comparison with a way to the contents of both sides. */
export type OpenComparison = {
  readonly id: string
  readonly a: ComparedSide
  readonly b: ComparedSide
  /** Its cost gets more exact when compressed sizes are computed; everything else stays. */
  comparison: Comparison
  readonly outlines: ComparisonOutlines
  /** Made when a file is first asked for. */
  readonly index: () => Promise<ComparisonIndex>
}

/** So many comparisons stay in memory; one of 500,000 names takes some hundred megabytes. */
const KEPT = 3
const VIEWS = 16

/** Comparisons and their views that pages have open; what was used longest ago goes first. */
export class OpenComparisons {
  readonly #comparisons = new RecentlyUsed<OpenComparison>(KEPT, (id) => this.#closeViews(id))
  readonly #views = new RecentlyUsed<{ readonly comparisonId: string; readonly view: ComparisonView }>(VIEWS)
  #lastView = 0

  /** Takes the place of an older comparison of the same id, whose views are closed. */
  finish(id: string, a: ComparedSide, b: ComparedSide, comparison: Comparison): void {
    this.#closeViews(id)
    let index: Promise<ComparisonIndex> | null = null
    this.#comparisons.keep(id, {
      id,
      a,
      b,
      comparison,
      outlines: new ComparisonOutlines(comparison, b.release.providers),
      // Shared by all that ask, so no single one's cancel ends it.
      index: () => (index ??= indexComparison(comparison, new TimeSlices(null))),
    })
  }

  find(id: string): OpenComparison | null {
    return this.#comparisons.find(id)
  }

  /** @throws InspectorError not-found */
  get(id: string): OpenComparison {
    const open = this.find(id)
    if (open === null) throw new InspectorError('not-found', 'This comparison is not kept any more. Compare again.')
    return open
  }

  /** Keeps a view and gives its id. @throws InspectorError not-found when the comparison was made anew meanwhile */
  addView(open: OpenComparison, view: ComparisonView): string {
    if (this.find(open.id) !== open)
      throw new InspectorError('not-found', 'The comparison was renewed. Open the view again.')
    const id = `comparison-view-${++this.#lastView}`
    this.#views.keep(id, { comparisonId: open.id, view })
    return id
  }

  /** @throws InspectorError not-found */
  view(id: string): ComparisonView {
    const open = this.#views.find(id)
    if (open === null) throw new InspectorError('not-found', 'This view is closed. Open it again.')
    return open.view
  }

  /** A view of this comparison; null for none, and for one that is not kept any more. */
  findView({ id }: OpenComparison, viewId: string | null): ComparisonView | null {
    const found = viewId === null ? null : this.#views.find(viewId)
    return found?.comparisonId === id ? found.view : null
  }

  closeView(id: string): void {
    this.#views.forget(id)
  }

  #closeViews(id: string): void {
    for (const [viewId, { comparisonId }] of this.#views) if (comparisonId === id) this.#views.forget(viewId)
  }
}
