import { CircleCheck, FileX, SearchX } from 'lucide-react'
import { useCallback } from 'react'
import { formatBytes } from '../../../shared/text/format-bytes.ts'
import { rowAt } from '../../state/row-pages.ts'
import { useApp } from '../../state/store-context.ts'
import { CutName } from '../../ui/CutName.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { LineList } from '../../ui/LineList.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { CONFIDENCE } from './confidence-tags.ts'
import { usePaged } from './use-paged.ts'

/** Files that nobody asks for, each with how sure that is and why. */
export function UnusedList() {
  const search = useApp((state) => (state.route.view === 'references' ? state.route.search : ''))
  const selected = useApp((state) => (state.route.view === 'references' ? state.route.selected : null))
  const show = useApp((state) => state.showReferences)
  const openDetail = useApp((state) => state.openDetail)
  const readUnused = useApp((state) => state.readUnused)
  const read = useCallback(
    async (text: string, offset: number) => {
      const { total, files } = await readUnused(text, offset)
      return { total, rows: files }
    },
    [readUnused],
  )
  const { rows, isRead, error, onRange } = usePaged(search, read)
  if (error !== null)
    return <EmptyState icon={<FileX size={20} />} title="The files could not be listed" text={error} />
  if (!isRead) return <div className="lines" aria-busy="true" />
  if (rows.total === 0)
    return search === '' ? (
      <EmptyState icon={<CircleCheck size={20} />} title="Every file is asked for" text="Nothing lies there unused." />
    ) : (
      <EmptyState icon={<SearchX size={20} />} title="No unused file fits" text="Part of a name is enough." />
    )
  return (
    <LineList
      label="Unused files"
      total={rows.total}
      onRange={onRange}
      onOpen={(index) => {
        const file = rowAt(rows, index)
        if (file === undefined) return
        show({ selected: file.name })
        openDetail(false)
      }}
      isSelected={(index) => selected !== null && rowAt(rows, index)?.name === selected}
      line={(index) => {
        const file = rowAt(rows, index)
        if (file === undefined) return <span className="skeleton-bar" />
        return (
          <>
            <span className="line-tag line-verdict">
              <Tag {...CONFIDENCE[file.confidence]} title={file.reason} />
            </span>
            <span className="line-place line-name">
              <CutName name={file.name} />
            </span>
            <span className="line-words" title={file.reason}>
              {file.reason}
            </span>
            <span className="line-size">{formatBytes(file.size)}</span>
          </>
        )
      }}
    />
  )
}
