import { ChevronDown, ChevronUp, Equal, FoldVertical, Search, TriangleAlert, WrapText } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { plural } from '../../shared/text/plural.ts'
import { Button } from '../ui/Button.tsx'
import { ChipGroup } from '../ui/ChipGroup.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FoldNote } from './FoldNote.tsx'
import { loadLanguage } from './load-language.ts'
import { canUnify } from './can-unify.ts'
import { type DiffHandle, type DiffLook, mountDiff, type ReadyDiff } from './mount-diff.ts'
import { documentOf } from './reader-setup.ts'
import { runTextTask } from './run-text-task.ts'
import { ShadowBox } from './ShadowBox.tsx'
import './editor.css'

/** One side of a difference. */
export type DiffSide = {
  /** What people call it: `Source`, `Winner: static/site.css`. */
  readonly label: string
  readonly text: string
}

type Props = {
  /** What a screen reader calls the whole. */
  readonly label: string
  /** File name; its ending gives the syntax. */
  readonly name: string
  readonly a: DiffSide
  readonly b: DiffSide
}

/** Time for a comparison before a coarser one is shown, in ms. */
const TIME = 5000

/** Until one is chosen, the layout follows the width. */
type Look = Omit<DiffLook, 'layout'> & { readonly layout: DiffLook['layout'] | null }

/** Below this many px two columns are too narrow to read. */
const NARROW = 620

const LAYOUTS: readonly { readonly id: DiffLook['layout']; readonly label: string }[] = [
  { id: 'split', label: 'Split' },
  { id: 'unified', label: 'Unified' },
]

/** With the texts that it is about, to tell an old one from a new one. */
type Ready = ReadyDiff & { readonly textA: string; readonly textB: string }

/** What differs between two texts: side by side or in one, words marked, equal lines folded away. */
export function TextDiff({ label, name, a, b }: Props) {
  const { ready, problem, isWorking, hasTime, setTime } = useDifference(name, a.text, b.text)
  const [look, setLook] = useState<Look>({ layout: null, isCollapsed: true, isWrapped: true })
  const [place, setPlace] = useState('')
  const [total, setTotal] = useState<number | null>(null)
  const handle = useRef<DiffHandle | null>(null)
  const isUnifiable = ready === null || canUnify(ready.result.changes)
  const { isCollapsed, isWrapped } = look
  const frame = useRef<HTMLDivElement>(null)
  const isNarrow = useIsNarrow(frame)
  const layout = isUnifiable ? (look.layout ?? (isNarrow ? 'unified' : 'split')) : 'split'
  const mount = useCallback(
    (box: HTMLElement, root: ShadowRoot) => {
      if (ready === null) return () => undefined
      const labels = [a.label, b.label] as const
      const mounted = mountDiff(box, root, labels, ready, { layout, isCollapsed, isWrapped })
      handle.current = mounted
      setTotal(mounted.total)
      return () => {
        handle.current = null
        mounted.destroy()
      }
    },
    [ready, a.label, b.label, layout, isCollapsed, isWrapped],
  )
  const go = (direction: 1 | -1) => {
    const found = handle.current?.go(direction) ?? null
    setPlace(found === null ? '' : `Change ${found.number} of ${found.total}, line ${found.line}`)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'F7' || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    go(event.shiftKey ? -1 : 1)
  }
  if (problem !== null)
    return <EmptyState icon={<TriangleAlert size={20} />} title="The texts could not be compared" text={problem} />
  if (ready !== null && ready.result.changes.length === 0)
    return <EmptyState icon={<Equal size={20} />} title="No difference" text={`${a.label} and ${b.label} are equal.`} />
  return (
    <div className="text-tool" role="group" aria-label={label} onKeyDown={press} ref={frame}>
      <div className="text-bar">
        <ChipGroup
          label="Layout"
          look="segments"
          value={layout}
          choices={isUnifiable ? LAYOUTS : LAYOUTS.slice(0, 1)}
          onChange={(id) => setLook({ ...look, layout: id })}
        />
        <Button look="icon" aria-label="Previous change" title="Previous change: Shift F7" onPress={() => go(-1)}>
          <ChevronUp size={15} />
        </Button>
        <Button look="icon" aria-label="Next change" title="Next change: F7" onPress={() => go(1)}>
          <ChevronDown size={15} />
        </Button>
        <span className="text-count" role="status">
          {place === '' ? (total === null || ready === null ? '' : plural(total, 'change')) : place}
        </span>
        <span className="text-bar-space" />
        <Button
          look="icon"
          aria-label="Hide equal lines"
          title="Hide equal lines"
          aria-pressed={isCollapsed}
          onPress={() => setLook({ ...look, isCollapsed: !isCollapsed })}
        >
          <FoldVertical size={15} />
        </Button>
        <Button
          look="icon"
          aria-label="Wrap lines"
          title="Wrap lines"
          aria-pressed={isWrapped}
          onPress={() => setLook({ ...look, isWrapped: !isWrapped })}
        >
          <WrapText size={15} />
        </Button>
        <Button
          look="icon"
          aria-label="Find in the text"
          title="Find in the text: Ctrl F"
          onPress={() => handle.current?.find()}
        >
          <Search size={15} />
        </Button>
      </div>
      <DiffNotes ready={ready} isWorking={isWorking} hasTime={hasTime} setTime={setTime} />
      {ready !== null && (
        <div className={`text-sides text-sides-${layout}`} aria-hidden="true">
          <span title={a.label}>− {a.label}</span>
          <span title={b.label}>+ {b.label}</span>
        </div>
      )}
      {ready === null ? (
        <div className="text-box" aria-busy="true" />
      ) : (
        <ShadowBox className="text-box" mount={mount} />
      )}
    </div>
  )
}

type NoteProps = {
  readonly ready: Ready | null
  readonly isWorking: boolean
  /** Whether the comparison has all the time that it needs. */
  readonly hasTime: boolean
  readonly setTime: (hasTime: boolean) => void
}

/** Says that something was cut short or put in, and offers to go on. */
function DiffNotes({ ready, isWorking, hasTime, setTime }: NoteProps) {
  if (ready === null) return <p className="text-notes">Comparing…</p>
  const folds = ready.result.a.folds.length + ready.result.b.folds.length
  const isCoarse = !ready.result.isExact
  if (folds === 0 && !isCoarse) return null
  return (
    <p className="text-notes">
      <FoldNote folds={folds} />
      {isCoarse && (
        <span className="text-coarse">
          <TriangleAlert size={13} aria-hidden="true" />
          <span>
            Coarse: the comparison was cut short, so blocks may look larger than what changed in them.{' '}
            {isWorking && hasTime ? (
              <>
                Going on…{' '}
                <Button look="link" onPress={() => setTime(false)}>
                  Stop
                </Button>
              </>
            ) : (
              <Button look="link" onPress={() => setTime(true)}>
                Keep going
              </Button>
            )}
          </span>
        </span>
      )}
    </p>
  )
}

/** Whether the frame is too narrow for two columns; measured as it changes. */
function useIsNarrow(frame: RefObject<HTMLDivElement | null>): boolean {
  const [isNarrow, setNarrow] = useState(false)
  useLayoutEffect(() => {
    const element = frame.current
    if (element === null) return
    const measure = () => setNarrow(element.clientWidth < NARROW)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame])
  return isNarrow
}

/** Compares two texts aside; the newest pair wins. A coarse result stays in sight while a finer one is worked out. */
function useDifference(name: string, a: string, b: string) {
  const [ready, setReady] = useState<Ready | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isWorking, setWorking] = useState(false)
  const [patience, setPatience] = useState<{ readonly a: string; readonly b: string } | null>(null)
  const hasTime = patience?.a === a && patience.b === b
  useEffect(() => {
    const controller = new AbortController()
    setProblem(null)
    setWorking(true)
    const compare = async () => {
      const [result, language] = await Promise.all([
        runTextTask({ kind: 'diff', a, b, milliseconds: hasTime ? null : TIME }, controller.signal),
        loadLanguage(name, Math.max(a.length, b.length)),
      ])
      if (controller.signal.aborted || result.kind !== 'diff') return
      const [documentA, documentB] = [await documentOf(result.a), await documentOf(result.b)]
      if (controller.signal.aborted) return
      setReady({ result, language, a: documentA, b: documentB, textA: a, textB: b })
      setWorking(false)
    }
    compare().catch((error: unknown) => {
      if (!controller.signal.aborted) setProblem(error instanceof Error ? error.message : String(error))
    })
    return () => controller.abort()
  }, [name, a, b, hasTime])
  const shown = ready?.textA === a && ready.textB === b ? ready : null
  return { ready: shown, problem, isWorking, hasTime, setTime: (has: boolean) => setPatience(has ? { a, b } : null) }
}
