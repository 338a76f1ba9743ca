import type { VIEW_METHODS } from '../../../shared/contract/view-methods.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { HostParts, Implementations } from './implementations.ts'

/** The methods on a preview's rows, for the one list of what the engine's side does. */
export function viewMethods(parts: HostParts): Pick<Implementations, keyof typeof VIEW_METHODS> {
  const { previews, views } = parts
  return {
    'view.open': async ({ projectId, query, expanded }, signal) => {
      const { outlines, revision } = previews.get(projectId)
      const view = await outlines.open(query, expanded, signal)
      if (previews.find(projectId)?.revision !== revision)
        throw new InspectorError('not-found', 'The preview was renewed. Open the view again.')
      return { viewId: views.add(projectId, revision, view), revision, total: view.total, counts: view.counts }
    },
    'view.rows': ({ viewId, offset, limit }) => {
      const view = views.get(viewId)
      return { total: view.total, rows: view.rows(offset, limit) }
    },
    'view.toggle': ({ viewId, key, expanded }) => {
      const view = views.get(viewId)
      view.toggle(key, expanded)
      return { total: view.total }
    },
    'view.toggleAll': ({ viewId, expanded }) => {
      const view = views.get(viewId)
      view.toggleAll(expanded)
      return { total: view.total }
    },
    'view.locate': ({ viewId, name }) => {
      const view = views.get(viewId)
      const index = view.locate(name)
      return { total: view.total, index }
    },
    'view.treemap': ({ viewId, root, maxNodes }) => views.get(viewId).treemap(root, maxNodes),
    'view.close': ({ viewId }) => {
      views.close(viewId)
      return null
    },
  }
}
