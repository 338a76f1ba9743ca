import { releaseChoices } from '../state/release-choices.ts'
import { useApp } from '../state/store-context.ts'
import { ReleaseSides } from '../ui/ReleaseSides.tsx'

/** The two releases of the rollout, in the top bar. */
export function RolloutSides() {
  const a = useApp((state) => (state.route.view === 'rollout' ? state.route.a : null))
  const b = useApp((state) => (state.route.view === 'rollout' ? state.route.b : null))
  const choices = releaseChoices(
    useApp((state) => state.releases),
    [a, b],
  )
  const show = useApp((state) => state.showRollout)
  return <ReleaseSides choices={choices} a={a} b={b} onChange={(from, to) => show({ a: from, b: to, at: null })} />
}
