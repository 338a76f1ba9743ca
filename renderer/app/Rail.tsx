import { Archive, Eye, FileCog, Link, Route as RouteIcon, Settings, Split } from 'lucide-react'
import { useApp } from '../state/store-context.ts'
import { previewOf } from '../state/preview-of.ts'
import { referencesOf } from '../state/references-of.ts'
import { NO_ROLLOUT, projectOf } from '../state/route.ts'

/** The views, on the left edge. */
export function Rail() {
  const view = useApp((state) => state.route.view)
  const projectId = useApp((state) => projectOf(state.route))
  const lastPreview = useApp((state) => state.lastPreview)
  const lastReferences = useApp((state) => state.lastReferences)
  const lastRollout = useApp((state) => state.lastRollout)
  const navigate = useApp((state) => state.navigate)
  const goToComparison = useApp((state) => state.goToComparison)
  const isDjango = useApp((state) => projectId !== null && state.projects[projectId]?.kind === 'django')
  const goToPreview = () => {
    const isLast = lastPreview !== null && (projectId === null || lastPreview.projectId === projectId)
    navigate(isLast ? lastPreview : projectId === null ? { view: 'welcome' } : previewOf(projectId))
  }
  return (
    <nav className="rail" aria-label="Views">
      <button
        type="button"
        className="rail-item"
        aria-current={view === 'preview' ? 'page' : undefined}
        onClick={() => view !== 'preview' && goToPreview()}
      >
        <Eye size={18} strokeWidth={1.8} aria-hidden="true" />
        Preview
      </button>
      <button
        type="button"
        className="rail-item"
        aria-current={view === 'compare' ? 'page' : undefined}
        onClick={goToComparison}
      >
        <Split size={18} strokeWidth={1.8} aria-hidden="true" />
        Compare
      </button>
      {projectId !== null && (
        <button
          type="button"
          className="rail-item"
          aria-current={view === 'references' ? 'page' : undefined}
          onClick={() =>
            view !== 'references' &&
            navigate(lastReferences?.projectId === projectId ? lastReferences : referencesOf(projectId))
          }
        >
          <Link size={18} strokeWidth={1.8} aria-hidden="true" />
          References
        </button>
      )}
      <button
        type="button"
        className="rail-item"
        aria-current={view === 'rollout' ? 'page' : undefined}
        onClick={() => view !== 'rollout' && navigate(lastRollout ?? NO_ROLLOUT)}
      >
        <RouteIcon size={18} strokeWidth={1.8} aria-hidden="true" />
        Rollout
      </button>
      {projectId !== null && isDjango && (
        <button
          type="button"
          className="rail-item"
          aria-current={view === 'card' ? 'page' : undefined}
          onClick={() => navigate({ view: 'card', projectId })}
        >
          <FileCog size={18} strokeWidth={1.8} aria-hidden="true" />
          Card
        </button>
      )}
      <button
        type="button"
        className="rail-item"
        aria-current={view === 'releases' ? 'page' : undefined}
        onClick={() => view !== 'releases' && navigate({ view: 'releases', projectId, release: null })}
      >
        <Archive size={18} strokeWidth={1.8} aria-hidden="true" />
        Releases
      </button>
      <button
        type="button"
        className="rail-item rail-end"
        aria-current={view === 'settings' ? 'page' : undefined}
        onClick={() => navigate({ view: 'settings', projectId })}
      >
        <Settings size={18} strokeWidth={1.8} aria-hidden="true" />
        Settings
      </button>
    </nav>
  )
}
