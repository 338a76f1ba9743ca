import { Equal, FileDigit, FileX } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { ComparisonFile } from '../../../shared/model/comparison-view.ts'
import { plural } from '../../../shared/text/plural.ts'
import type { ComparedText } from '../../state/slices/comparison-file.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { ChipGroup } from '../../ui/ChipGroup.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { DifferenceOf } from './kinds/DifferenceOf.tsx'
import { useComparedTexts } from './use-compared-texts.ts'
import { usePrettyPair } from './use-pretty-pair.ts'

const TextDiff = lazy(async () => ({ default: (await import('../../editor/TextDiff.tsx')).TextDiff }))
const TextView = lazy(async () => ({ default: (await import('../../editor/TextView.tsx')).TextView }))

const CONTENTS = [
  { id: 'output', label: 'As served' },
  { id: 'source', label: 'As written' },
] as const

/** What differs between two texts. Substituted hashes are hidden until they are asked for, and minified code is printed. */
export function TextDifference({ file }: { readonly file: ComparisonFile }) {
  const { a, b, difference } = file
  const hasSources = a?.source != null && b?.source != null
  const isAway = difference.cause === 'source-only' && hasSources
  const [content, setContent] = useState<'output' | 'source'>(isAway ? 'source' : 'output')
  const [hidesHashes, setHidesHashes] = useState(true)
  const [isPretty, setPretty] = useState(true)
  const texts = useComparedTexts(file, content, hidesHashes)
  const ready = texts.state === 'ready' ? texts : null
  const pair = usePrettyPair(difference.name, ready?.a.text ?? '', ready?.b.text ?? '', isPretty)
  const hidden = ready === null ? 0 : Math.max(ready.a.hidden, ready.b.hidden)
  const hasHashes = content === 'output' && ((a?.references.length ?? 0) > 0 || (b?.references.length ?? 0) > 0)
  return (
    <div className="difference">
      {(hasSources || hasHashes || pair.isMinified) && (
        <div className="difference-bar">
          {hasSources && (
            <ChipGroup label="Content" look="segments" value={content} choices={CONTENTS} onChange={setContent} />
          )}
          {hasHashes && (
            <Button look="quiet" aria-pressed={hidesHashes} onPress={() => setHidesHashes(!hidesHashes)}>
              {hidesHashes ? `Hashes hidden${hidden > 0 ? `: ${hidden}` : ''}` : 'Hashes shown'}
            </Button>
          )}
          {pair.isMinified && (
            <Button look="quiet" aria-pressed={isPretty} onPress={() => setPretty(!isPretty)}>
              {isPretty ? 'Printed in lines' : 'As it is, minified'}
            </Button>
          )}
        </div>
      )}
      {texts.state === 'failed' && (
        <EmptyState icon={<FileX size={20} />} title="The texts could not be read" text={texts.error.message}>
          <Button onPress={texts.retry}>Try again</Button>
        </EmptyState>
      )}
      {(texts.state === 'reading' || pair.texts === null) && texts.state !== 'failed' && (
        <div className="content-wait" aria-busy="true">
          {pair.texts === null && <p className="text-notes">Printing the minified texts in lines…</p>}
        </div>
      )}
      {ready !== null && pair.texts !== null && (
        <Texts
          file={file}
          a={{ ...ready.a, text: pair.texts[0] }}
          b={{ ...ready.b, text: pair.texts[1] }}
          onShowHashes={hidesHashes && hidden > 0 ? () => setHidesHashes(false) : null}
        />
      )}
    </div>
  )
}

type Props = {
  readonly file: ComparisonFile
  readonly a: ComparedText
  readonly b: ComparedText
  /** Null when no hash is hidden. */
  readonly onShowHashes: (() => void) | null
}

function Texts({ file, a, b, onShowHashes }: Props) {
  const before = useApp((state) => state.comparison?.a.name ?? 'From')
  const after = useApp((state) => state.comparison?.b.name ?? 'To')
  const comparisonId = useApp((state) => state.comparison?.comparisonId ?? '')
  const { name, status } = file.difference
  if (a.kind === 'binary' || b.kind === 'binary')
    return <DifferenceOf comparisonId={comparisonId} name={name} kind="binary" />
  if (a.isCut || b.isCut)
    return (
      <EmptyState
        icon={<FileDigit size={20} />}
        title="Too large to compare here"
        text="Export the releases and compare the files with a tool of your own."
      />
    )
  const sides = [
    { side: before, text: a, isThere: file.a !== null },
    { side: after, text: b, isThere: file.b !== null },
  ]
  for (const { side, text, isThere } of sides) {
    if (text.kind === 'gone')
      return (
        <EmptyState
          icon={<FileX size={20} />}
          title={`The bytes of ${side} are gone`}
          text="They are known by their hash, but cannot be had any more. Check the releases for damage."
        />
      )
    if (text.kind === 'none' && isThere)
      return (
        <EmptyState
          icon={<FileX size={20} />}
          title={`${side} does not tell its bytes`}
          text="It was taken from a manifest alone, or this content was not kept: names and hashes are all that can be compared."
        />
      )
  }
  if (a.kind === 'none' || b.kind === 'none')
    return (
      <Suspense fallback={<div className="content-wait" aria-busy="true" />}>
        <TextView
          label={`${status === 'removed' ? 'Removed' : 'Added'}: ${name}`}
          name={name}
          text={a.kind === 'none' ? b.text : a.text}
          marks={[]}
        />
      </Suspense>
    )
  if (a.text === b.text) return <Same file={file} onShowHashes={onShowHashes} hidden={Math.max(a.hidden, b.hidden)} />
  return (
    <Suspense fallback={<div className="content-wait" aria-busy="true" />}>
      <TextDiff
        label={`Difference of ${name}`}
        name={name}
        a={{ label: before, text: a.text }}
        b={{ label: after, text: b.text }}
      />
    </Suspense>
  )
}

type SameProps = Pick<Props, 'file' | 'onShowHashes'> & { readonly hidden: number }

function Same({ file, onShowHashes, hidden }: SameProps) {
  const show = useApp((state) => state.showComparison)
  const [root] = file.difference.chain.slice(-1)
  if (onShowHashes === null)
    return (
      <EmptyState
        icon={<Equal size={20} />}
        title="No difference in this content"
        text="Both sides hold the same bytes here."
      />
    )
  return (
    <EmptyState
      icon={<Equal size={20} />}
      title="Nothing but substituted hashes: no edit"
      text={`The author’s text is the same. ${plural(hidden, 'hash', 'hashes')} in it ${hidden === 1 ? 'is' : 'are'} hidden.${root === undefined ? '' : ` It changed because of ${root}.`}`}
    >
      <Button onPress={onShowHashes}>Show the hashes</Button>
      {root !== undefined && <Button onPress={() => show({ tab: 'ripple' }, 'replace')}>Show the ripple</Button>}
    </EmptyState>
  )
}
