import { ReceiptText, RefreshCw, Route as RouteIcon } from 'lucide-react'
import type { ComparisonSummary } from '../../../shared/model/comparison-view.ts'
import { countAlarms } from '../../../shared/text/cause-marks.ts'
import { describeDownload } from '../../../shared/text/describe-comparison.ts'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { ViewVerdict } from '../../ui/ViewVerdict.tsx'
import { CompareExport } from './CompareExport.tsx'

/** One sentence with numbers, what it costs below it, and what can be done with the comparison. */
export function CompareVerdict({ comparison }: { readonly comparison: ComparisonSummary }) {
  const start = useApp((state) => state.startComparison)
  const show = useApp((state) => state.showComparison)
  const openDetail = useApp((state) => state.openDetail)
  const isRunning = useApp((state) => state.comparisonPhase.kind === 'running')
  const hasWorkingTree = useApp(
    ({ route }) => route.view === 'compare' && (route.a?.kind === 'working' || route.b?.kind === 'working'),
  )
  const from = useApp(({ route }) => (route.view === 'compare' ? route.a : null))
  const to = useApp(({ route }) => (route.view === 'compare' ? route.b : null))
  const rollOut = useApp((state) => state.rollOut)
  const isStale = useApp(({ freshness }) => hasWorkingTree && freshness !== null && !freshness.fresh)
  const problem = useApp(({ comparisonPhase }) =>
    comparisonPhase.kind === 'failed' ? comparisonPhase.error.message : null,
  )
  const { verdict, ruleChanges, sentence } = comparison
  const alarms = countAlarms(verdict)
  const facts = [
    ...(alarms > 0 ? [plural(alarms, 'alarm')] : []),
    `${formatCount(verdict.statuses.unchanged)} unchanged`,
    describeDownload(comparison.cost.all),
    ...(ruleChanges.length > 0
      ? [plural(ruleChanges.length, 'setting') + (ruleChanges.length === 1 ? ' differs' : ' differ')]
      : []),
  ]
  return (
    <div className="compare-head">
      <ViewVerdict
        tone="own"
        sentence={sentence}
        facts={facts}
        actions={
          <>
            {hasWorkingTree && (
              <Button isDisabled={isRunning} onPress={() => void start()}>
                <RefreshCw size={14} aria-hidden="true" />
                Compare again
              </Button>
            )}
            <Button
              onPress={() => {
                show({ name: null })
                openDetail(true)
              }}
            >
              <ReceiptText size={14} aria-hidden="true" />
              Cost and settings
            </Button>
            {from !== null && to !== null && (
              <Button onPress={() => rollOut(from, to)}>
                <RouteIcon size={14} aria-hidden="true" />
                Rollout
              </Button>
            )}
            <CompareExport />
          </>
        }
      />
      {problem !== null && (
        <p className="banner banner-bad" role="alert">
          Comparing again failed: {problem} What stands below is the last comparison.
        </p>
      )}
      {isStale && (
        <p className="banner" role="status">
          Files of the working tree changed since.
          <Button look="link" onPress={() => void start()}>
            Compare again
          </Button>
        </p>
      )}
    </div>
  )
}
