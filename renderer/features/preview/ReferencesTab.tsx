import { useState } from 'react'
import type { FileDetail, ReferenceOut } from '../../../shared/model/preview.ts'
import type { Tone } from '../../../shared/text/describe-row.ts'
import { normalizeName } from '../../../shared/text/normalize-name.ts'
import { plural } from '../../../shared/text/plural.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { UsersOfFile } from './UsersOfFile.tsx'

/** References drawn at first; a bundle can hold thousands. */
const SHOWN = 100

const OUTCOMES: Readonly<
  Record<ReferenceOut['outcome'], { readonly sign: string; readonly text: string; readonly tone: Tone }>
> = {
  rewritten: { sign: '◇', text: 'rewritten', tone: 'ripple' },
  left: { sign: '–', text: 'left as written', tone: 'unknown' },
  error: { sign: '×', text: 'error', tone: 'bad' },
}

/** What the file refers to, as Django's patterns see it, what becomes of each reference, and who refers to the file. */
export function ReferencesTab({ file }: { readonly file: FileDetail }) {
  const [shown, setShown] = useState(SHOWN)
  // Django goes through pattern by pattern; people read a file from its top.
  const references = [...file.referencesOut].sort((a, b) => a.line - b.line || a.column - b.column)
  return (
    <div className="detail">
      <section aria-label="Refers to">
        <h3>
          Refers to{' '}
          <span className="dim">{references.length === 0 ? 'nothing' : plural(references.length, 'place')}</span>
        </h3>
        {references.length === 0 ? (
          <p className="detail-note">
            {file.adjustable
              ? 'None of Django’s patterns matches anything in this file.'
              : 'Django does not look for references in files of this type.'}
          </p>
        ) : (
          <p className="detail-note">{countOutcomes(references)}</p>
        )}
        <ul className="references">
          {references.slice(0, shown).map((reference, index) => (
            <ReferenceLine key={index} reference={reference} />
          ))}
        </ul>
        {references.length > shown && (
          <Button look="link" onPress={() => setShown(shown + SHOWN)}>
            Show {plural(Math.min(SHOWN, references.length - shown), 'more reference')}
          </Button>
        )}
      </section>
      <UsersOfFile file={file} />
    </div>
  )
}

function ReferenceLine({ reference }: { readonly reference: ReferenceOut }) {
  const goToFile = useApp((state) => state.goToFile)
  const { sign, text, tone } = OUTCOMES[reference.outcome]
  const target = reference.target === null ? null : normalizeName(reference.target)
  return (
    <li className="reference">
      <span className="reference-place" title={`Line ${reference.line}, column ${reference.column}`}>
        {reference.line}:{reference.column}
      </span>
      <div className="reference-words">
        <span className="code reference-text" title={reference.matched}>
          {reference.matched}
        </span>
        {reference.outcome === 'rewritten' && (
          <span className="code reference-text reference-written" title={reference.written}>
            → {reference.written}
          </span>
        )}
        {reference.reason !== null && <span className="reference-reason">{reference.reason}</span>}
        {target !== null && reference.outcome === 'rewritten' && (
          <Button look="link" onPress={() => goToFile(target, { tab: 'overview' })}>
            {target}
          </Button>
        )}
      </div>
      <Tag tone={tone} sign={sign} text={text} />
    </li>
  )
}

function countOutcomes(references: readonly ReferenceOut[]): string {
  const count = (outcome: ReferenceOut['outcome']) =>
    references.filter((reference) => reference.outcome === outcome).length
  const parts = [
    [count('rewritten'), 'rewritten'],
    [count('left'), 'left as written'],
    [count('error'), 'with an error'],
  ] as const
  return parts
    .filter(([n]) => n > 0)
    .map(([n, words]) => `${n} ${words}`)
    .join(', ')
}
