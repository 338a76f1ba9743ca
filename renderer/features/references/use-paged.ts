import { useCallback, useEffect, useRef, useState } from 'react'
import { toErrorData } from '../../../shared/contract/errors.ts'
import { missingPages, noPages, PAGE_SIZE, type RowPages, withPage } from '../../state/row-pages.ts'

export type Paged<Row> = {
  readonly rows: RowPages<Row>
  readonly isRead: boolean
  readonly error: string | null
  readonly onRange: (first: number, last: number) => void
}

/** A long list that is read page by page as it comes into sight, and anew for another search. */
export function usePaged<Row>(
  search: string,
  read: (search: string, offset: number) => Promise<{ readonly total: number; readonly rows: readonly Row[] }>,
): Paged<Row> {
  const [list, setList] = useState<{ readonly search: string; readonly rows: RowPages<Row> } | null>(null)
  const [error, setError] = useState<string | null>(null)
  const pending = useRef(new Set<string>())
  const fetchPage = useCallback(
    async (page: number) => {
      const key = `${page} ${search}`
      if (pending.current.has(key)) return
      pending.current.add(key)
      try {
        const answer = await read(search, page * PAGE_SIZE)
        setError(null)
        setList((before) => {
          const rows = before?.search === search ? before.rows : noPages<Row>(answer.total)
          return { search, rows: withPage(rows, page, answer.rows, answer.total) }
        })
      } catch (failure) {
        setError(toErrorData(failure).message)
      } finally {
        pending.current.delete(key)
      }
    },
    [search, read],
  )
  useEffect(() => void fetchPage(0), [fetchPage])
  const rows = list?.search === search ? list.rows : noPages<Row>(0)
  const onRange = useCallback(
    (first: number, last: number) => {
      for (const page of missingPages(rows, first, last)) void fetchPage(page)
    },
    [rows, fetchPage],
  )
  return { rows, isRead: list?.search === search, error, onRange }
}
