import { InspectorError } from '../../../shared/contract/errors.ts'
import { RecentlyUsed } from '../preview/recently-used.ts'
import type { OutlineView } from '../preview/outline-view.ts'

type OpenView = { readonly projectId: string; readonly revision: number; view: OutlineView | null }

/** A page keeps one view, or two while it changes the query; the rest belongs to pages that never said goodbye. */
const VIEWS = 16

/** Outline views that pages have open. */
export class OpenViews {
  readonly #views = new RecentlyUsed<OpenView>(VIEWS)
  #lastId = 0

  /** Keeps a view and gives its id. The one that was used longest ago goes when there are too many. */
  add(projectId: string, revision: number, view: OutlineView): string {
    const id = `view-${++this.#lastId}`
    this.#views.keep(id, { projectId, revision, view })
    return id
  }

  /** @throws InspectorError `not-found` when the preview was renewed since, or the view is closed */
  get(id: string): OutlineView {
    const open = this.#views.find(id)
    if (open === null) throw new InspectorError('not-found', 'This view is closed. Open it again.')
    if (open.view === null) throw new InspectorError('not-found', 'The preview was renewed. Open the view again.')
    return open.view
  }

  /** Closing a view twice does no harm. */
  close(id: string): void {
    this.#views.forget(id)
  }

  /** A newer preview has finished: views of older ones have no rows any more. */
  outdate(projectId: string, newest: number): void {
    for (const [, open] of this.#views) if (open.projectId === projectId && open.revision < newest) open.view = null
  }
}
