import { formatCount } from '../../../shared/text/format-bytes.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'

/** Releases that are being taken, written or checked. The work goes on when the view is left. */
export function RunningTakes() {
  const jobs = useApp((state) => state.jobs)
  const cancel = useApp((state) => state.cancelJob)
  const running = Object.values(jobs).filter(
    ({ state, kind }) =>
      state === 'running' && (kind === 'release' || kind === 'export-release' || kind === 'check-releases'),
  )
  return running.map((job) => (
    <div key={job.id} className="take-running">
      <b>{job.title}</b>
      <span className="dim">{job.step}</span>
      <ProgressBar label={`${job.title}, progress`} done={job.done} total={job.total} />
      {job.total > 0 && (
        <span className="dim">
          {formatCount(job.done)} of {formatCount(job.total)}
        </span>
      )}
      <Button look="quiet" onPress={() => void cancel(job.id)}>
        Cancel
      </Button>
    </div>
  ))
}
