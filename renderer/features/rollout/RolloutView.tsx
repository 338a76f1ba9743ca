import { Route as RouteIcon, TriangleAlert } from 'lucide-react'
import { useEffect } from 'react'
import { nearestPairs } from '../../state/nearest-pairs.ts'
import { NO_ROLLOUT, type RolloutRoute } from '../../state/route.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { LoadingScreen } from '../../ui/LoadingScreen.tsx'
import { RolloutScreen } from './RolloutScreen.tsx'
import './rollout.css'

/** Which visitor breaks while one release follows another, and until when. */
export function RolloutView() {
  const route = useApp((state) => (state.route.view === 'rollout' ? state.route : null))
  return route === null ? null : <Phases route={route} />
}

function Phases({ route }: { readonly route: RolloutRoute }) {
  const { a, b, topology, plan, beside, besidePlan } = route
  const phase = useApp((state) => state.rolloutPhase)
  const rollout = useApp((state) => state.rollout)
  const load = useApp((state) => state.loadRolloutChoices)
  const play = useApp((state) => state.playRollout)
  const playBeside = useApp((state) => state.playBeside)
  useEffect(() => void load(), [load])
  useEffect(() => {
    void play({ ...NO_ROLLOUT, a, b, topology, plan })
  }, [a, b, topology, plan, play])
  const rolloutId = rollout?.rolloutId
  useEffect(() => {
    if (rolloutId !== undefined) void playBeside(beside, besidePlan)
  }, [rolloutId, beside, besidePlan, playBeside])

  if (a === null || b === null) return <Choosing />
  if (phase.kind === 'failed')
    return (
      <EmptyState
        isMain
        icon={<TriangleAlert size={22} />}
        title={phase.error.code === 'cancelled' ? 'Cancelled' : 'The rollout could not be played'}
        text={phase.error.message}
      >
        <Button look="primary" onPress={() => void play(route)}>
          Try again
        </Button>
      </EmptyState>
    )
  if (rollout === null) return <Reading />
  return <RolloutScreen route={route} rollout={rollout} />
}

function Choosing() {
  const releases = useApp((state) => state.releases)
  const trySample = useApp((state) => state.rolloutSample)
  const rollOut = useApp((state) => state.rollOut)
  const projectId = useApp((state) => state.lastPreview?.projectId ?? null)
  const title = useApp(({ projects }) => (projectId === null ? undefined : projects[projectId]?.title))
  const pairs = nearestPairs(releases, projectId === null ? null : { id: projectId, title })
  const text =
    releases === null || pairs.length > 0
      ? 'Choose the release that is live (From) and the one that comes (To) in the bar above. Staticscope plays the deploy on their real files and names every page that breaks, when, and why.'
      : 'A rollout needs two releases: the one that is live and the one that comes. Take them first, or see the story on the sample’s two releases.'
  return (
    <EmptyState isMain icon={<RouteIcon size={22} />} title="Who breaks while a release is rolled out?" text={text}>
      {pairs.map(({ label, a, b }, at) => (
        <Button key={label} look={at === 0 ? 'primary' : 'plain'} onPress={() => rollOut(a, b)}>
          {label}
        </Button>
      ))}
      <Button look={pairs.length === 0 ? 'primary' : 'plain'} onPress={() => void trySample()}>
        Try the sample’s two releases
      </Button>
    </EmptyState>
  )
}

function Reading() {
  const jobId = useApp((state) => (state.rolloutPhase.kind === 'reading' ? state.rolloutPhase.jobId : null))
  const job = useApp((state) => (jobId === null ? undefined : state.jobs[jobId]))
  const cancel = useApp((state) => state.cancelJob)
  return (
    <LoadingScreen
      title="Reading the two releases…"
      label="Rollout"
      work={job}
      onCancel={() => job !== undefined && void cancel(job.id)}
    />
  )
}
