import { type CSSProperties, type KeyboardEvent, useState } from 'react'
import type { StoredRelease } from '../../../shared/model/release.ts'
import { originWord, unknownSentence } from '../../../shared/text/describe-release.ts'
import { formatBytes, formatCount, formatExactBytes } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'
import { useApp } from '../../state/store-context.ts'
import { Age } from '../../ui/Age.tsx'
import { CutName } from '../../ui/CutName.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { VirtualRows } from '../../ui/VirtualRows.tsx'
import { sourceWord } from './release-words.ts'

type Props = { readonly kept: readonly StoredRelease[]; readonly selected: string }

const ROW_HEIGHT = 26
const HEADER_HEIGHT = 24
const COLUMNS = ['Name', 'Source', 'Taken', 'Django', 'Storage', 'Files', 'Size', 'Unknown'] as const
const NUMBERS: ReadonlySet<string> = new Set(['Files', 'Size'])
/** All releases are here: nothing is read while the list scrolls. */
const nothingToRead = () => undefined

/** The kept releases in virtual rows, the newest first. The list keeps the focus while the arrow keys walk its rows. */
export function ReleaseList({ kept, selected }: Props) {
  const route = useApp((state) => state.route)
  const navigate = useApp((state) => state.navigate)
  const remove = useApp((state) => state.removeRelease)
  const [request, setRequest] = useState(0)
  const active = kept.findIndex(({ release }) => release.name === selected)
  const select = (index: number) => {
    const next = kept[Math.max(0, Math.min(index, kept.length - 1))]
    if (next === undefined || route.view !== 'releases') return
    setRequest(request + 1)
    navigate({ ...route, release: next.release.name }, 'replace')
  }
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const target = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: kept.length - 1 }[event.key]
    if (target !== undefined) select(target)
    else if (event.key === 'Delete') void remove(selected)
    else if (event.key === 'Enter') document.querySelector<HTMLElement>('.release-detail')?.focus()
    else return
    event.preventDefault()
  }
  return (
    <VirtualRows
      className="release-list"
      role="grid"
      aria-label="Releases"
      aria-rowcount={kept.length + 1}
      aria-activedescendant={`release-${active}`}
      tabIndex={0}
      onKeyDown={press}
      total={kept.length}
      rowHeight={ROW_HEIGHT}
      headerHeight={HEADER_HEIGHT}
      rowsRole="rowgroup"
      onRange={nothingToRead}
      scrollTo={{ index: active, request }}
      header={
        <div role="rowgroup" className="release-heads">
          <div role="row" className="release-columns" aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <div
                key={column}
                role="columnheader"
                className={NUMBERS.has(column) ? 'release-column release-number' : 'release-column'}
              >
                {column}
              </div>
            ))}
          </div>
        </div>
      }
      row={(index, style) => {
        const stored = kept[index]
        return stored === undefined ? null : (
          <ReleaseRow
            key={stored.release.name}
            stored={stored}
            index={index}
            style={style}
            isActive={index === active}
            onSelect={() => select(index)}
          />
        )
      }}
    />
  )
}

type RowProps = {
  readonly stored: StoredRelease
  readonly index: number
  readonly style: CSSProperties
  readonly isActive: boolean
  readonly onSelect: () => void
}

function ReleaseRow({ stored, index, style, isActive, onSelect }: RowProps) {
  const { release } = stored
  const { name, labels, origin, takenAt, settings, storageClass, counts, unknowns } = release
  return (
    <div
      role="row"
      id={`release-${index}`}
      aria-rowindex={index + 2}
      aria-selected={isActive}
      className={isActive ? 'release-row release-active' : 'release-row'}
      style={style}
      onMouseDown={onSelect}
    >
      <div role="gridcell" className="release-cell release-name">
        <CutName name={name} />
        {labels.map((label) => (
          <Tag key={label} tone="moved" text={label} />
        ))}
      </div>
      <div role="gridcell" className="release-cell" title={`${originWord(origin)} · ${origin.display}`}>
        <span className="release-source">{sourceWord(origin.kind)}</span>
        <span className="release-place">{origin.display}</span>
      </div>
      <div role="gridcell" className="release-cell">
        <Age at={takenAt} />
      </div>
      <div role="gridcell" className="release-cell">
        {settings === null ? <Unknown what="Django version" /> : settings.django}
      </div>
      <div role="gridcell" className="release-cell" title={storageClass ?? undefined}>
        {storageClass === null ? (
          <Unknown what="Storage" />
        ) : (
          <span className="release-place">{storageClass.split('.').at(-1)}</span>
        )}
      </div>
      <div role="gridcell" className="release-cell release-number">
        {formatCount(counts.files)}
      </div>
      <div role="gridcell" className="release-cell release-number" title={formatExactBytes(counts.bytes)}>
        {unknowns.includes('contents') ? <Unknown what="Size" /> : formatBytes(counts.bytes)}
      </div>
      <div role="gridcell" className="release-cell">
        {unknowns.length > 0 && (
          <Tag
            tone="unknown"
            sign="?"
            text={String(unknowns.length)}
            title={`${plural(unknowns.length, 'thing')} not known:\n${unknowns.map(unknownSentence).join('\n')}`}
          />
        )}
      </div>
    </div>
  )
}

function Unknown({ what }: { readonly what: string }) {
  return (
    <span className="release-unknown" title={`${what} is not known`}>
      <span aria-hidden="true">–</span>
      <span className="sr-only">not known</span>
    </span>
  )
}
