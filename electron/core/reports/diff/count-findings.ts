import type { ComparedFindings } from '../../compare/compare-release-findings.ts'

/** How many findings are new, fixed and left; null where a side cannot tell its findings. */
export function countsOf({ isKnown, added, fixed, remaining }: ComparedFindings) {
  return isKnown ? { added: added.length, fixed: fixed.length, remaining: remaining.length } : null
}
