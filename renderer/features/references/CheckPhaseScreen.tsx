import { CircleSlash, TriangleAlert } from 'lucide-react'
import { projectOf } from '../../state/route.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { LoadingScreen } from '../../ui/LoadingScreen.tsx'

/** What stands in for a check that is not there yet: under way, failed or cancelled. */
export function CheckPhaseScreen() {
  const phase = useApp((state) => state.checkPhase)
  const projectId = useApp((state) => projectOf(state.route))
  const job = useApp((state) => (state.checkPhase.kind === 'running' ? state.jobs[state.checkPhase.jobId] : undefined))
  const startCheck = useApp((state) => state.startCheck)
  const loadCheck = useApp((state) => state.loadCheck)
  const cancel = useApp((state) => state.cancelJob)
  const navigate = useApp((state) => state.navigate)
  if (projectId === null) return null
  if (phase.kind === 'failed')
    return (
      <EmptyState
        isMain
        icon={<TriangleAlert size={22} />}
        title="The references could not be checked"
        text={phase.error.message}
      >
        <Button look="primary" onPress={() => void loadCheck(projectId)}>
          Try again
        </Button>
        <Button onPress={() => navigate({ view: 'welcome' })}>Start page</Button>
      </EmptyState>
    )
  if (phase.kind === 'cancelled')
    return (
      <EmptyState
        isMain
        icon={<CircleSlash size={22} />}
        title="The check was cancelled"
        text="Nothing was written. What was read is remembered, so the next check goes faster."
      >
        <Button look="primary" onPress={() => void startCheck(projectId)}>
          Check again
        </Button>
      </EmptyState>
    )
  return (
    <LoadingScreen
      title="Checking references"
      label="Check"
      work={job}
      onCancel={() => job !== undefined && void cancel(job.id)}
    />
  )
}
