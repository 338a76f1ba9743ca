import { useState } from 'react'
import type { Candidate, FileDetail } from '../../../shared/model/preview.ts'
import { formatBytes, formatExactBytes } from '../../../shared/text/format-bytes.ts'
import { Button } from '../../ui/Button.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { CandidateDiff } from './CandidateDiff.tsx'
import { DetailHead } from './DetailHead.tsx'

/** All source files that could become this name, in the order in which the finders give them, and what tells them apart. */
export function CandidatesTab({ file }: { readonly file: FileDetail }) {
  const firstOther = file.candidates.findIndex(({ winner, equal }) => !winner && equal !== true)
  const [chosen, setChosen] = useState<{ readonly file: FileDetail; readonly index: number | null } | null>(null)
  const compared = chosen?.file === file ? chosen.index : firstOther > 0 ? firstOther : null
  const choose = (index: number | null) => setChosen({ file, index })
  return (
    <div className="candidates-tab">
      <div className="detail candidates-list">
        <DetailHead file={file} />
        <section>
          <h3>In the order of the finders: the first one wins</h3>
          <ol className="candidates">
            {file.candidates.map((candidate, index) => (
              <CandidateLine
                key={index}
                candidate={candidate}
                index={index}
                isCompared={index === compared}
                onCompare={(isOn) => choose(isOn ? index : null)}
              />
            ))}
          </ol>
        </section>
      </div>
      {compared !== null && <CandidateDiff key={compared} file={file} index={compared} />}
    </div>
  )
}

type LineProps = {
  readonly candidate: Candidate
  readonly index: number
  readonly isCompared: boolean
  readonly onCompare: (isOn: boolean) => void
}

function CandidateLine({ candidate, index, isCompared, onCompare }: LineProps) {
  const { source, provider, size, winner, equal } = candidate
  return (
    <li className="candidate">
      <span className="candidate-number">{index + 1}</span>
      <span className="candidate-words">
        <span className="candidate-source">{source}</span>
        <span className="dim">
          {provider.label}
          {provider.package !== null && ` · ${provider.package} ${provider.version ?? ''}`} ·{' '}
          <span title={formatExactBytes(size)}>{formatBytes(size)}</span>
        </span>
      </span>
      {winner ? <Tag tone="ok" sign="✓" text="collected" /> : <Loser equal={equal} />}
      {!winner && equal !== true && (
        <Button
          look="quiet"
          aria-label={`Compare candidate ${index + 1} with the winner`}
          aria-pressed={isCompared}
          onPress={() => onCompare(!isCompared)}
        >
          {isCompared ? 'Hide' : 'Compare'}
        </Button>
      )}
    </li>
  )
}

function Loser({ equal }: { readonly equal: boolean | null }) {
  if (equal === null) return <Tag tone="unknown" sign="?" text="not read" title="Its bytes could not be compared" />
  return equal ? (
    <Tag tone="unknown" sign="=" text="same bytes" title="Shadowed; its bytes equal the winner's" />
  ) : (
    <Tag tone="warn" sign="≠" text="other bytes" title="Shadowed; its bytes differ from the winner's" />
  )
}
