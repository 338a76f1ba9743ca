import { Archive, Eye, FileCog, Link, type LucideIcon, Route as RouteIcon, Settings, Split } from 'lucide-react'
import { useApp } from '../state/store-context.ts'
import { previewOf } from '../state/preview-of.ts'
import { referencesOf } from '../state/references-of.ts'
import { projectOf, type Route } from '../state/route.ts'

/** The views, on the left edge. */
export function Rail() {
  const view = useApp((state) => state.route.view)
  // Of a view without a project, such as a rollout, the one that was shown last: nothing here moves from view to view.
  const projectId = useApp((state) => projectOf(state.route) ?? state.lastPreview?.projectId ?? null)
  const lastPreview = useApp((state) => state.lastPreview)
  const lastReferences = useApp((state) => state.lastReferences)
  const navigate = useApp((state) => state.navigate)
  const goToRollout = useApp((state) => state.goToRollout)
  const goToComparison = useApp((state) => state.goToComparison)
  const isDjango = useApp((state) => projectId !== null && state.projects[projectId]?.kind === 'django')
  const goToPreview = () => {
    if (projectId === null) navigate({ view: 'welcome' })
    else navigate(lastPreview?.projectId === projectId ? lastPreview : previewOf(projectId))
  }
  return (
    <nav className="rail" aria-label="Views">
      <RailItem view="preview" icon={Eye} label="Preview" onGo={() => view !== 'preview' && goToPreview()} />
      <RailItem view="compare" icon={Split} label="Compare" onGo={goToComparison} />
      {projectId !== null && (
        <RailItem
          view="references"
          icon={Link}
          label="References"
          onGo={() =>
            view !== 'references' &&
            navigate(lastReferences?.projectId === projectId ? lastReferences : referencesOf(projectId))
          }
        />
      )}
      <RailItem view="rollout" icon={RouteIcon} label="Rollout" onGo={goToRollout} />
      {projectId !== null && isDjango && (
        <RailItem view="card" icon={FileCog} label="Project" onGo={() => navigate({ view: 'card', projectId })} />
      )}
      <RailItem
        view="releases"
        icon={Archive}
        label="Releases"
        onGo={() => view !== 'releases' && navigate({ view: 'releases', projectId, release: null })}
      />
      <RailItem
        view="settings"
        icon={Settings}
        label="Settings"
        onGo={() => navigate({ view: 'settings', projectId })}
        isLast
      />
    </nav>
  )
}

type ItemProps = {
  readonly view: Route['view']
  readonly icon: LucideIcon
  readonly label: string
  readonly onGo: () => void
  /** Stands at the lower end. */
  readonly isLast?: boolean
}

function RailItem({ view, icon: Icon, label, onGo, isLast = false }: ItemProps) {
  const isShown = useApp((state) => state.route.view === view)
  return (
    <button
      type="button"
      className={isLast ? 'rail-item rail-end' : 'rail-item'}
      aria-current={isShown ? 'page' : undefined}
      onClick={onGo}
    >
      <Icon size={18} strokeWidth={1.8} aria-hidden="true" />
      {label}
    </button>
  )
}
