import { CircleSlash, Split, TriangleAlert } from 'lucide-react'
import { nearestPairs } from '../../state/nearest-pairs.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { LoadingScreen } from '../../ui/LoadingScreen.tsx'

/** What stands in for a comparison that is not there yet: nothing chosen, under way, failed or cancelled. */
export function ComparePhase() {
  const phase = useApp((state) => state.comparisonPhase)
  const start = useApp((state) => state.startComparison)
  switch (phase.kind) {
    case 'failed':
      return (
        <EmptyState
          isMain
          icon={<TriangleAlert size={22} />}
          title="The releases could not be compared"
          text={phase.error.message}
        >
          <Button look="primary" onPress={() => void start()}>
            Try again
          </Button>
        </EmptyState>
      )
    case 'cancelled':
      return (
        <EmptyState
          isMain
          icon={<CircleSlash size={22} />}
          title="Cancelled"
          text="Nothing was kept of this comparison."
        >
          <Button look="primary" onPress={() => void start()}>
            Compare again
          </Button>
        </EmptyState>
      )
    case 'running':
    case 'ready':
      return <Running jobId={phase.kind === 'running' ? phase.jobId : null} />
    case 'none':
      return <NothingChosen />
  }
}

function Running({ jobId }: { readonly jobId: string | null }) {
  const job = useApp((state) => (jobId === null ? undefined : state.jobs[jobId]))
  const cancel = useApp((state) => state.cancelJob)
  return (
    <LoadingScreen
      title={job?.title ?? 'Comparing…'}
      label="Comparison"
      work={job}
      onCancel={() => job !== undefined && void cancel(job.id)}
    />
  )
}

/** Says what can be compared, and offers what lies nearest. */
function NothingChosen() {
  const releases = useApp((state) => state.releases)
  const openTake = useApp((state) => state.openTake)
  const projectId = useApp(({ route }) => (route.view === 'compare' ? route.projectId : null))
  const title = useApp(({ projects }) => (projectId === null ? undefined : projects[projectId]?.title))
  const isTaking = useApp((state) => state.isTakingSample)
  const show = useApp((state) => state.showComparison)
  const compareSample = useApp((state) => state.compareSample)
  const pairs = nearestPairs(releases, projectId === null ? null : { id: projectId, title })
  return (
    <EmptyState
      isMain
      icon={<Split size={22} />}
      title="Which two releases?"
      text={
        pairs.length === 0
          ? 'A comparison tells which files changed, which edit caused it, and what visitors download again. Keep a release of this project first, or look at the sample’s two.'
          : 'Choose From and To above: releases that were kept, or the working tree of the open project.'
      }
    >
      {pairs.map(({ label, a, b }, at) => (
        <Button key={label} look={at === 0 ? 'primary' : 'plain'} onPress={() => show({ a, b, name: null })}>
          {label}
        </Button>
      ))}
      <Button onPress={() => openTake()}>Take a release…</Button>
      {!pairs.some(({ b }) => b.kind === 'release') && (
        <Button isDisabled={isTaking} onPress={() => void compareSample()}>
          {isTaking ? 'Taking the sample’s releases…' : 'Compare the sample’s two releases'}
        </Button>
      )}
    </EmptyState>
  )
}
