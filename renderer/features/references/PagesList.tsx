import { FileX, SearchX } from 'lucide-react'
import { useCallback } from 'react'
import { plural } from '../../../shared/text/plural.ts'
import { rowAt } from '../../state/row-pages.ts'
import { useApp } from '../../state/store-context.ts'
import { CutName } from '../../ui/CutName.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { LineList } from '../../ui/LineList.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { usePaged } from './use-paged.ts'

/** Every page, with the number of names that it needs, and whether it would answer 500. */
export function PagesList() {
  const search = useApp((state) => (state.route.view === 'references' ? state.route.search : ''))
  const selected = useApp((state) => (state.route.view === 'references' ? state.route.selected : null))
  const knowsPages = useApp((state) => state.checkSummary?.templates != null)
  const show = useApp((state) => state.showReferences)
  const openDetail = useApp((state) => state.openDetail)
  const readPages = useApp((state) => state.readPages)
  const read = useCallback(
    async (text: string, offset: number) => {
      const { total, pages } = await readPages(text, offset)
      return { total, rows: pages }
    },
    [readPages],
  )
  const { rows, isRead, error, onRange } = usePaged(search, read)
  if (error !== null)
    return <EmptyState icon={<FileX size={20} />} title="The pages could not be listed" text={error} />
  if (!knowsPages)
    return (
      <EmptyState
        icon={<FileX size={20} />}
        title="No templates are known"
        text="Open the Django project itself: its settings say where its templates lie."
      />
    )
  if (!isRead) return <div className="lines" aria-busy="true" />
  if (rows.total === 0)
    return <EmptyState icon={<SearchX size={20} />} title="No page fits" text="Part of a template’s name is enough." />
  return (
    <LineList
      label="All pages"
      total={rows.total}
      onRange={onRange}
      onOpen={(index) => {
        const page = rowAt(rows, index)
        if (page === undefined) return
        show({ selected: page.template })
        openDetail(false)
      }}
      isSelected={(index) => selected !== null && rowAt(rows, index)?.template === selected}
      line={(index) => {
        const page = rowAt(rows, index)
        if (page === undefined) return <span className="skeleton-bar" />
        return (
          <>
            <span className="line-tag line-verdict">
              <Tag
                tone={page.missing > 0 ? 'bad' : page.dynamic > 0 ? 'unknown' : 'ok'}
                sign={page.missing > 0 ? '×' : page.dynamic > 0 ? '?' : '✓'}
                text={page.missing > 0 ? '500' : page.dynamic > 0 ? 'not sure' : 'fine'}
              />
            </span>
            <span className="line-place line-name">
              <CutName name={page.template} />
            </span>
            <span className="line-words">
              {[
                plural(page.names, 'name'),
                ...(page.missing > 0 ? [`${page.missing} missing`] : []),
                ...(page.dynamic > 0 ? [`${page.dynamic} known only when rendered`] : []),
              ].join(', ')}
            </span>
          </>
        )
      }}
    />
  )
}
