import { Check, RefreshCw, TriangleAlert, X } from 'lucide-react'
import type { CheckSummary } from '../../../shared/model/check.ts'
import { referencesFacts, referencesVerdict } from '../../../shared/text/describe-references.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'

const SIGNS = {
  bad: <X size={18} strokeWidth={2} />,
  warn: <TriangleAlert size={17} strokeWidth={2} />,
  ok: <Check size={18} strokeWidth={2} />,
} as const

/** One sentence with numbers, the facts below it, and the way to the next finding. */
export function CheckVerdict({ summary }: { readonly summary: CheckSummary }) {
  const startCheck = useApp((state) => state.startCheck)
  const stepFinding = useApp((state) => state.stepFinding)
  const openDetail = useApp((state) => state.openDetail)
  const isRunning = useApp((state) => state.checkPhase.kind === 'running')
  const hasFindings = useApp((state) => (state.findingRows?.groups.length ?? 0) > 0)
  const isFindings = useApp((state) => state.route.view === 'references' && state.route.list === 'findings')
  const { tone, sentence } = referencesVerdict(summary)
  const facts = referencesFacts(summary).join(' · ')
  return (
    <header className="verdict">
      <div className={`verdict-sign tone-${tone}`} aria-hidden="true">
        {SIGNS[tone]}
      </div>
      <div className="verdict-words">
        <h1 title={sentence}>{sentence}</h1>
        <p title={facts}>{facts}</p>
      </div>
      <div className="verdict-actions">
        <Button isDisabled={isRunning} onPress={() => void startCheck(summary.projectId)}>
          <RefreshCw size={14} aria-hidden="true" />
          Check again
        </Button>
        {isFindings && hasFindings && (
          <Button look="primary" onPress={() => void stepFinding(true).then(() => openDetail(false))}>
            Next finding
          </Button>
        )}
      </div>
    </header>
  )
}
