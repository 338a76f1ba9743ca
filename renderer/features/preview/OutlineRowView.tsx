import { type CSSProperties, memo } from 'react'
import type { OutlineRow } from '../../../shared/model/preview.ts'
import { describeDifference } from '../../../shared/text/describe-difference.ts'
import { describeAction, describeMark, type MarkWords } from '../../../shared/text/describe-row.ts'
import { formatBytes, formatExactBytes } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'
import { useAppStore } from '../../state/store-context.ts'
import { PathEnd } from '../../ui/CutName.tsx'
import { HashedName } from '../../ui/HashedName.tsx'
import { OutlineName } from '../../ui/OutlineName.tsx'
import { OutlineRowFrame } from '../../ui/OutlineRowFrame.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { fitMarks } from './fit-marks.ts'

type Props = {
  readonly row: OutlineRow
  readonly index: number
  readonly style: CSSProperties
  readonly isActive: boolean
  readonly isSelected: boolean
  readonly hasHashes: boolean
}

/** A folder, a file, or something that was not collected, in one line. */
export const OutlineRowView = memo(function OutlineRowView(props: Props) {
  const { row, index, style, isActive, isSelected, hasHashes } = props
  const store = useAppStore()
  const toggle = (expanded: boolean) => void store.getState().toggleRow(row, expanded)
  // Nobody has read what was left out.
  const hasSize = !row.marks.some((mark) => mark.kind === 'not-collected')
  return (
    <OutlineRowFrame
      row={row}
      index={index}
      style={style}
      isActive={isActive}
      isSelected={isSelected}
      onChoose={() => {
        const { activateRow, openDetail } = store.getState()
        void activateRow(index).then(() => openDetail(false))
      }}
      onToggle={() => toggle(row.expanded !== true)}
    >
      <OutlineName
        row={row}
        className={NAME_CLASSES[row.kind]}
        count={row.kind === 'group' ? plural(row.files, 'file') : null}
        onToggle={(_, expanded) => toggle(expanded)}
      />
      {hasHashes && (
        <div role="gridcell" className="cell">
          {row.hashedName !== null && <HashedName name={row.name} hashedName={row.hashedName} />}
          {row.kind === 'file' && row.hashedName === null && (
            <span className="code dim">{isBroken(row) ? 'cannot be hashed' : 'no hash'}</span>
          )}
        </div>
      )}
      <div role="gridcell" className="cell cell-provider dim">
        {row.provider !== null && <PathEnd path={row.provider} />}
      </div>
      <div role="gridcell" className="cell cell-number" title={hasSize ? formatExactBytes(row.size) : undefined}>
        {hasSize ? formatBytes(row.size) : ''}
      </div>
      <div role="gridcell" className="cell cell-marks">
        <Marks row={row} />
        {row.reason !== null && (
          <span className="code dim" title={`Left out by the pattern ${row.reason}`}>
            {row.reason}
          </span>
        )}
      </div>
    </OutlineRowFrame>
  )
})

const NAME_CLASSES = {
  group: 'name-group',
  file: 'name-file',
  ignored: 'name-file',
  removed: 'name-file name-removed',
} as const

function isBroken(row: OutlineRow): boolean {
  return row.action === 'failed' || row.marks.some((mark) => mark.kind === 'broken')
}

const ACTION_SIGNS = { unmodified: '=', replace: '⟳', link: '→' } as const

/** The worst mark in words, others as sign and count, the rest as a number: all of them are in the tooltip and said to screen readers. */
function Marks({ row }: { readonly row: OutlineRow }) {
  const own = row.differences.length === 0 ? row.marks : row.marks.filter(({ kind }) => kind !== 'differs')
  const all = [...row.differences.map(describeDifference), ...own.map(describeMark), ...actionMark(row)]
  const { words, signs, more } = fitMarks(all)
  if (words === undefined) return null
  const title = all.map((mark) => mark.title).join('\n')
  return (
    <>
      <Tag sign={words.sign} text={words.text} tone={words.tone} title={title} />
      {signs.map(({ sign, count, text, tone }) => (
        <Tag
          key={text}
          sign={`${sign} ${count}`.trim()}
          text={<span className="sr-only">{text}</span>}
          tone={tone}
          title={title}
        />
      ))}
      {more > 0 && (
        <span className="marks-more" title={title}>
          <span aria-hidden="true">+{more}</span>
          <span className="sr-only">
            {all
              .slice(-more)
              .map(({ text }) => text)
              .join(', ')}
          </span>
        </span>
      )}
    </>
  )
}

/** What happens to a file where it is not simply copied, as a mark of its own. */
function actionMark({ action }: OutlineRow): readonly MarkWords[] {
  if (action === null || action === 'copy' || action === 'failed') return []
  return [{ sign: ACTION_SIGNS[action], count: '', text: action, tone: 'unknown', title: describeAction(action) }]
}
