import { viewQuerySchema } from '../../shared/model/preview.ts'
import type { PreviewRoute } from './route.ts'

/** The preview of a project as it opens at first. Apart from `route.ts`, so that views that need a route need no schema. */
export function previewOf(projectId: string): PreviewRoute {
  const query = viewQuerySchema.parse({})
  return { view: 'preview', projectId, name: null, tab: 'overview', panel: 'files', query }
}
