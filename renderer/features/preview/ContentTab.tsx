import { FileDigit } from 'lucide-react'
import { type CSSProperties, useCallback, useEffect, useState } from 'react'
import type { FileDetail } from '../../../shared/model/preview.ts'
import { formatBytes } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'
import { rowAt } from '../../state/row-pages.ts'
import type { Content, ContentSide } from '../../state/slices/detail.ts'
import { useApp } from '../../state/store-context.ts'
import { ChipGroup } from '../../ui/ChipGroup.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { VirtualRows } from '../../ui/VirtualRows.tsx'
import { markPieces } from './mark-pieces.ts'

const LINE_HEIGHT = 19

/** The file's text or image, as it lies in the source or as Django would write it. */
export function ContentTab({ file }: { readonly file: FileDetail }) {
  const [side, setSide] = useState<ContentSide>('source')
  const content = useApp((state) => state.content)
  const openContent = useApp((state) => state.openContent)
  const hasOutput = file.hashedName !== null && file.adjustable
  const shownSide = hasOutput ? side : 'source'
  useEffect(() => void openContent(file.name, shownSide), [file, shownSide, openContent])
  const isMine = content !== null && content.name === file.name && content.side === shownSide
  return (
    <div className="content">
      <div className="content-head">
        {hasOutput ? (
          <ChipGroup label="Side" look="segments" value={shownSide} choices={BOTH} onChange={setSide} />
        ) : (
          <b>Source</b>
        )}
        <span className="dim">{isMine && content.head !== null && describe(content.head)}</span>
      </div>
      {isMine && <ContentBody content={content} name={file.name} />}
    </div>
  )
}

const BOTH: readonly { readonly id: ContentSide; readonly label: string }[] = [
  { id: 'source', label: 'Source' },
  { id: 'output', label: 'Output' },
]

function describe(head: NonNullable<Content['head']>): string {
  return head.kind === 'text' ? `${plural(head.totalLines, 'line')}, ${formatBytes(head.size)}` : formatBytes(head.size)
}

function ContentBody({ content, name }: { readonly content: Content; readonly name: string }) {
  const readLines = useApp((state) => state.readLines)
  const onRange = useCallback((first: number, last: number) => void readLines(first, last), [readLines])
  const { head, error, lines } = content
  if (error !== null)
    return <EmptyState icon={<FileDigit size={20} />} title="The content could not be read" text={error.message} />
  if (head === null) return <div className="content-lines" aria-busy="true" />
  if (head.kind === 'image' && head.image !== null) {
    return (
      <div className="content-image">
        <img src={head.image} alt={name} />
      </div>
    )
  }
  if (head.kind !== 'text') {
    return (
      <EmptyState
        icon={<FileDigit size={20} />}
        title={head.kind === 'image' ? 'Too large to show' : 'Not a text'}
        text={`${formatBytes(head.size)}. Django copies it byte for byte.`}
      />
    )
  }
  const digits = String(head.totalLines).length
  return (
    <VirtualRows
      className="content-lines"
      role="region"
      aria-label={`${content.side === 'source' ? 'Source' : 'Output'} of ${name}`}
      tabIndex={0}
      total={lines.total}
      rowHeight={LINE_HEIGHT}
      onRange={onRange}
      row={(index: number, style: CSSProperties) => {
        const line = rowAt(lines, index)
        return (
          <div
            key={index}
            className={line !== undefined && line.marks.length > 0 ? 'content-line content-marked' : 'content-line'}
            style={style}
          >
            <span className="content-number" style={{ width: `${digits + 1}ch` }}>
              {index + 1}
            </span>
            <code>
              {line !== undefined &&
                markPieces(line.text, line.marks).map((piece, at) =>
                  piece.isMarked ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>,
                )}
              {line?.cut === true && <span className="dim"> … cut</span>}
            </code>
          </div>
        )
      }}
    />
  )
}
