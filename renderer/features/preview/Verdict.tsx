import { FlaskConical, FolderDown, RefreshCw } from 'lucide-react'
import type { PreviewSummary } from '../../../shared/model/preview.ts'
import { parseWhatIfId } from '../../../shared/text/what-if-id.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { ViewVerdict } from '../../ui/ViewVerdict.tsx'
import { useVerifyJob } from './use-verification.ts'
import { verdictWords } from './verdict-sentence.ts'

/** One sentence with numbers, the evidence below it, and the way to the first error. */
export function Verdict({ summary }: { readonly summary: PreviewSummary }) {
  const startPreview = useApp((state) => state.startPreview)
  const goToFile = useApp((state) => state.goToFile)
  // Only the project as it is can be held against its own Django, and written.
  const isWhatIf = parseWhatIfId(summary.projectId) !== null
  const isDjango = useApp((state) => !isWhatIf && state.projects[summary.projectId]?.kind === 'django')
  const startVerify = useApp((state) => state.startVerify)
  const isVerifying = useVerifyJob() !== null
  const openCollect = useApp((state) => state.openCollect)
  const isRunning = useApp((state) => state.phase.kind === 'running')
  const { tone, sentence, evidence } = verdictWords(summary)
  const failing = summary.firstError?.name ?? null
  return (
    <ViewVerdict
      tone={tone}
      sentence={sentence}
      facts={evidence}
      actions={
        <>
          <Button isDisabled={isRunning} onPress={() => void startPreview(summary.projectId)}>
            <RefreshCw size={14} aria-hidden="true" />
            Refresh
          </Button>
          {!isWhatIf && (
            <Button onPress={openCollect}>
              <FolderDown size={14} aria-hidden="true" />
              Collect…
            </Button>
          )}
          {isDjango && (
            <Button isDisabled={isVerifying} onPress={() => void startVerify()}>
              <FlaskConical size={14} aria-hidden="true" />
              Verify
            </Button>
          )}
          {failing !== null && (
            <Button look="primary" onPress={() => goToFile(failing, { tab: 'overview', panel: 'files' })}>
              First error
            </Button>
          )}
        </>
      }
    >
      {failing === null && summary.firstError !== null && (
        <p className="verdict-error">
          <b>{summary.firstError.type}</b>: {summary.firstError.message}
        </p>
      )}
    </ViewVerdict>
  )
}
