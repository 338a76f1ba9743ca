import { CircleSlash, TriangleAlert } from 'lucide-react'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import { projectOf } from '../../state/route.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'

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
    <div className="loading" aria-busy="true">
      <div className="loading-head">
        <h1>Checking references</h1>
        <div className="loading-progress">
          <ProgressBar label="Check" done={job?.done ?? 0} total={job?.total ?? 0} />
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
            <span className="skeleton-bar" style={{ width: `${width * 2}%` }} />
            <span className="skeleton-bar" style={{ width: '70%' }} />
            <span className="skeleton-bar" style={{ width: '50%' }} />
          </div>
        ))}
      </div>
    </div>
  )
}

/** Widths of the grey lines, in percent: uneven, as names are. */
const SKELETON = [22, 14, 18, 26, 16, 20, 15, 28, 24, 19, 21, 17]
