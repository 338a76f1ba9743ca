import { CircleSlash, TriangleAlert } from 'lucide-react'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import { projectOf } from '../../state/route.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { LoadingScreen } from '../../ui/LoadingScreen.tsx'
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
    <LoadingScreen
      title={title === undefined ? 'Opening…' : `Previewing ${title}`}
      label="Preview"
      work={job}
      onCancel={() => job !== undefined && void cancel(job.id)}
    />
  )
}
