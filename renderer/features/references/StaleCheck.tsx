import { RefreshCw } from 'lucide-react'
import type { CheckSummary } from '../../../shared/model/check.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'

/** Says that the check is older than the newest preview, or that checking again has failed. */
export function StaleCheck({ summary }: { readonly summary: CheckSummary }) {
  const revision = useApp((state) =>
    state.summary?.projectId === summary.projectId ? state.summary.revision : summary.revision,
  )
  const phase = useApp((state) => state.checkPhase)
  const startCheck = useApp((state) => state.startCheck)
  const words =
    phase.kind === 'failed'
      ? `Checking again failed: ${phase.error.message}`
      : revision !== summary.revision
        ? 'The files have been read anew since this check. What is listed may be out of date.'
        : null
  if (words === null) return null
  return (
    <div className="check-stale" role="status">
      <span>{words}</span>
      <Button isDisabled={phase.kind === 'running'} onPress={() => void startCheck(summary.projectId)}>
        <RefreshCw size={14} aria-hidden="true" />
        Check again
      </Button>
    </div>
  )
}
