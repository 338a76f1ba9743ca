import { TriangleAlert } from 'lucide-react'
import { lazy, Suspense, useMemo } from 'react'
import type { CheckedReference } from '../../../shared/model/check.ts'
import type { TextMark } from '../../../shared/model/file-text.ts'
import { browserSees, djangoSees } from '../../../shared/text/describe-references.ts'
import { plural } from '../../../shared/text/plural.ts'
import { useApp } from '../../state/store-context.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ReferenceLine } from './UsersTab.tsx'
import { useLoaded } from './use-loaded.ts'

const TextView = lazy(async () => ({ default: (await import('../../editor/TextView.tsx')).TextView }))

/** Marks beyond these help nobody. */
const MOST_MARKS = 3000

/** Two readings of one file: what Django's rules see, and what a browser will ask for. */
export function ReadingsTab({ file, isStatic }: { readonly file: string; readonly isStatic: boolean }) {
  const readReferences = useApp((state) => state.readCheckedReferences)
  const readText = useApp((state) => state.readCheckedText)
  const revision = useApp((state) => state.checkSummary?.revision ?? 0)
  const loaded = useLoaded(`${revision} ${file}`, async (signal) => {
    const references: CheckedReference[] = []
    for (let total = 1; references.length < Math.min(total, MOST_MARKS);) {
      const page = await readReferences(file, references.length)
      if (page.references.length === 0) break
      references.push(...page.references)
      total = page.total
    }
    return { references, text: isStatic ? await readText(file, signal) : null }
  })
  const references = loaded.state === 'ready' ? loaded.value.references : NONE
  const django = useMemo(() => references.flatMap(djangoMark), [references])
  const browser = useMemo(() => references.flatMap(browserMark), [references])
  if (loaded.state === 'failed')
    return <EmptyState icon={<TriangleAlert size={20} />} title="The file could not be read" text={loaded.message} />
  if (loaded.state === 'reading') return <div className="content-wait" aria-busy="true" />
  const { text } = loaded.value
  const differing = references.filter(differs)
  return (
    <div className="readings">
      <p className="readings-head">
        {references.length === 0
          ? 'Neither reading has a reference in this file.'
          : `${plural(references.length, 'place')}; the readings differ at ${differing.length === 0 ? 'none of them' : plural(differing.length, 'place')}.`}
      </p>
      {text !== null && text.kind === 'text' && !text.isCut && (
        <div className="readings-pair">
          {(
            [
              ['What Django sees', django],
              ['What a browser asks for', browser],
            ] as const
          ).map(([label, marks]) => (
            <section key={label} className="reading" aria-label={label}>
              <h3>
                {label} <span className="dim">{plural(marks.length, 'place')}</span>
              </h3>
              <Suspense fallback={<div className="content-wait" aria-busy="true" />}>
                <TextView label={`${label} in ${file}`} name={file} text={text.text} marks={marks} />
              </Suspense>
            </section>
          ))}
        </div>
      )}
      <ReadingsList
        title={text === null ? 'Places' : 'Where they differ'}
        references={text === null ? references : differing}
      />
    </div>
  )
}

const NONE: readonly CheckedReference[] = []
/** Places drawn below the texts. */
const SHOWN = 100

function ReadingsList({
  title,
  references,
}: {
  readonly title: string
  readonly references: readonly CheckedReference[]
}) {
  if (references.length === 0) return null
  return (
    <section className="readings-list" aria-label={title} tabIndex={0}>
      <h3>{title}</h3>
      <ul className="references">
        {references.slice(0, SHOWN).map((reference) => (
          <ReferenceLine key={reference.offset} reference={reference} />
        ))}
      </ul>
      {references.length > SHOWN && <p className="dim">and {references.length - SHOWN} more</p>}
    </section>
  )
}

/** One reading sees a place that the other does not, or a browser asks for something that Django left alone. */
function differs({ django, request, served }: CheckedReference): boolean {
  const isSeen = django.verdict !== 'not-seen'
  const isAsked = request !== 'never'
  return isSeen !== isAsked || (django.verdict === 'left' && (served === 'plain' || served === 'missing'))
}

function djangoMark(reference: CheckedReference): TextMark[] {
  const { offset, text, django } = reference
  const kind = ({ rewritten: 'rewritten', error: 'error', left: 'finding', 'not-seen': null } as const)[django.verdict]
  return kind === null ? [] : [{ start: offset, end: offset + text.length, kind, note: djangoSees(reference) }]
}

function browserMark(reference: CheckedReference): TextMark[] {
  const { offset, text, request, served } = reference
  if (request === 'never') return []
  const kind =
    served === 'hashed' || served === 'none'
      ? 'rewritten'
      : served === 'missing' || served === 'wrong-case'
        ? 'error'
        : 'finding'
  return [{ start: offset, end: offset + text.length, kind, note: browserSees(reference) }]
}
