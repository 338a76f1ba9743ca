import type { FileDetail } from '../../../shared/model/preview.ts'
import { formatBytes, formatExactBytes } from '../../../shared/text/format-bytes.ts'
import { Tag } from '../../ui/Tag.tsx'
import { DetailHead } from './DetailHead.tsx'

/** All source files that could become this name, in the order in which the finders give them. */
export function CandidatesTab({ file }: { readonly file: FileDetail }) {
  return (
    <div className="detail">
      <DetailHead file={file} />
      <section>
        <h3>In the order of the finders: the first one wins</h3>
        <ol className="candidates">
          {file.candidates.map((candidate, index) => (
            <li key={index} className="candidate">
              <span className="candidate-number">{index + 1}</span>
              <span className="candidate-words">
                <span className="candidate-source">{candidate.source}</span>
                <span className="dim">
                  {candidate.provider.label}
                  {candidate.provider.package !== null &&
                    ` · ${candidate.provider.package} ${candidate.provider.version ?? ''}`}{' '}
                  · <span title={formatExactBytes(candidate.size)}>{formatBytes(candidate.size)}</span>
                </span>
              </span>
              {candidate.winner ? <Tag tone="ok" sign="✓" text="collected" /> : <Loser equal={candidate.equal} />}
            </li>
          ))}
        </ol>
      </section>
    </div>
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
