import { projectOf } from '../state/route.ts'
import { useApp } from '../state/store-context.ts'
import { TwoSides } from './TwoSides.tsx'

/** The two sides of the comparison: its project's working tree among them. */
export function CompareSides() {
  // Sides stay the same objects while other parts of the route change, as they do with each row that is gone to.
  const a = useApp(({ route }) => (route.view === 'compare' ? route.a : null))
  const b = useApp(({ route }) => (route.view === 'compare' ? route.b : null))
  const projectId = useApp(({ route }) => projectOf(route))
  const show = useApp((state) => state.showComparison)
  return <TwoSides a={a} b={b} projectId={projectId} onChange={(from, to) => show({ a: from, b: to, name: null })} />
}
