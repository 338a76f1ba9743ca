import { useApp } from '../state/store-context.ts'
import { TwoSides } from './TwoSides.tsx'

/** The two sides of the rollout: the working tree of the project that was shown last among them. */
export function RolloutSides() {
  const a = useApp(({ route }) => (route.view === 'rollout' ? route.a : null))
  const b = useApp(({ route }) => (route.view === 'rollout' ? route.b : null))
  const projectId = useApp((state) => state.lastPreview?.projectId ?? null)
  const show = useApp((state) => state.showRollout)
  return (
    <TwoSides
      a={a}
      b={b}
      projectId={projectId}
      onChange={(from, to) => show({ a: from, b: to, at: null, selected: null })}
    />
  )
}
