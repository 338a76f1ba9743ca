import type { WorkContext } from '../core/collect/preview-context.ts'
import { openFactStore } from '../core/releases/fact-store.ts'
import { dataFolder } from './data-folder.ts'
import { createProgressLine } from './progress-line.ts'
import type { MeansOptions, OutputOptions } from './report-options.ts'

/** Runs one piece of work with progress on the terminal and the cache of facts, and closes both behind it. */
export async function withMeans<T>(
  options: MeansOptions & Pick<OutputOptions, 'quiet'>,
  signal: AbortSignal,
  work: (means: WorkContext) => Promise<T>,
): Promise<T> {
  const line = createProgressLine(process.stderr, process.stderr.isTTY && options.quiet !== true)
  const facts = options.cache ? openFactStore(dataFolder()) : null
  try {
    const workers = options.workers === undefined ? {} : { workers: options.workers }
    return await work({ signal, report: line.report, facts, ...workers })
  } finally {
    line.clear()
    facts?.close()
  }
}
