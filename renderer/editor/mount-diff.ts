import { Change, getChunks, MergeView, unifiedMergeView } from '@codemirror/merge'
import { openSearchPanel } from '@codemirror/search'
import { EditorState, type Extension, type Text } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { DIFFERENCES_LOOK } from './editor-look.ts'
import { readerSetup } from './reader-setup.ts'
import type { DiffResult } from './text-work.ts'

export type DiffLook = {
  readonly layout: 'split' | 'unified'
  readonly isCollapsed: boolean
  readonly isWrapped: boolean
}

/** A place that was gone to: the 1-based number of the change, of how many, and its line in the text on the right. */
export type ChangePlace = { readonly number: number; readonly total: number; readonly line: number }

/** What the buttons around a difference do with it. */
export type DiffHandle = {
  /** How many changed blocks there are. */
  readonly total: number
  /** Goes to the next block of changes or the one before, round the end; null when there is none. */
  readonly go: (direction: 1 | -1) => ChangePlace | null
  readonly find: () => void
  readonly destroy: () => void
}

/** Lines kept around a change, and how many equal ones are worth hiding. */
const COLLAPSE = { margin: 3, minSize: 6 }

/** A difference that was worked out, with both texts as documents. */
export type ReadyDiff = {
  readonly result: DiffResult
  readonly a: Text
  readonly b: Text
  readonly language: Extension
}

/** Draws a difference into a box in a shadow root. */
export function mountDiff(
  box: HTMLElement,
  root: ShadowRoot,
  labels: readonly [a: string, b: string],
  { result, a, b, language }: ReadyDiff,
  look: DiffLook,
): DiffHandle {
  const shared = [language, DIFFERENCES_LOOK]
  const extensions = (label: string, side: DiffResult['a']) => [
    readerSetup({ label, side, marks: [] }, look.isWrapped),
    shared,
  ]
  const config = {
    diffConfig: { override: () => changesOf(result.changes) },
    ...(look.isCollapsed ? { collapseUnchanged: COLLAPSE } : {}),
  }
  const [labelA, labelB] = labels
  if (look.layout === 'unified') {
    const view = new EditorView({
      parent: box,
      root,
      state: EditorState.create({
        doc: b,
        extensions: [
          extensions(`${labelA} and ${labelB}, unified`, result.b),
          unifiedMergeView({ ...config, original: a, mergeControls: false }),
        ],
      }),
    })
    return handleOf(view, () => view.destroy())
  }
  const view = new MergeView({
    ...config,
    parent: box,
    root,
    a: { doc: a, extensions: extensions(labelA, result.a) },
    b: { doc: b, extensions: extensions(labelB, result.b) },
  })
  view.dom.style.height = '100%'
  view.dom.style.overflow = 'auto'
  return handleOf(view.b, () => view.destroy())
}

function handleOf(view: EditorView, destroy: () => void): DiffHandle {
  const chunks = () => getChunks(view.state)?.chunks ?? []
  return {
    total: chunks().length,
    go: (direction) => {
      const all = chunks()
      const head = view.state.selection.main.head
      const after = all.findIndex(({ fromB }) => fromB > head)
      const before = all.findLastIndex(({ fromB }) => fromB < head)
      const isFirst = head === 0 && all[0]?.fromB === 0 && direction === 1 && !view.hasFocus
      const found = isFirst ? 0 : direction === 1 ? Math.max(0, after) : before < 0 ? all.length - 1 : before
      const chunk = all[found]
      if (chunk === undefined) return null
      const place = Math.min(chunk.fromB, view.state.doc.length)
      view.dispatch({ selection: { anchor: place }, effects: EditorView.scrollIntoView(place, { y: 'center' }) })
      view.focus()
      return { number: found + 1, total: all.length, line: view.state.doc.lineAt(place).number }
    },
    find: () => void openSearchPanel(view),
    destroy,
  }
}

function changesOf(flat: Int32Array): Change[] {
  const changes: Change[] = []
  for (let at = 0; at < flat.length; at += 4)
    changes.push(new Change(flat[at] ?? 0, flat[at + 1] ?? 0, flat[at + 2] ?? 0, flat[at + 3] ?? 0))
  return changes
}
