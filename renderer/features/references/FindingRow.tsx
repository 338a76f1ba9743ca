import { ChevronDown, ChevronRight } from 'lucide-react'
import type { CSSProperties } from 'react'
import type { CheckFinding } from '../../../shared/model/check.ts'
import { browserWord, djangoWord } from '../../../shared/text/describe-references.ts'
import { plural } from '../../../shared/text/plural.ts'
import { SEVERITY_LOOKS } from '../../../shared/text/severity-looks.ts'
import type { SizedGroup } from '../../state/slices/check-findings.ts'
import { useApp } from '../../state/store-context.ts'
import { CutName, PathEnd } from '../../ui/CutName.tsx'
import { outlineRowId } from '../../ui/OutlineGrid.tsx'
import { Tag } from '../../ui/Tag.tsx'

type Place = {
  readonly index: number
  readonly style: CSSProperties
  readonly setSize: number
  readonly position: number
  readonly isActive: boolean
}

/** The head of a group. */
export function GroupRow({
  group,
  isOpen,
  ...place
}: Place & { readonly group: SizedGroup; readonly isOpen: boolean }) {
  const toggle = useApp((state) => state.toggleFindingGroup)
  const Twisty = isOpen ? ChevronDown : ChevronRight
  return (
    <div
      role="row"
      id={outlineRowId(place.index)}
      className={`row row-group${place.isActive ? ' row-active' : ''}`}
      style={place.style}
      aria-level={1}
      aria-posinset={place.position}
      aria-setsize={place.setSize}
      aria-rowindex={place.index + 2}
      aria-expanded={isOpen}
      aria-selected={false}
      onClick={() => toggle(group.key, !isOpen)}
    >
      <div role="gridcell" className="cell cell-whole" aria-colspan={5}>
        <span className="twisty" aria-hidden="true">
          <Twisty size={14} />
        </span>
        <b className="group-label" title={group.label}>
          {group.label === '' ? 'none' : group.label}
        </b>
        <span className="row-count">{plural(group.findings, 'finding')}</span>
      </div>
    </div>
  )
}

/** One finding: its code, where it stands, what it asks for, and both verdicts. */
export function FindingRow({ finding, ...place }: Place & { readonly finding: CheckFinding }) {
  const activate = useApp((state) => state.activateFinding)
  const openDetail = useApp((state) => state.openDetail)
  const isSelected = useApp((state) => state.route.view === 'references' && state.route.selected === finding.id)
  const { sign, tone } = SEVERITY_LOOKS[finding.severity]
  const line = finding.line === null ? '' : `:${finding.line}${finding.column === null ? '' : `:${finding.column}`}`
  return (
    <div
      role="row"
      id={outlineRowId(place.index)}
      className={`row${place.isActive ? ' row-active' : ''}${isSelected ? ' row-selected' : ''}`}
      style={place.style}
      aria-level={2}
      aria-posinset={place.position}
      aria-setsize={place.setSize}
      aria-rowindex={place.index + 2}
      aria-selected={isSelected}
      onClick={() => void activate(place.index).then(() => openDetail(false))}
    >
      <div role="gridcell" className="cell cell-code" title={finding.message}>
        <Tag tone={tone} sign={sign} text={finding.code} />
        {finding.expired !== null && <span className="dim"> back since {finding.expired.expires}</span>}
      </div>
      <div role="gridcell" className="cell code">
        <PathEnd path={finding.file === '' ? 'the whole project' : `${finding.file}${line}`} />
      </div>
      <div role="gridcell" className="cell code dim">
        {finding.target !== null && <CutName name={finding.target} />}
      </div>
      <div role="gridcell" className="cell">
        <span className="cell-text" title={djangoWord(finding)}>
          {djangoWord(finding)}
        </span>
      </div>
      <div role="gridcell" className="cell">
        <span className="cell-text" title={browserWord(finding)}>
          {browserWord(finding)}
        </span>
      </div>
    </div>
  )
}
