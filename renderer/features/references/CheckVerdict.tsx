import { RefreshCw } from 'lucide-react'
import type { CheckSummary } from '../../../shared/model/check.ts'
import { referencesFacts, referencesVerdict } from '../../../shared/text/describe-references.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { ViewVerdict } from '../../ui/ViewVerdict.tsx'

/** One sentence with numbers, the facts below it, and the way to the next finding. */
export function CheckVerdict({ summary }: { readonly summary: CheckSummary }) {
  const startCheck = useApp((state) => state.startCheck)
  const stepFinding = useApp((state) => state.stepFinding)
  const openDetail = useApp((state) => state.openDetail)
  const isRunning = useApp((state) => state.checkPhase.kind === 'running')
  const hasFindings = useApp((state) => (state.findingRows?.groups.length ?? 0) > 0)
  const isFindings = useApp((state) => state.route.view === 'references' && state.route.list === 'findings')
  const { tone, sentence } = referencesVerdict(summary)
  return (
    <ViewVerdict
      tone={tone}
      sentence={sentence}
      facts={referencesFacts(summary)}
      actions={
        <>
          <Button isDisabled={isRunning} onPress={() => void startCheck(summary.projectId)}>
            <RefreshCw size={14} aria-hidden="true" />
            Check again
          </Button>
          {isFindings && hasFindings && (
            <Button look="primary" onPress={() => void stepFinding(true).then(() => openDetail(false))}>
              Next finding
            </Button>
          )}
        </>
      }
    />
  )
}
