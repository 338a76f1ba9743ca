import { useEffect, useState } from 'react'
import { minifiedLanguage } from '../../editor/minified-language.ts'

/** Larger texts are only folded: to print them would take too long. */
const LARGEST = 3_000_000

/** Both texts as they are read: printed in short lines where they are minified. */
export type PrettyPair = {
  readonly isMinified: boolean
  /** Null while they are being printed. */
  readonly texts: readonly [a: string, b: string] | null
}

/** Prints two minified texts in short lines, aside. @param isWanted false leaves them as they are */
export function usePrettyPair(name: string, a: string, b: string, isWanted: boolean): PrettyPair {
  const language = minifiedLanguage(name, b) ?? minifiedLanguage(name, a)
  const isMinified = language !== null && a.length + b.length <= LARGEST
  const [printed, setPrinted] = useState<{ a: string; b: string; texts: readonly [string, string] } | null>(null)
  useEffect(() => {
    if (language === null || !isMinified || !isWanted) return
    const controller = new AbortController()
    const print = async (): Promise<readonly [string, string]> => {
      const { runPrettyText } = await import('../../editor/run-pretty-text.ts')
      const run = (text: string) => runPrettyText({ language, text }, controller.signal)
      return [await run(a), await run(b)]
    }
    print().then(
      (texts) => setPrinted({ a, b, texts }),
      // What cannot be printed is shown as it is.
      () => !controller.signal.aborted && setPrinted({ a, b, texts: [a, b] }),
    )
    return () => controller.abort()
  }, [language, isMinified, isWanted, a, b])
  if (!isMinified || !isWanted) return { isMinified, texts: [a, b] }
  return { isMinified, texts: printed?.a === a && printed.b === b ? printed.texts : null }
}
