import type { Comparison } from '../../../shared/analysis/comparison.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { CAUSES, type Alarm, type Cause } from '../../../shared/model/comparison.ts'
import { compareReleaseFindings } from '../../core/compare/compare-release-findings.ts'
import { compareSides } from '../../core/compare/compare-sides.ts'
import type { ComparedSide } from '../../core/compare/compared-side.ts'
import { computeGzipSizes, contentsToCompress, withCompressedCost } from '../../core/compare/compute-compressed.ts'
import type { WorkContext } from '../../core/collect/preview-context.ts'
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts'
import { diffHtml } from '../../core/reports/diff/html.ts'
import { diffJson } from '../../core/reports/diff/json.ts'
import { diffMarkdown } from '../../core/reports/diff/markdown.ts'
import { diffText } from '../reporters/diff-text.ts'
import type { MeansOptions, OutputOptions } from '../report-options.ts'
import { showDocument } from '../show-document.ts'
import { type SideOptions, takeSide } from '../take-side.ts'
import { type StoreOptions, withStore } from '../store-options.ts'
import { withMeans } from '../with-means.ts'
import { writePieces, writeTextFile } from '../../core/files/write-text.ts'

/** When `diff` ends with 1: alarms of this severity or worse, any change, findings that are new in B, or never. */
export const DIFF_LEVELS = ['error', 'warning', 'note', 'change', 'new-findings', 'never'] as const

type DiffOptions = {
  readonly only?: readonly string[]
  /** True: on standard output. */
  readonly markdown?: true | string
  readonly html?: string
  /** Compare the findings of both sides too. */
  readonly findings?: true
  readonly failOn: (typeof DIFF_LEVELS)[number]
} & SideOptions

/** Words of `--only` besides the causes themselves. */
const GROUPS: Readonly<Record<string, readonly Cause[]>> = {
  own: ['own-edit', 'own-edit-and-ripple', 'source-only', 'other-bytes'],
  author: CAUSES.filter((cause) => cause !== 'ripple' && cause !== 'unchanged'),
}

/**
 * `staticscope diff A B`: what differs between two releases, and why.
 * @throws InspectorError for wrong use, a side that cannot be had, new findings that are asked for where a side cannot tell
 *   its own, and cancelling
 */
export async function diff(
  a: string,
  b: string,
  options: DiffOptions & StoreOptions & OutputOptions & MeansOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const only = readOnly(options.only ?? [])
  const { whole, findings } = await withStore(options, (store) =>
    withMeans(options, signal, async (means) => {
      const sideA = await takeSide(a, store, options, means)
      const sideB = await takeSide(b, store, options, means)
      const compared = await compareSides(sideA, sideB, means)
      const costed = showsCost(options) ? await withComputedCost(compared, sideA, sideB, means) : compared
      const wanted =
        options.findings === true || options.failOn === 'new-findings'
          ? await compareReleaseFindings(sideA, sideB, compared, means)
          : null
      return { whole: costed, findings: wanted }
    }),
  )
  const shown = only === null ? whole : narrow(whole, only)
  if (options.html !== undefined) await writeTextFile(options.html, [diffHtml(shown, findings)])
  if (typeof options.markdown === 'string') await writeTextFile(options.markdown, [diffMarkdown(shown, findings)])
  if (options.markdown === true && options.json !== true)
    await writePieces(process.stdout, [diffMarkdown(shown, findings)])
  await showDocument(
    options.markdown === true ? { ...options, quiet: true } : options,
    () => diffJson(shown, findings),
    (style) => diffText(shown, style, findings),
  )
  // Nobody may take it for fine that nothing could be looked at.
  if (options.failOn === 'new-findings' && findings?.isKnown === false)
    throw new InspectorError('bad-input', `Which findings are new cannot be told. ${findings.remarks.join(' ')}`)
  const isReached =
    options.failOn === 'new-findings' ? (findings?.added.length ?? 0) > 0 : reaches(whole, options.failOn)
  return isReached ? EXIT_CODES.findings : EXIT_CODES.fine
}

/** Whether anything is printed or written. Compressing takes a second for some megabytes, and an exit code needs none of it. */
function showsCost({ quiet, json, html, markdown }: DiffOptions & OutputOptions): boolean {
  return quiet !== true || [json, html, markdown].some((wanted) => wanted !== undefined)
}

/** With what changed files take compressed where the release does not tell. */
async function withComputedCost(
  comparison: Comparison,
  a: ComparedSide,
  b: ComparedSide,
  context: WorkContext,
): Promise<Comparison> {
  const sizes = new Map<string, number>()
  const contents = await contentsToCompress(comparison, a, b, sizes, context.signal)
  if (contents.length === 0) return comparison
  await computeGzipSizes(contents, b, sizes, context)
  return withCompressedCost(comparison, a, b, sizes, context.signal)
}

/** @throws InspectorError bad-input for a word that is no cause */
function readOnly(words: readonly string[]): ReadonlySet<Cause> | null {
  if (words.length === 0) return null
  const causes = words
    .flatMap((word) => word.split(','))
    .flatMap((word): readonly Cause[] => {
      const cause = CAUSES.find((known) => known === word)
      const group = Object.hasOwn(GROUPS, word) ? GROUPS[word] : undefined
      if (cause !== undefined) return [cause]
      if (group !== undefined) return group
      throw new InspectorError(
        'bad-input',
        `--only ${word} is no cause. Write ${[...Object.keys(GROUPS), ...CAUSES.slice(1)].join(', ')}.`,
      )
    })
  return new Set(causes)
}

/** The files of some causes; verdict, alarms and cost stay those of the whole. */
function narrow(comparison: Comparison, only: ReadonlySet<Cause>): Comparison {
  return { ...comparison, differences: comparison.differences.filter(({ difference }) => only.has(difference.cause)) }
}

function reaches({ alarms, head }: Comparison, level: Exclude<DiffOptions['failOn'], 'new-findings'>): boolean {
  const worst: readonly Alarm['severity'][] = ['error', 'warning', 'note']
  switch (level) {
    case 'never':
      return false
    case 'change': {
      const { unchanged, ...others } = head.verdict.statuses
      return Object.values(others).some((count) => count > 0)
    }
    default:
      return alarms.some(({ severity }) => worst.indexOf(severity) <= worst.indexOf(level))
  }
}
