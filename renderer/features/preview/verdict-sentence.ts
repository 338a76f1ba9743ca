import type { PreviewSummary } from '../../../shared/model/preview.ts'
import { formatBytes, formatCount } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'

/** The head of a preview in words. `tone` decides sign and colour. */
export type VerdictWords = {
  readonly tone: 'bad' | 'warn' | 'ok'
  readonly sentence: string
  /** Facts behind the sentence, to be joined with dots. */
  readonly evidence: readonly string[]
}

/** The verdict of a preview: one sentence with numbers, then the evidence. */
export function verdictWords(summary: PreviewSummary): VerdictWords {
  const { counts, succeeds } = summary
  const line = summary.summaryLine.trim()
  const evidence = [
    ...(counts.files > 0 && succeeds ? [formatBytes(counts.bytes)] : []),
    ...(succeeds ? [] : [`${plural(counts.files, 'file')}, ${formatBytes(counts.bytes)}`]),
    ...(succeeds && counts.hashed > 0 ? [plural(counts.hashed, 'hashed name')] : []),
    ...(counts.shadowed > 0 ? [`${plural(counts.shadowed, 'destination')} claimed twice`] : []),
    ...(counts.notCollected > 0 ? [`${formatCount(counts.notCollected)} not collected`] : []),
    ...(counts.deleted > 0 ? [`${formatCount(counts.deleted)} deleted first`] : []),
    ...(summary.orderDependent ? ['depends on the order of files on this disk'] : []),
    ...(line === '' ? [] : [succeeds ? `“${line}”` : `without the errors: “${line}”`]),
  ]
  if (!succeeds) return { tone: 'bad', sentence: failure(summary), evidence }
  if (counts.files === 0)
    return { tone: 'warn', sentence: 'There is nothing to collect: the folders hold no files', evidence }
  const files = plural(counts.files, 'file')
  if (counts.findings === 0)
    return { tone: 'ok', sentence: `collectstatic would succeed: ${files}, no findings`, evidence }
  return {
    tone: 'warn',
    sentence: `collectstatic would succeed: ${files}, with ${plural(counts.findings, 'finding')} to look at`,
    evidence,
  }
}

function failure({ firstError, counts }: PreviewSummary): string {
  const place = firstError?.name == null ? 'before the first file' : `at ${firstError.name}`
  const behind = counts.errors - 1
  if (behind <= 0) return `collectstatic would fail ${place}`
  return `collectstatic would fail ${place}, and ${plural(behind, 'more error')} ${behind === 1 ? 'waits' : 'wait'} behind it`
}
