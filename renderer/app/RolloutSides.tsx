import { useApp } from '../state/store-context.ts'
import { ReleaseSides } from '../ui/ReleaseSides.tsx'

/** The two releases of the rollout, in the top bar. */
export function RolloutSides() {
  const a = useApp((state) => (state.route.view === 'rollout' ? state.route.a : null))
  const b = useApp((state) => (state.route.view === 'rollout' ? state.route.b : null))
  const stored = useApp((state) => state.releases) ?? []
  const releases = stored.filter(({ removedAt }) => removedAt === null).map(({ release }) => release.name)
  const show = useApp((state) => state.showRollout)
  return <ReleaseSides releases={releases} a={a} b={b} onChange={(from, to) => show({ a: from, b: to, at: null })} />
}
