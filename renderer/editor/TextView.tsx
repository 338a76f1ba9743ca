import { openSearchPanel } from '@codemirror/search'
import { EditorState, type Extension, type Text } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { TriangleAlert, Search, WrapText } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { TextMark } from '../../shared/model/file-text.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FoldNote } from './FoldNote.tsx'
import { loadLanguage } from './load-language.ts'
import { documentOf, readerSetup } from './reader-setup.ts'
import { runTextTask } from './run-text-task.ts'
import { ShadowBox } from './ShadowBox.tsx'
import type { FoldedSide } from './text-work.ts'
import './editor.css'

type Props = {
  /** What a screen reader calls the text. */
  readonly label: string
  /** File name; its ending gives the syntax. */
  readonly name: string
  readonly text: string
  readonly marks?: readonly TextMark[]
}

type Ready = {
  readonly text: string
  readonly side: FoldedSide
  readonly document: Text
  readonly language: Extension
}

const NO_MARKS: readonly TextMark[] = []

/** One text to read, with places marked. Its very long lines are folded, so that files of one line stay quick. */
export function TextView({ label, name, text, marks = NO_MARKS }: Props) {
  const [ready, setReady] = useState<Ready | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isWrapped, setWrapped] = useState(false)
  const view = useRef<EditorView | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    setProblem(null)
    const prepare = async () => {
      const [result, language] = await Promise.all([
        runTextTask({ kind: 'fold', text }, controller.signal),
        loadLanguage(name, text.length),
      ])
      if (controller.signal.aborted || result.kind !== 'fold') return
      const document = await documentOf(result.side)
      if (!controller.signal.aborted) setReady({ text, side: result.side, document, language })
    }
    prepare().catch((error: unknown) => {
      if (!controller.signal.aborted) setProblem(error instanceof Error ? error.message : String(error))
    })
    return () => controller.abort()
  }, [text, name])
  const shown = ready?.text === text ? ready : null
  const mount = useCallback(
    (box: HTMLElement, root: ShadowRoot) => {
      if (shown === null) return () => undefined
      const { side, document, language } = shown
      const editor = new EditorView({
        parent: box,
        root,
        state: EditorState.create({
          doc: document,
          extensions: [readerSetup({ label, side, marks }, isWrapped), language],
        }),
      })
      view.current = editor
      return () => {
        view.current = null
        editor.destroy()
      }
    },
    [shown, label, marks, isWrapped],
  )
  const openSearch = () => {
    if (view.current !== null) openSearchPanel(view.current)
  }
  if (problem !== null)
    return <EmptyState icon={<TriangleAlert size={20} />} title="The text could not be shown" text={problem} />
  return (
    <div className="text-tool" role="group" aria-label={label}>
      <div className="text-bar">
        <FoldNote folds={shown?.side.folds.length ?? 0} />
        <span className="text-bar-space" />
        <Button
          look="icon"
          aria-label="Wrap lines"
          title="Wrap lines"
          aria-pressed={isWrapped}
          onPress={() => setWrapped(!isWrapped)}
        >
          <WrapText size={15} />
        </Button>
        <Button look="icon" aria-label="Find in the text" title="Find in the text: Ctrl F" onPress={openSearch}>
          <Search size={15} />
        </Button>
      </div>
      {shown === null ? (
        <div className="text-box" aria-busy="true" />
      ) : (
        <ShadowBox className="text-box" mount={mount} />
      )}
    </div>
  )
}
