import { useEffect, useRef, useState } from 'react'
import { toErrorData } from '../../../shared/contract/errors.ts'

/** Something that is read for one component. */
export type Loaded<T> =
  | { readonly state: 'reading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly message: string }

/** Reads something, and again whenever `key` changes; an answer that comes too late is dropped. */
export function useLoaded<T>(key: string, read: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<{ readonly key: string; readonly what: Loaded<T> } | null>(null)
  // The function is made anew on each rendering; the key says what it reads.
  const latest = useRef(read)
  useEffect(() => {
    latest.current = read
  })
  useEffect(() => {
    const controller = new AbortController()
    latest.current(controller.signal).then(
      (value) => !controller.signal.aborted && setLoaded({ key, what: { state: 'ready', value } }),
      (error: unknown) => {
        if (!controller.signal.aborted)
          setLoaded({ key, what: { state: 'failed', message: toErrorData(error).message } })
      },
    )
    return () => controller.abort()
  }, [key])
  return loaded?.key === key ? loaded.what : { state: 'reading' }
}
