import type { Job } from '../../shared/model/job.ts'
import { formatCount } from '../../shared/text/format-bytes.ts'
import { verificationBadge } from '../../shared/text/describe-verification.ts'
import { plural } from '../../shared/text/plural.ts'
import { projectOf } from '../state/route.ts'
import { useApp } from '../state/store-context.ts'
import { Button } from '../ui/Button.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'

/** The bottom line: which rules apply, what was found, what runs. */
export function StatusBar() {
  const summary = useApp((state) => (state.route.view === 'welcome' ? null : state.summary))
  const engine = useApp((state) => state.engine.state)
  const jobs = useApp((state) => state.jobs)
  const card = useApp((state) => {
    const id = projectOf(state.route)
    return id !== null && state.projects[id]?.kind === 'django' ? id : null
  })
  const navigate = useApp((state) => state.navigate)
  const isPreview = useApp((state) => state.route.view === 'preview')
  const showPreview = useApp((state) => state.showPreview)
  const watching = useApp((state) => (state.route.view === 'preview' ? state.freshness?.watching : undefined))
  const running = Object.values(jobs).filter((job) => job.state === 'running')
  return (
    <footer className="status" aria-label="Status">
      {summary !== null && (
        <>
          <span
            title={
              summary.django.newerThanKnown
                ? `Newer than every known version: the rules of ${summary.django.rules} are used`
                : undefined
            }
          >
            <b>Django {summary.django.version}</b> rules {summary.django.family}
            {summary.django.newerThanKnown && ' (newest known)'}
          </span>
          <span className="status-storage" title={summary.storageClass}>
            {summary.storageClass.split('.').at(-1)}
            {summary.settings.manifestStrict &&
            summary.settings.storage !== 'plain' &&
            summary.settings.storage !== 'whitenoise'
              ? ' · strict'
              : ''}
          </span>
        </>
      )}
      {card !== null && (
        <Button look="link" onPress={() => navigate({ view: 'card', projectId: card })}>
          Settings card
        </Button>
      )}
      {summary !== null && <VerifiedBadge />}
      <span className="status-end" />
      {summary !== null && isPreview && (
        <Button look="link" onPress={() => showPreview({ panel: 'findings' })}>
          {plural(summary.counts.findings, 'finding')}
        </Button>
      )}
      {running.map((job) => (
        <RunningJob key={job.id} job={job} />
      ))}
      {running.length === 0 && watching === 'polling' && (
        <span title="The system cannot tell of every change here: too few watches, or a network folder. The folders are looked at every few seconds.">
          Looking for changes every few seconds
        </span>
      )}
      {running.length === 0 && <span className={`status-engine status-engine-${engine}`}>{ENGINE_WORDS[engine]}</span>}
    </footer>
  )
}

/** Whether real Django agreed with what is shown, and whether that still holds. */
function VerifiedBadge() {
  const state = useApp((app) => app.verification)
  const isChanged = useApp((app) => app.freshness !== null && !app.freshness.fresh)
  const showPreview = useApp((app) => app.showPreview)
  if (state === null) return null
  const stale = state.stale ?? (isChanged ? 'Static files changed' : null)
  return (
    <Button look="link" onPress={() => showPreview({ panel: 'verify' })}>
      {verificationBadge(state.verification, stale)}
    </Button>
  )
}

const ENGINE_WORDS = { starting: 'Engine starting', ready: 'Engine ready', gone: 'Engine stopped' } as const

function RunningJob({ job }: { readonly job: Job }) {
  const cancel = useApp((state) => state.cancelJob)
  return (
    <span className="status-job">
      <span className="status-step">{job.step === '' ? job.title : job.step}</span>
      <ProgressBar label={job.title} done={job.done} total={job.total} />
      {job.total > 0 && (
        <span>
          {formatCount(job.done)} of {formatCount(job.total)}
        </span>
      )}
      <Button look="link" aria-label={`Cancel: ${job.title}`} onPress={() => void cancel(job.id)}>
        Cancel
      </Button>
    </span>
  )
}
