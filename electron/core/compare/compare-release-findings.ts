import { compareFindings, type FindingsChange } from '../../../shared/analysis/compare-findings.ts'
import type { Comparison } from '../../../shared/analysis/comparison.ts'
import { checkRelease } from '../check/check-release.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import type { ComparedSide } from './compared-side.ts'

/** The findings of two releases compared, as far as both can tell them. */
export type ComparedFindings = FindingsChange & {
  /** What could not be compared and why, in sentences. */
  readonly remarks: readonly string[]
  /** False: a side cannot tell its findings at all. */
  readonly isKnown: boolean
}

/**
 * Which findings of the references are new in B, fixed since A, or remain. Each side is checked by its own settings, so that
 * an upgrade of Django shows too.
 * @throws InspectorError cancelled, disk-full, and what a preview throws
 */
export async function compareReleaseFindings(
  a: ComparedSide,
  b: ComparedSide,
  { differences }: Comparison,
  work: WorkContext,
): Promise<ComparedFindings> {
  const nothing = { added: [], fixed: [], remaining: [], isKnown: false }
  const ofA = await checkRelease(a, work)
  if ('unknown' in ofA) return { ...nothing, remarks: [ofA.unknown] }
  const ofB = await checkRelease(b, work)
  if ('unknown' in ofB) return { ...nothing, remarks: [ofB.unknown] }
  const renamed = new Map(
    differences.flatMap(({ difference: { from, name } }) => (from === null ? [] : [[from, name] as const])),
  )
  const knowsPages = ofA.knowsPages && ofB.knowsPages
  const told = (side: typeof ofA) => side.findings.filter(({ in: place }) => knowsPages || place !== 'template')
  const missing = [ofA.knowsPages ? null : a.release.name, ofB.knowsPages ? null : b.release.name]
  return {
    ...compareFindings(told(ofA), told(ofB), renamed),
    isKnown: true,
    remarks: missing.flatMap((name) =>
      name === null ? [] : [`The templates of ${name} were not read, so names that pages ask for are not compared.`],
    ),
  }
}
