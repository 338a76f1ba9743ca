import type { COMPARE_METHODS } from '../../../shared/contract/compare-methods.ts'
import { describeVerdict } from '../../../shared/text/describe-comparison.ts'
import type { ComparedFindings } from '../compare/compare-release-findings.ts'
import type { ComparisonView } from '../compare/comparison-outlines.ts'
import { describeComparisonFile } from '../compare/describe-comparison-file.ts'
import { type OpenComparison, OpenComparisons } from '../compare/open-comparisons.ts'
import { readComparisonText } from '../compare/read-comparison-text.ts'
import { stepThrough } from '../compare/step-through.ts'
import { isKept, takeSide, titleOf } from './chosen-sides.ts'
import type { HostParts, Implementations } from './implementations.ts'

/** The methods that compare releases, for the one list of what the engine's side does. */
export function compareMethods(parts: HostParts): Pick<Implementations, keyof typeof COMPARE_METHODS> {
  const comparisons = new OpenComparisons()
  /** By content, for all comparisons: a release is compared more than once. */
  const gzipSizes = new Map<string, number>()
  const findings = new WeakMap<OpenComparison, ComparedFindings>()
  return {
    'compare.start': ({ a, b }) => {
      const comparisonId = JSON.stringify([a, b])
      const title = `Comparison of ${titleOf(a)} and ${titleOf(b)}`
      const what = { kind: 'compare', projectId: comparisonId, title, key: comparisonId } as const
      const job = parts.jobs.start(what, async (context) => {
        if (isKept(comparisons.find(comparisonId), a, b, parts)) return
        const sideA = await takeSide(a, parts, context)
        const sideB = await takeSide(b, parts, context)
        const { compareSides } = await import('../compare/compare-sides.ts')
        comparisons.finish(comparisonId, sideA, sideB, await compareSides(sideA, sideB, context))
      })
      return { comparisonId, job }
    },
    'compare.summary': ({ comparisonId }) => {
      const open = comparisons.find(comparisonId)
      if (open === null) return null
      const { head } = open.comparison
      return { ...head, comparisonId, sentence: describeVerdict(head) }
    },
    'compare.computeCompressed': async ({ comparisonId }, signal) => {
      const open = comparisons.get(comparisonId)
      const { a, b, comparison } = open
      const { computeGzipSizes, contentsToCompress, withCompressedCost } =
        await import('../compare/compute-compressed.ts')
      const contents = await contentsToCompress(comparison, a, b, gzipSizes, signal)
      if (contents.length === 0) {
        open.comparison = await withCompressedCost(comparison, a, b, gzipSizes, signal)
        return { job: null }
      }
      const title = `Compressed sizes of ${a.release.name} → ${b.release.name}`
      const what = { kind: 'compressed-cost', projectId: comparisonId, title, key: comparisonId } as const
      const job = parts.jobs.start(what, async (context) => {
        await computeGzipSizes(contents, b, gzipSizes, { ...context, facts: parts.facts.open() })
        open.comparison = await withCompressedCost(comparison, a, b, gzipSizes, context.signal)
      })
      return { job }
    },
    'compare.alarms': ({ comparisonId, offset, limit }) => {
      const { alarms } = comparisons.get(comparisonId).comparison
      return { total: alarms.length, alarms: alarms.slice(offset, offset + limit) }
    },
    'compare.startFindings': ({ comparisonId }) => {
      const open = comparisons.get(comparisonId)
      const { a, b, comparison } = open
      const title = `Findings of ${a.release.name} and ${b.release.name}`
      return parts.jobs.start({ kind: 'findings', projectId: comparisonId, title, key: '' }, async (context) => {
        if (findings.has(open)) return
        const { compareReleaseFindings } = await import('../compare/compare-release-findings.ts')
        findings.set(open, await compareReleaseFindings(a, b, comparison, { ...context, facts: parts.facts.open() }))
      })
    },
    'compare.findings': ({ comparisonId, list, offset, limit }) => {
      const known = findings.get(comparisons.get(comparisonId))
      if (known === undefined) return null
      const { isKnown, added, fixed, remaining, remarks } = known
      return {
        counts: isKnown ? { added: added.length, fixed: fixed.length, remaining: remaining.length } : null,
        remarks: [...remarks],
        total: known[list].length,
        findings: known[list].slice(offset, offset + limit),
      }
    },
    'compare.file': ({ comparisonId, name }) => describeComparisonFile(comparisons.get(comparisonId), name),
    'compare.text': ({ comparisonId, ...request }) => readComparisonText(comparisons.get(comparisonId), request),
    'compare.contents': async ({ comparisonId, name }) => {
      const { describeContents } = await import('../compare/contents/describe-contents.ts')
      return describeContents(comparisons.get(comparisonId), name)
    },
    'compare.image': async ({ comparisonId, name, side, offset, limit }) => {
      const { readImage } = await import('../compare/contents/describe-contents.ts')
      return readImage(comparisons.get(comparisonId), name, side, offset, limit)
    },
    'compare.open': async ({ comparisonId, query, like, selected, closes, sight }, signal) => {
      const open = comparisons.get(comparisonId)
      const former = comparisons.findView(open, like)
      for (const viewId of closes) comparisons.closeView(viewId)
      const view = await open.outlines.open(query, former, signal)
      const { counts, causes } = view
      return { viewId: comparisons.addView(open, view), ...placeOf(view, selected, sight), counts, causes }
    },
    'compare.rows': ({ viewId, offset, limit }) => {
      const { rows } = comparisons.view(viewId)
      return { total: rows.total, rows: rows.rows(offset, limit) }
    },
    'compare.toggle': ({ viewId, key, expanded, offset, limit }) => {
      const { rows } = comparisons.view(viewId)
      if (key === null) rows.toggleAll(expanded)
      else rows.toggle(key, expanded)
      return { total: rows.total, rows: rows.rows(offset, limit) }
    },
    'compare.locate': ({ viewId, name, sight }) => placeOf(comparisons.view(viewId), name, sight),
    'compare.step': ({ viewId, from, forward, onlyOwn, sight }) => {
      const view = comparisons.view(viewId)
      const name = stepThrough(view, from, forward, onlyOwn)
      return { name, ...placeOf(view, name, sight) }
    },
    'compare.treemap': ({ viewId, root, maxNodes }) => comparisons.view(viewId).treemap(root, maxNodes),
    'compare.export': async (wish) => {
      const { comparisonDocument, comparisonTable } = await import('../reports/diff/comparison-document.ts')
      const open = comparisons.get(wish.comparisonId)
      const { comparison } = open
      const document =
        wish.format === 'csv'
          ? comparisonTable(comparison, comparisons.view(wish.viewId))
          : comparisonDocument(comparison, wish.format, findings.get(open) ?? null)
      return { exportId: parts.exports.add(document), fileName: document.fileName }
    },
    'compare.close': ({ viewId }) => {
      comparisons.closeView(viewId)
      return null
    },
  }
}

/** Where a row is, its groups opened, and the rows in sight of it; without a name, or where the view lacks it, the top. */
function placeOf(
  { rows }: ComparisonView,
  name: string | null,
  { reach, pageSize }: { readonly reach: number; readonly pageSize: number },
) {
  const index = name === null ? null : rows.locate(name)
  return { total: rows.total, index, ...rows.around(index, reach, pageSize) }
}
