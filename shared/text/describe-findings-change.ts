import { formatCount } from './format-bytes.ts'

/** The findings of a comparison in one sentence. @param counts null where a side cannot tell its findings */
export function describeFindingsChange(
  counts: { readonly added: number; readonly fixed: number; readonly remaining: number } | null,
): string {
  if (counts === null) return 'The findings cannot be compared.'
  const { added, fixed, remaining } = counts
  if (added + fixed + remaining === 0) return 'Neither side has findings.'
  const news = added === 0 ? 'No new findings' : `${formatCount(added)} new ${added === 1 ? 'finding' : 'findings'}`
  return `${news}, ${formatCount(fixed)} fixed, ${formatCount(remaining)} ${remaining === 1 ? 'remains' : 'remain'}.`
}
