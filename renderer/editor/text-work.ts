import { diffTexts } from '../../shared/analysis/diff-texts.ts'
import { foldText, numberLines } from '../../shared/analysis/fold-text.ts'

/** What the worker is asked for. Texts are whole; `milliseconds` null takes all the time it needs. */
export type TextTask =
  | { readonly kind: 'fold'; readonly text: string }
  | { readonly kind: 'diff'; readonly a: string; readonly b: string; readonly milliseconds: number | null }

/** A text ready for an editor; see `FoldedText`. */
export type FoldedSide = {
  readonly text: string
  readonly folds: Int32Array
  /** Line numbers of the original, 0 where a line goes on; empty when nothing is folded. */
  readonly numbers: Int32Array
}

export type FoldResult = { readonly kind: 'fold'; readonly side: FoldedSide }
export type DiffResult = {
  readonly kind: 'diff'
  readonly a: FoldedSide
  readonly b: FoldedSide
  /** Between the folded texts, four offsets each; see `TextDifference`. */
  readonly changes: Int32Array
  readonly isExact: boolean
}

/** Carries out a task, on whichever thread. */
export function doTextTask(task: TextTask): FoldResult | DiffResult {
  if (task.kind === 'fold') return { kind: 'fold', side: foldSide(task.text) }
  const { milliseconds } = task
  const a = foldSide(task.a)
  const b = foldSide(task.b)
  const { changes, isExact } = diffTexts(a.text, b.text, milliseconds)
  return { kind: 'diff', a, b, changes, isExact }
}

function foldSide(original: string): FoldedSide {
  const { text, folds } = foldText(original)
  return { text, folds, numbers: folds.length === 0 ? new Int32Array(0) : numberLines(lengthsOf(text), folds) }
}

function* lengthsOf(text: string): Generator<number> {
  for (let start = 0; start <= text.length;) {
    const end = text.indexOf('\n', start)
    yield (end < 0 ? text.length : end) - start
    if (end < 0) return
    start = end + 1
  }
}
