import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension, type Range, Text } from '@codemirror/state'
import { Decoration, EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view'
import { foldRange } from '../../shared/analysis/fold-text.ts'
import type { TextMark } from '../../shared/model/file-text.ts'
import { EDITOR_LOOK } from './editor-look.ts'
import type { FoldedSide } from './text-work.ts'

/** The search field's own words begin small; ours do not. */
const PHRASES = {
  next: 'Next',
  previous: 'Previous',
  all: 'All',
  'match case': 'Match case',
  regexp: 'Pattern',
  'by word': 'Whole words',
}

/** What one editor shows. */
export type ReaderSide = {
  /** What a screen reader calls it. */
  readonly label: string
  readonly side: FoldedSide
  readonly marks: readonly TextMark[]
}

/**
 * A folded text as the editor's document, made in a turn of its own, so that nothing waits for two of them. Only `\n` ends a
 * line: a carriage return is a sign like others, and shown.
 */
export async function documentOf({ text }: FoldedSide): Promise<Text> {
  await new Promise((resolve) => setTimeout(resolve))
  return Text.of(text.split('\n'))
}

/** An editor to read in: caret, selection, search and line numbers, and nothing that changes the text. */
export function readerSetup({ label, side, marks }: ReaderSide, isWrapped: boolean): Extension {
  return [
    EditorState.readOnly.of(true),
    EditorState.lineSeparator.of('\n'),
    EditorState.tabSize.of(4),
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
    lineNumbers(side.folds.length === 0 ? {} : { formatNumber: (line) => wordFor(side.numbers, line) }),
    highlightSpecialChars({ render: showSpecial }),
    search({ top: true }),
    EditorState.phrases.of(PHRASES),
    highlightSelectionMatches(),
    keymap.of(searchKeymap),
    isWrapped ? EditorView.lineWrapping : [],
    EditorView.decorations.of(Decoration.set(decorationsOf(marks, side), true)),
    EDITOR_LOOK,
  ]
}

/** The number of a line; an arrow where a long line goes on. Past the end the widest number is asked for. */
function wordFor(numbers: Int32Array, line: number): string {
  const number = numbers[line - 1]
  if (number === undefined) return String(line)
  return number === 0 ? '↪' : String(number)
}

function decorationsOf(marks: readonly TextMark[], { folds }: FoldedSide): Range<Decoration>[] {
  return marks.flatMap(({ start, end, kind, note }) => {
    const [from, to] = foldRange(folds, start, end)
    if (to <= from) return []
    return [Decoration.mark({ class: `cm-mark-${kind}`, attributes: { title: note } }).range(from, to)]
  })
}

/** Control characters as small words: CR at the ends of Windows lines, others by their code. */
function showSpecial(code: number, description: string | null): HTMLElement {
  const sign = document.createElement('span')
  sign.className = 'cm-specialChar'
  sign.title = code === 13 ? 'Carriage return' : (description ?? `Character ${code}`)
  sign.textContent = code === 13 ? 'CR' : `x${code.toString(16).padStart(2, '0')}`
  return sign
}
