import { Archive, PackagePlus, ShieldCheck } from 'lucide-react'
import { useEffect } from 'react'
import type { StoredRelease } from '../../../shared/model/release.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FailedTakes } from './FailedTakes.tsx'
import { describeReleases } from './release-words.ts'
import { ReleaseDetail } from './ReleaseDetail.tsx'
import { ReleaseList } from './ReleaseList.tsx'
import { RemovedReleases } from './RemovedReleases.tsx'
import { RunningTakes } from './RunningTakes.tsx'
import { StoreCheckCard } from './StoreCheckCard.tsx'
import './releases.css'

const NONE: readonly StoredRelease[] = []

/** The releases that are kept: where each comes from, and what can be done with it. */
export function ReleasesView() {
  const all = useApp((state) => state.releases)
  const error = useApp((state) => state.releasesError)
  const load = useApp((state) => state.loadReleases)
  const openTake = useApp((state) => state.openTake)
  const checkStore = useApp((state) => state.checkStore)
  const wanted = useApp((state) => (state.route.view === 'releases' ? state.route.release : null))
  const engine = useApp((state) => state.engine.state)
  useEffect(() => {
    if (engine === 'ready') void load()
  }, [load, engine])

  const kept = all?.filter(({ removedAt }) => removedAt === null) ?? NONE
  const removed = all?.filter(({ removedAt }) => removedAt !== null) ?? NONE
  const selected = kept.find(({ release }) => release.name === wanted) ?? kept[0]

  if (error !== null) {
    return (
      <EmptyState isMain icon={<Archive size={20} />} title="The releases could not be read" text={error}>
        <Button onPress={() => void load()}>Try again</Button>
      </EmptyState>
    )
  }
  return (
    <div className="releases" aria-busy={all === null}>
      <header className="releases-head">
        <div>
          <h1>{all === null ? 'Reading the releases…' : describeReleases(kept)}</h1>
          <p>One state of your static files under a name, to compare, to keep and to go back to.</p>
        </div>
        <div className="releases-tools">
          {kept.length > 0 && (
            <Button onPress={() => void checkStore()}>
              <ShieldCheck size={15} aria-hidden="true" /> Check the store
            </Button>
          )}
          <Button look="primary" onPress={() => openTake()}>
            <PackagePlus size={15} aria-hidden="true" /> Take a release…
          </Button>
        </div>
      </header>
      <div className="releases-news">
        <RunningTakes />
        <FailedTakes />
        <StoreCheckCard />
      </div>
      {all !== null && kept.length === 0 && <NoReleases />}
      {selected !== undefined && (
        <div className="releases-panes">
          <ReleaseList kept={kept} selected={selected.release.name} />
          <ReleaseDetail key={selected.release.name} stored={selected} others={kept} />
        </div>
      )}
      {removed.length > 0 && <RemovedReleases removed={removed} kept={kept} />}
    </div>
  )
}

function NoReleases() {
  const takeSample = useApp((state) => state.takeSample)
  const openTake = useApp((state) => state.openTake)
  return (
    <EmptyState
      icon={<Archive size={20} />}
      title="Keep the state that is live now"
      text="Take a release of the open project, a commit, a collected folder, an archive or a staticfiles.json. With two of them, Compare tells what changed and which edit caused it."
    >
      <Button onPress={() => openTake()}>Take a release…</Button>
      <Button onPress={() => void takeSample()}>Try the sample’s two releases</Button>
    </EmptyState>
  )
}
