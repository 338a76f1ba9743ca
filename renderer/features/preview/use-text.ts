import { useEffect, useState } from 'react'
import { type ErrorData, toErrorData } from '../../../shared/contract/errors.ts'
import type { FileDetail } from '../../../shared/model/preview.ts'
import type { TextSide } from '../../../shared/model/file-text.ts'
import type { WholeText } from '../../state/slices/contents.ts'
import { useApp } from '../../state/store-context.ts'

/** One side of a file while it is read, and after. */
export type ReadText =
  | { readonly state: 'reading' }
  | { readonly state: 'ready'; readonly text: WholeText }
  | { readonly state: 'failed'; readonly error: ErrorData; readonly retry: () => void }

const READING: ReadText = { state: 'reading' }

/** Reads one side of a file whole, again for each new run. @param side `null` reads nothing */
export function useText(file: FileDetail, side: TextSide | null): ReadText {
  const readText = useApp((state) => state.readText)
  const [read, setRead] = useState<{ readonly key: string; readonly file: FileDetail; readonly text: ReadText } | null>(
    null,
  )
  const [attempt, setAttempt] = useState(0)
  const key = JSON.stringify(side)
  useEffect(() => {
    const wanted = JSON.parse(key) as TextSide | null
    if (wanted === null) return
    const controller = new AbortController()
    const retry = () => {
      setRead(null)
      setAttempt((before) => before + 1)
    }
    readText(file.name, wanted, controller.signal).then(
      (text) => setRead({ key, file, text: { state: 'ready', text } }),
      (error: unknown) => {
        const data = toErrorData(error)
        if (data.code !== 'cancelled') setRead({ key, file, text: { state: 'failed', error: data, retry } })
      },
    )
    return () => controller.abort()
  }, [file, key, attempt, readText])
  return read !== null && read.key === key && read.file === file ? read.text : READING
}
