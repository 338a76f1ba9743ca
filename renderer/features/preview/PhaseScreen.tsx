import { CircleSlash, TriangleAlert } from 'lucide-react'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import { projectOf } from '../../state/route.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { DjangoFailure } from './DjangoFailure.tsx'

/** What stands in for a preview that is not there yet: under way, failed or cancelled. */
export function PhaseScreen() {
  const phase = useApp((state) => state.phase)
  const projectId = useApp((state) => projectOf(state.route))
  const job = useApp((state) => (state.phase.kind === 'running' ? state.jobs[state.phase.jobId] : undefined))
  const title = useApp((state) => (projectId === null ? undefined : state.projects[projectId]?.title))
  const startPreview = useApp((state) => state.startPreview)
  const loadProject = useApp((state) => state.loadProject)
  const cancel = useApp((state) => state.cancelJob)
  const openFolderDialog = useApp((state) => state.openFolderDialog)
  const navigate = useApp((state) => state.navigate)
  const isDjango = useApp((state) => projectId !== null && state.projects[projectId]?.kind === 'django')
  if (projectId === null) return null

  if (phase.kind === 'failed' && isDjango) return <DjangoFailure projectId={projectId} error={phase.error} />
  if (phase.kind === 'failed') {
    const isMissing = phase.error.code === 'missing-folder' || phase.error.code === 'not-found'
    return (
      <EmptyState
        isMain
        icon={<TriangleAlert size={22} />}
        title="The preview could not be made"
        text={phase.error.message}
      >
        <Button look="primary" onPress={() => void loadProject(projectId)}>
          Try again
        </Button>
        {isMissing && <Button onPress={openFolderDialog}>Open folders…</Button>}
        <Button onPress={() => navigate({ view: 'welcome' })}>Start page</Button>
      </EmptyState>
    )
  }
  if (phase.kind === 'cancelled') {
    const known =
      phase.total > 0 ? `Cancelled after ${formatCount(phase.done)} of ${formatCount(phase.total)} files` : 'Cancelled'
    return (
      <EmptyState
        isMain
        icon={<CircleSlash size={22} />}
        title={known}
        text="Nothing was written. What was read is remembered, so the next run goes faster."
      >
        <Button look="primary" onPress={() => void startPreview(projectId)}>
          Run again
        </Button>
        <Button onPress={() => navigate({ view: 'welcome' })}>Start page</Button>
      </EmptyState>
    )
  }
  return (
    <div className="loading" aria-busy="true">
      <div className="loading-head">
        <h1>{title === undefined ? 'Opening…' : `Previewing ${title}`}</h1>
        <div className="loading-progress">
          <ProgressBar label="Preview" done={job?.done ?? 0} total={job?.total ?? 0} />
          <span className="loading-step">
            {job === undefined || job.step === '' ? 'Asking the engine' : job.step}
            {job !== undefined && job.total > 0 && `: ${formatCount(job.done)} of ${formatCount(job.total)}`}
          </span>
          {job !== undefined && <Button onPress={() => void cancel(job.id)}>Cancel</Button>}
        </div>
      </div>
      <div className="skeleton" aria-hidden="true">
        {SKELETON.map((width, index) => (
          <div key={index} className="skeleton-row">
            <span className="skeleton-bar" style={{ width: `${width * 2}%`, marginLeft: `${(index % 4) * 16}px` }} />
            <span className="skeleton-bar" style={{ width: '70%' }} />
            <span className="skeleton-bar" style={{ width: '50%' }} />
          </div>
        ))}
      </div>
    </div>
  )
}

/** Widths of the grey lines, in percent: uneven, as names are. */
const SKELETON = [14, 22, 18, 26, 16, 20, 28, 15, 24, 19, 21, 17, 25, 18]
