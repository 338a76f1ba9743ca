import { BadgeCheck, CircleSlash, FlaskConical, TriangleAlert } from 'lucide-react'
import { useCallback } from 'react'
import type { VerificationDifference, VerificationState } from '../../../shared/model/verification.ts'
import { differenceLabel, differenceSide, verificationSentence } from '../../../shared/text/describe-verification.ts'
import { rowAt } from '../../state/row-pages.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { CutName } from '../../ui/CutName.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { LineList } from '../../ui/LineList.tsx'
import { useStaleReason, useVerifyJob } from './use-verification.ts'

/** How the project's real Django compares with the preview: the verdict, then each difference. */
export function VerifyPanel() {
  const state = useApp((app) => app.verification)
  const failure = useApp((app) => app.verifyFailure)
  const startVerify = useApp((app) => app.startVerify)
  const job = useVerifyJob()
  const again = (label: string) => <Button onPress={() => void startVerify()}>{label}</Button>
  if (job !== null)
    return (
      <EmptyState
        icon={<FlaskConical size={20} />}
        title="The project’s own collectstatic runs"
        text="It writes into a temporary folder. Nothing in the project or in STATIC_ROOT is changed."
      >
        <CancelButton id={job.id} />
      </EmptyState>
    )
  if (failure !== null)
    return (
      <EmptyState icon={<TriangleAlert size={20} />} title="Verify gave no result" text={failure.message}>
        {again('Try again')}
      </EmptyState>
    )
  if (state === null)
    return (
      <EmptyState
        icon={<FlaskConical size={20} />}
        title="Not verified yet"
        text="Verify runs the project’s real collectstatic into a temporary folder and compares every name and byte."
      >
        {again('Verify')}
      </EmptyState>
    )
  return (
    <>
      <VerifyHead state={state} />
      {state.verification.agrees ? (
        <EmptyState icon={<BadgeCheck size={20} />} title="No difference" text={agreementOf(state)} />
      ) : (
        <Differences />
      )}
    </>
  )
}

function CancelButton({ id }: { readonly id: string }) {
  const cancel = useApp((app) => app.cancelJob)
  return (
    <Button onPress={() => void cancel(id)}>
      <CircleSlash size={14} aria-hidden="true" /> Cancel
    </Button>
  )
}

function agreementOf({ verification: { error, total } }: VerificationState): string {
  return error === null
    ? `Winners, hashed names, bytes, manifest and last line are the same for all ${total} files.`
    : `Django stops at the same error: ${error.type}: ${error.message}`
}

/** The verdict, what it rests on, and what it does not say. */
function VerifyHead({ state }: { readonly state: VerificationState }) {
  const stale = useStaleReason()
  const { verification, isAnswer } = state
  const { isRemote, refused } = verification
  return (
    <div className="verify-head">
      <p>
        <b>{verificationSentence(verification)}</b>
      </p>
      {stale !== null && (
        <p className="verify-stale">
          <TriangleAlert size={13} aria-hidden="true" /> Out of date: {stale}. Run Verify again.
        </p>
      )}
      {isAnswer && <p>The preview shows what Django did.</p>}
      {isRemote && <p>The remote storage was replaced by one on this disk: hashing is compared, uploading is not.</p>}
      {refused.length > 0 && (
        <p title={refused.join('\n')}>
          The project’s collectstatic tried to change {refused[0]}
          {refused.length > 1 ? ` and ${refused.length - 1} more` : ''}, and was refused.
        </p>
      )}
    </div>
  )
}

const TONES = {
  error: 'bad',
  winner: 'bad',
  missing: 'bad',
  extra: 'bad',
  bytes: 'bad',
  name: 'warn',
  manifest: 'warn',
  summary: 'warn',
} as const satisfies Record<VerificationDifference['kind'], string>

function Differences() {
  const rows = useApp((app) => app.differences)
  const read = useApp((app) => app.readDifferences)
  const select = useApp((app) => app.selectDifference)
  const selected = useApp((app) => app.selectedDifference)
  const onRange = useCallback((first: number, last: number) => void read(first, last), [read])
  return (
    <LineList
      label="All differences"
      total={rows.total}
      onRange={onRange}
      onOpen={select}
      isSelected={(index) => index === selected}
      line={(index) => {
        const difference = rowAt(rows, index)
        if (difference === undefined) return <span className="skeleton-bar" />
        const { kind, name, ours, theirs } = difference
        const sides = `${differenceSide(difference, ours)} → ${differenceSide(difference, theirs)}`
        return (
          <>
            <span className="line-tag verify-kind">
              <Tag tone={TONES[kind]} sign="≠" text={differenceLabel(difference)} />
            </span>
            <span className="line-place">
              <CutName name={name ?? 'the whole command'} />
            </span>
            <span className="line-words" title={sides}>
              {sides}
            </span>
          </>
        )
      }}
    />
  )
}
