import { useEffect, useState } from 'react'
import { type ErrorData, toErrorData } from '../../../shared/contract/errors.ts'
import type { ComparisonFile } from '../../../shared/model/comparison-view.ts'
import type { ComparedText } from '../../state/slices/comparison-file.ts'
import { useApp } from '../../state/store-context.ts'

export type ComparedTexts =
  | { readonly state: 'reading' }
  | { readonly state: 'ready'; readonly a: ComparedText; readonly b: ComparedText }
  | { readonly state: 'failed'; readonly error: ErrorData; readonly retry: () => void }

/** Reads both sides of a file, again when another form of them is wanted. The old ones go at once. */
export function useComparedTexts(
  file: ComparisonFile,
  content: 'output' | 'source',
  hideHashes: boolean,
): ComparedTexts {
  const read = useApp((state) => state.readComparedText)
  const [attempt, setAttempt] = useState(0)
  const [texts, setTexts] = useState<{ readonly key: object; readonly texts: ComparedTexts } | null>(null)
  const [key, setKey] = useState<object>({})
  const { name } = file.difference
  useEffect(() => {
    const controller = new AbortController()
    const mine = {}
    setKey(mine)
    const wish = { name, content, hideHashes }
    Promise.all([
      read({ ...wish, side: 'a' }, controller.signal),
      read({ ...wish, side: 'b' }, controller.signal),
    ]).then(
      ([a, b]) => setTexts({ key: mine, texts: { state: 'ready', a, b } }),
      (error: unknown) => {
        if (controller.signal.aborted) return
        const retry = () => setAttempt((before) => before + 1)
        setTexts({ key: mine, texts: { state: 'failed', error: toErrorData(error), retry } })
      },
    )
    return () => controller.abort()
  }, [file, name, content, hideHashes, attempt, read])
  return texts?.key === key ? texts.texts : { state: 'reading' }
}
