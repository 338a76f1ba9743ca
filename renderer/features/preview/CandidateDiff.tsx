import { lazy, Suspense, useEffect, useState } from 'react'
import { type ErrorData, toErrorData } from '../../../shared/contract/errors.ts'
import type { ByteDifference } from '../../../shared/model/file-text.ts'
import type { FileDetail } from '../../../shared/model/preview.ts'
import { formatCount, formatExactBytes } from '../../../shared/text/format-bytes.ts'
import type { WholeText } from '../../state/slices/contents.ts'
import { useApp } from '../../state/store-context.ts'
import { FailedText } from './FileBody.tsx'
import { useText } from './use-text.ts'

const TextDiff = lazy(async () => ({ default: (await import('../../editor/TextDiff.tsx')).TextDiff }))

type Props = {
  readonly file: FileDetail
  /** Which candidate is held against the winner. */
  readonly index: number
}

/** What tells the winner from a candidate that lost: texts line by line, images side by side, others by their bytes. */
export function CandidateDiff({ file, index }: Props) {
  const winner = useText(file, 'source')
  const loser = useText(file, { candidate: index })
  if (winner.state === 'failed') return <FailedText read={winner} />
  if (loser.state === 'failed') return <FailedText read={loser} />
  if (winner.state === 'reading' || loser.state === 'reading') return <div className="content-wait" aria-busy="true" />
  const labels = { winner: `Winner: ${labelOf(file, 0)}`, loser: `Candidate ${index + 1}: ${labelOf(file, index)}` }
  const areTexts = [winner, loser].every(({ text }) => text.kind === 'text' && !text.isCut)
  if (areTexts) {
    return (
      <Suspense fallback={<div className="content-wait" aria-busy="true" />}>
        <TextDiff
          label={`Winner and candidate ${index + 1} of ${file.name}`}
          name={file.name}
          a={{ label: labels.loser, text: loser.text.text }}
          b={{ label: labels.winner, text: winner.text.text }}
        />
      </Suspense>
    )
  }
  return (
    <div className="detail byte-diff" role="group" aria-label={`Winner and candidate ${index + 1} of ${file.name}`}>
      {winner.text.image !== null && loser.text.image !== null && (
        <div className="image-pair">
          <Picture label={labels.loser} image={loser.text.image} />
          <Picture label={labels.winner} image={winner.text.image} />
        </div>
      )}
      <ByteFacts file={file} index={index} winner={winner.text} loser={loser.text} />
    </div>
  )
}

function labelOf(file: FileDetail, index: number): string {
  return file.candidates[index]?.provider.label ?? ''
}

function Picture({ label, image }: { readonly label: string; readonly image: string }) {
  const [size, setSize] = useState('')
  return (
    <figure>
      <div className="content-image">
        <img
          src={image}
          alt={label}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => setSize(`${naturalWidth} × ${naturalHeight}`)}
        />
      </div>
      <figcaption>
        {label} <span className="dim">{size}</span>
      </figcaption>
    </figure>
  )
}

type FactsProps = Props & { readonly winner: WholeText; readonly loser: WholeText }

function ByteFacts({ file, index, winner, loser }: FactsProps) {
  const compareCandidate = useApp((state) => state.compareCandidate)
  const [found, setFound] = useState<ByteDifference | ErrorData | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    compareCandidate(file.name, index, controller.signal).then(setFound, (error: unknown) => {
      if (!controller.signal.aborted) setFound(toErrorData(error))
    })
    return () => controller.abort()
  }, [compareCandidate, file, index])
  return (
    <dl className="facts">
      <dt>Winner</dt>
      <dd>
        {winner.type}, {formatExactBytes(winner.size)}
      </dd>
      <dt>Candidate {index + 1}</dt>
      <dd>
        {loser.type}, {formatExactBytes(loser.size)}
      </dd>
      <dt>First difference</dt>
      <dd>{found === null ? '…' : 'message' in found ? found.message : describe(found)}</dd>
    </dl>
  )
}

function describe({ first, a, b }: ByteDifference): string {
  if (first === null) return 'none: the bytes are equal'
  const place = `byte ${formatCount(first)} (0x${first.toString(16)})`
  return first === Math.min(a.size, b.size) ? `${place}, where the shorter one ends` : place
}
