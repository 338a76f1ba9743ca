import { CircleCheck } from 'lucide-react'
import { useCallback } from 'react'
import { baseIdOf } from '../../../shared/text/what-if-id.ts'
import { projectOf } from '../../state/route.ts'
import { rowAt } from '../../state/row-pages.ts'
import { useApp } from '../../state/store-context.ts'
import { CutName } from '../../ui/CutName.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { SEVERITY_LOOKS } from './FindingLine.tsx'
import { LineList } from '../../ui/LineList.tsx'

/** Every finding: what stops collectstatic, and what breaks in silence. */
export function FindingsPanel() {
  const findings = useApp((state) => state.findings)
  const readFindings = useApp((state) => state.readFindings)
  const goToFile = useApp((state) => state.goToFile)
  const navigate = useApp((state) => state.navigate)
  const projectId = useApp((state) => projectOf(state.route))
  const selected = useApp((state) => (state.route.view === 'preview' ? state.route.name : null))
  const onRange = useCallback((first: number, last: number) => void readFindings(first, last), [readFindings])
  if (findings.total === 0) {
    return (
      <EmptyState
        icon={<CircleCheck size={20} />}
        title="No findings"
        text="Nothing in these folders breaks, loudly or in silence."
      />
    )
  }
  return (
    <LineList
      label="All findings"
      total={findings.total}
      onRange={onRange}
      onOpen={(index) => {
        const finding = rowAt(findings, index)
        if (finding === undefined) return
        if (finding.name !== '') goToFile(finding.name, { tab: 'overview' })
        // The card has the code of the class, and a way back.
        else if (finding.code === 'not-emulated' && projectId !== null)
          navigate({ view: 'card', projectId: baseIdOf(projectId) })
      }}
      isSelected={(index) => selected !== null && rowAt(findings, index)?.name === selected}
      line={(index) => {
        const finding = rowAt(findings, index)
        if (finding === undefined) return <span className="skeleton-bar" />
        const { sign, text, tone } = SEVERITY_LOOKS[finding.severity]
        return (
          <>
            <span className="line-tag">
              <Tag tone={tone} sign={sign} text={text} />
            </span>
            <span className="line-place">
              <CutName name={finding.name === '' ? 'the whole project' : finding.name} />
              {finding.line !== null && <span className="dim">{`:${finding.line}`}</span>}
            </span>
            <span className="line-words" title={finding.message}>
              {finding.message}
              {finding.code === 'not-emulated' && <span className="dim"> · code in the settings card</span>}
            </span>
          </>
        )
      }}
    />
  )
}
