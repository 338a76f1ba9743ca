import type { CheckFinding, FindingsList } from '../../../shared/model/check.ts'
import { describeFindingsChange } from '../../../shared/text/describe-findings-change.ts'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import { SEVERITY_LOOKS } from '../../../shared/text/severity-looks.ts'
import { referencesOf } from '../../state/references-of.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { ChipGroup } from '../../ui/ChipGroup.tsx'
import { Tag } from '../../ui/Tag.tsx'

const LISTS: readonly { readonly id: FindingsList; readonly label: string }[] = [
  { id: 'added', label: 'New' },
  { id: 'fixed', label: 'Fixed' },
  { id: 'remaining', label: 'Remaining' },
]

/** Which findings of the references are new in B, fixed since A, or remain. Both sides are checked when somebody asks. */
export function CompareFindings({ comparisonId }: { readonly comparisonId: string }) {
  const known = useApp((state) => state.comparedFindings)
  const isRunning = useApp((state) => state.isComparingFindings)
  const error = useApp((state) => state.comparedFindingsError)
  const compare = useApp((state) => state.compareFindings)
  const list = useApp((state) => state.listComparedFindings)
  const shown = known?.comparisonId === comparisonId ? known : null
  return (
    <section className="findings-change" aria-label="Findings of the references">
      <h3>Findings of the references</h3>
      {shown === null && (
        <>
          <p className="detail-note" role={error === null ? undefined : 'alert'}>
            {error?.message ?? 'Both sides are checked as References does it, by their own settings.'}
          </p>
          <Button isDisabled={isRunning} onPress={() => void compare()}>
            {isRunning ? 'Checking both sides…' : 'Compare the findings'}
          </Button>
        </>
      )}
      {shown !== null && (
        <>
          <p className="detail-note" role="status">
            {describeFindingsChange(shown.counts)}
          </p>
          {shown.counts !== null && (
            <ChipGroup
              label="Findings"
              look="chips"
              value={shown.list}
              choices={LISTS.map(({ id, label }) => ({ id, label, count: formatCount(shown.counts?.[id] ?? 0) }))}
              onChange={(id) => void list(id)}
            />
          )}
          {shown.findings.length > 0 && (
            <ul className="compare-list">
              {shown.findings.map((finding) => (
                <FindingLine key={`${finding.id} ${finding.file}`} finding={finding} isGone={shown.list === 'fixed'} />
              ))}
            </ul>
          )}
          {shown.counts !== null && shown.total === 0 && (
            <p className="detail-note">{shown.list === 'added' ? 'Nothing new.' : 'None.'}</p>
          )}
          {shown.findings.length < shown.total && (
            <Button look="link" onPress={() => void list(shown.list)}>
              {formatCount(shown.total - shown.findings.length)} more
            </Button>
          )}
          {shown.remarks.map((remark) => (
            <p key={remark} className="detail-note">
              {remark}
            </p>
          ))}
        </>
      )}
    </section>
  )
}

/** One finding; what is there in the open project can be looked at in References. */
function FindingLine({ finding, isGone }: { readonly finding: CheckFinding; readonly isGone: boolean }) {
  const projectId = useApp(({ route }) => (route.view === 'compare' ? route.projectId : null))
  const navigate = useApp((state) => state.navigate)
  const { code, severity, file, line, message, target } = finding
  const place = line === null ? file : `${file}:${line}`
  const { sign, tone } = SEVERITY_LOOKS[severity]
  return (
    <li>
      <Tag tone={tone} sign={sign} text={code} /> <span className="code">{place}</span> <span>{message}</span>{' '}
      {projectId !== null && !isGone && (
        <Button
          look="link"
          aria-label={`Show ${code} at ${place} in References`}
          onPress={() => navigate({ ...referencesOf(projectId), search: target ?? file })}
        >
          Show in References
        </Button>
      )}
    </li>
  )
}
