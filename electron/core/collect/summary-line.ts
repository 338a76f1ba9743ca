import type { Rules } from './rules.ts'

/** What a run counted (the lists of the command, by length). */
export type RunCounts = {
  readonly deleted: number
  readonly modified: number
  readonly unmodified: number
  readonly postProcessed: number
  readonly skipped: number
}

/**
 * The line that the command returns, without its leading newline (`Command.handle`).
 * @param destination STATIC_ROOT; null for storages that are not on the local disk
 */
export function summaryLine(counts: RunCounts, linked: boolean, destination: string | null, rules: Rules): string {
  const { deleted, modified, unmodified, postProcessed, skipped } = counts
  const parts = [
    rules.countsDeletedAndSkipped && deleted > 0 ? `${staticFiles(deleted)} deleted, ` : '',
    `${staticFiles(modified)} ${linked ? 'symlinked' : 'copied'}`,
    destination === null ? '' : ` to '${destination}'`,
    unmodified > 0 ? `, ${unmodified} unmodified` : '',
    postProcessed > 0 ? `, ${postProcessed} post-processed` : '',
    rules.countsDeletedAndSkipped && skipped > 0 ? `, ${skipped} skipped due to conflict` : '',
  ]
  return `${parts.join('')}.`
}

function staticFiles(count: number): string {
  return `${count} static file${count === 1 ? '' : 's'}`
}
