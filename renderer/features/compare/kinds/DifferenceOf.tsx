import { FileQuestion } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { toErrorData } from '../../../../shared/contract/errors.ts'
import type { ContentsDifference } from '../../../../shared/model/content-facts.ts'
import { useApp } from '../../../state/store-context.ts'
import { Button } from '../../../ui/Button.tsx'
import { ChipGroup } from '../../../ui/ChipGroup.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { BinaryDiff } from './BinaryDiff.tsx'
import { FontDiff } from './FontDiff.tsx'
import { ImageDiff } from './ImageDiff.tsx'
import type { ContentKind } from './kind-of-name.ts'
import { SourceMapDiff } from './SourceMapDiff.tsx'
import './kinds.css'

type Props = {
  readonly comparisonId: string
  /** Logical name in B; in A for a removed file. */
  readonly name: string
  /** What its ending lets one expect. */
  readonly kind: ContentKind
  /** The difference line by line, for a text and for what can be read as one too: SVG, source maps. */
  readonly text?: ReactNode
}

type Loaded =
  | { readonly state: 'reading' }
  | { readonly state: 'ready'; readonly contents: ContentsDifference }
  | { readonly state: 'failed'; readonly message: string }

/** In what a file differs between two releases, in the way that suits what it is. */
export function DifferenceOf({ comparisonId, name, kind, text }: Props) {
  if (kind === 'text' && text !== undefined) return text
  return <OtherDifference key={`${comparisonId} ${name}`} comparisonId={comparisonId} name={name} text={text} />
}

function OtherDifference({ comparisonId, name, text }: Omit<Props, 'kind'>) {
  const readContents = useApp((state) => state.readContents)
  const [loaded, setLoaded] = useState<Loaded>({ state: 'reading' })
  const [attempt, setAttempt] = useState(0)
  const [look, setLook] = useState<'itself' | 'text'>('itself')
  useEffect(() => {
    const abort = new AbortController()
    setLoaded({ state: 'reading' })
    readContents(comparisonId, name, abort.signal).then(
      (contents) => setLoaded({ state: 'ready', contents }),
      (error: unknown) => abort.signal.aborted || setLoaded({ state: 'failed', message: toErrorData(error).message }),
    )
    return () => abort.abort()
  }, [readContents, comparisonId, name, attempt])

  if (loaded.state === 'reading') {
    return (
      <p className="kind-wait" role="status">
        Reading both sides…
      </p>
    )
  }
  if (loaded.state === 'failed') {
    return (
      <EmptyState icon={<FileQuestion size={20} />} title="The difference cannot be shown" text={loaded.message}>
        <Button onPress={() => setAttempt(attempt + 1)}>Try again</Button>
      </EmptyState>
    )
  }
  const { contents } = loaded
  const detail = (contents.b.detail ?? contents.a.detail)?.kind ?? null
  const isAlsoText =
    text !== undefined && [contents.a, contents.b].some(({ type }) => type === 'SVG image' || type === 'source map')
  return (
    <div className="kind">
      {isAlsoText && (
        <ChipGroup
          label="Look"
          look="segments"
          value={look}
          choices={[
            { id: 'itself', label: detail === 'image' ? 'Picture' : 'Sources' },
            { id: 'text', label: 'Text' },
          ]}
          onChange={setLook}
        />
      )}
      {isAlsoText && look === 'text' && <div className="kind-text">{text}</div>}
      {look === 'itself' && detail === 'image' && (
        <ImageDiff comparisonId={comparisonId} name={name} contents={contents} />
      )}
      {look === 'itself' && detail === 'font' && <FontDiff contents={contents} />}
      {look === 'itself' && detail === 'source-map' && <SourceMapDiff contents={contents} />}
      {look === 'itself' && detail === null && <BinaryDiff contents={contents} />}
    </div>
  )
}
