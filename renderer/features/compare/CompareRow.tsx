import { type CSSProperties, memo } from 'react'
import type { ComparisonRow } from '../../../shared/model/comparison-view.ts'
import { formatChange, formatCount, formatExactBytes } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'
import { useAppStore } from '../../state/store-context.ts'
import { HashedName } from '../../ui/HashedName.tsx'
import { OutlineName } from '../../ui/OutlineName.tsx'
import { OutlineRowFrame } from '../../ui/OutlineRowFrame.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { CauseTags } from './CauseTags.tsx'

type Props = {
  readonly row: ComparisonRow
  readonly index: number
  readonly style: CSSProperties
  readonly isActive: boolean
  readonly isSelected: boolean
}

/** A folder or a file of a comparison in one line. */
export const CompareRow = memo(function CompareRow({ row, index, style, isActive, isSelected }: Props) {
  const store = useAppStore()
  const toggle = (expanded: boolean) => void store.getState().toggleComparisonRow(row.key, expanded)
  return (
    <OutlineRowFrame
      row={row}
      index={index}
      style={style}
      isActive={isActive}
      isSelected={isSelected}
      onChoose={() => {
        const { activateComparisonRow, openDetail } = store.getState()
        void activateComparisonRow(index).then(() => openDetail(false))
      }}
      onToggle={() => toggle(row.expanded !== true)}
    >
      <OutlineName
        row={row}
        className={row.kind === 'group' ? 'name-group' : 'name-file'}
        count={row.kind === 'group' ? plural(row.files, 'file') : null}
        onToggle={(_, expanded) => toggle(expanded)}
      />
      <div role="gridcell" className="cell cell-cause">
        {row.cause === null ? <GroupCounts row={row} /> : <FileCause row={row} cause={row.cause} />}
      </div>
      <div role="gridcell" className="cell cell-before dim">
        {row.hashedA !== null && <HashedName name={row.from ?? row.name} hashedName={row.hashedA} />}
      </div>
      <div role="gridcell" className="cell">
        {row.hashedB !== null && <HashedName name={row.name} hashedName={row.hashedB} />}
      </div>
      <div role="gridcell" className="cell cell-number" title={sizesOf(row)}>
        {row.change === null ? '?' : formatChange(row.change)}
      </div>
    </OutlineRowFrame>
  )
})

function FileCause({
  row,
  cause,
}: {
  readonly row: ComparisonRow
  readonly cause: NonNullable<ComparisonRow['cause']>
}) {
  const because = row.root === null ? '' : `← ${baseOf(row.root)}${row.rootCount > 1 ? ` +${row.rootCount - 1}` : ''}`
  const drags = row.blastFiles > 0 ? `drags ${formatCount(row.blastFiles)} along` : ''
  const words = row.from !== null ? `from ${row.from}` : because !== '' ? because : drags
  return (
    <>
      <CauseTags cause={cause} alarm={row.alarm} />
      {words !== '' && (
        <span className="cause-words" title={row.root === null ? words : `because of ${row.root}`}>
          {words}
        </span>
      )}
    </>
  )
}

/** How many of which are below a group. */
function GroupCounts({ row }: { readonly row: ComparisonRow }) {
  return (
    <>
      {row.alarms > 0 && <Tag sign="!" tone="fatal" text={<Counted count={row.alarms} word="alarm" />} />}
      {row.own > 0 && <Tag sign="●" tone="own" text={<Counted count={row.own} word="change by an author" />} />}
      {row.ripple > 0 && <Tag sign="◇" tone="ripple" text={<Counted count={row.ripple} word="ripple" />} />}
    </>
  )
}

function Counted({ count, word }: { readonly count: number; readonly word: string }) {
  return (
    <>
      {formatCount(count)}
      <span className="sr-only"> {word}</span>
    </>
  )
}

function sizesOf({ kind, sizeA, sizeB, change }: ComparisonRow): string {
  if (kind === 'group') return change === null ? '' : formatExactBytes(Math.abs(change))
  const words = (size: number | null) => (size === null ? 'none or unknown' : formatExactBytes(size))
  return `${words(sizeA)} → ${words(sizeB)}`
}

function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}
