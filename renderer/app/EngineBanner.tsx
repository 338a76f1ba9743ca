import { TriangleAlert } from 'lucide-react'
import { useApp } from '../state/store-context.ts'

/** Tells that the engine stopped, and why, until it is back. */
export function EngineBanner() {
  const engine = useApp((state) => state.engine)
  if (engine.state !== 'gone') return null
  return (
    <div className="banner banner-bad" role="alert">
      <TriangleAlert size={15} aria-hidden="true" />
      <span>
        <b>The engine stopped.</b> {engine.reason === '' ? 'It gave no reason.' : engine.reason} What is shown stays,
        but cannot be refreshed until it is back.
      </span>
    </div>
  )
}
