import { FlaskConical } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { type ErrorData, toErrorData } from '../../../shared/contract/errors.ts'
import type { VerificationDifference } from '../../../shared/model/verification.ts'
import { differenceLabel, differenceSide } from '../../../shared/text/describe-verification.ts'
import { rowAt } from '../../state/row-pages.ts'
import type { WholeText } from '../../state/slices/contents.ts'
import { useApp } from '../../state/store-context.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IsolatedPath } from '../../ui/IsolatedPath.tsx'

const TextDiff = lazy(async () => ({ default: (await import('../../editor/TextDiff.tsx')).TextDiff }))

/** Both sides of the selected difference: facts, and the two texts where both sides have one. */
export function DifferencePane() {
  const index = useApp((state) => state.selectedDifference)
  const difference = useApp((state) =>
    state.selectedDifference === null ? undefined : rowAt(state.differences, state.selectedDifference),
  )
  const django = useApp((state) => state.verification?.verification.django ?? '')
  if (index === null || difference === undefined)
    return (
      <EmptyState
        icon={<FlaskConical size={20} />}
        title="No difference selected"
        text="Both sides of a difference appear here."
      />
    )
  const { name, ours, theirs } = difference
  return (
    <>
      <div className="detail-head verify-detail">
        <h2 tabIndex={-1}>{name === null ? 'The whole command' : <IsolatedPath path={name} />}</h2>
        <p className="detail-source">{differenceLabel(difference)}</p>
      </div>
      <dl className="facts verify-facts">
        <dt>Preview</dt>
        <dd>{differenceSide(difference, ours)}</dd>
        <dt>Django {django}</dt>
        <dd>{differenceSide(difference, theirs)}</dd>
      </dl>
      <BothTexts key={`${index} ${name ?? ''}`} difference={difference} django={django} />
    </>
  )
}

/** Which output file stands for a difference on each side; null where the difference is not about contents. */
function filesOf({ kind, name, ours, theirs }: VerificationDifference): { ours: string; theirs: string } | null {
  if (kind === 'name') return ours === null || theirs === null ? null : { ours, theirs }
  if ((kind !== 'bytes' && kind !== 'manifest') || name === null || ours === null || theirs === null) return null
  return { ours: name, theirs: name }
}

type Texts = { readonly ours: WholeText; readonly theirs: WholeText }

function BothTexts({ difference, django }: { readonly difference: VerificationDifference; readonly django: string }) {
  const read = useApp((state) => state.readVerifiedText)
  const [found, setFound] = useState<Texts | ErrorData | null>(null)
  const files = filesOf(difference)
  const [ours, theirs] = [files?.ours ?? null, files?.theirs ?? null]
  useEffect(() => {
    if (ours === null || theirs === null) return
    const controller = new AbortController()
    const { signal } = controller
    Promise.all([read(ours, 'ours', signal), read(theirs, 'theirs', signal)]).then(
      ([one, other]) => setFound({ ours: one, theirs: other }),
      (error: unknown) => {
        if (!signal.aborted) setFound(toErrorData(error))
      },
    )
    return () => controller.abort()
  }, [read, ours, theirs])
  if (files === null) return null
  if (found === null) return <div className="content-wait" aria-busy="true" />
  if ('message' in found) return <p className="verify-note">{found.message}</p>
  const areTexts = [found.ours, found.theirs].every(({ kind, isCut }) => kind === 'text' && !isCut)
  if (!areTexts) return <p className="verify-note">The contents are no texts that can be shown side by side.</p>
  if (found.ours.text === found.theirs.text) return <p className="verify-note">The contents are equal.</p>
  return (
    <Suspense fallback={<div className="content-wait" aria-busy="true" />}>
      <TextDiff
        label={`Preview and Django’s output of ${difference.name ?? ''}`}
        name={files.theirs}
        a={{ label: 'Preview', text: found.ours.text }}
        b={{ label: `Django ${django}`, text: found.theirs.text }}
      />
    </Suspense>
  )
}
