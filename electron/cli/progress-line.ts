import { formatCount } from '../../shared/text/format-bytes.ts'
import type { Progress } from '../core/collect/preview-context.ts'

/** One line on a terminal that tells how far a job is, and is gone at the end. */
export type ProgressLine = { readonly report: (progress: Progress) => void; readonly clear: () => void }

/** Milliseconds between two drawings. */
const PAUSE = 100

/** A progress line on a terminal; silent when `shown` is false. */
export function createProgressLine(stream: NodeJS.WriteStream, shown: boolean): ProgressLine {
  let last = 0
  let drawn = false
  return {
    report: ({ step, done, total }) => {
      const now = performance.now()
      if (!shown || now - last < PAUSE) return
      last = now
      drawn = true
      const count =
        total > 0 ? ` ${formatCount(done)} of ${formatCount(total)}` : done > 0 ? ` ${formatCount(done)}` : ''
      stream.write(`\r\u001b[2K${step}${count}`.slice(0, (stream.columns ?? 80) + 4))
    },
    clear: () => {
      if (drawn) stream.write('\r\u001b[2K')
      drawn = false
    },
  }
}
