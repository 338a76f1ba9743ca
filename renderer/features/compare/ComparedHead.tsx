import { TriangleAlert } from 'lucide-react'
import type { ComparisonFile } from '../../../shared/model/comparison-view.ts'
import { beginSentence } from '../../../shared/text/begin-sentence.ts'
import { describeAlarmEffect } from '../../../shared/text/cause-marks.ts'
import { CAUSE_SENTENCES, describeAlarm } from '../../../shared/text/describe-comparison.ts'
import { formatBytes, formatExactBytes } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { IsolatedPath } from '../../ui/IsolatedPath.tsx'
import { CauseTags } from './CauseTags.tsx'

/** Name, cause and sizes of a file that was compared, with its alarms and what visitors get of them. */
export function ComparedHead({ file: { difference, alarms } }: { readonly file: ComparisonFile }) {
  const show = useApp((state) => state.showComparison)
  const { name, cause, from, blast, similarity, a, b } = difference
  const sentence = CAUSE_SENTENCES[cause]
  return (
    <div className="compared-head">
      <h2 tabIndex={-1}>
        <IsolatedPath path={name} />
      </h2>
      <p className="compared-cause">
        <CauseTags cause={cause} />
        <Sizes a={a?.size ?? null} b={b?.size ?? null} />
        {blast !== null && blast.files > 0 && (
          <Button look="link" onPress={() => show({ tab: 'ripple' }, 'replace')}>
            drags {plural(blast.files, 'file')} along
          </Button>
        )}
      </p>
      <p className="detail-note">
        {sentence}
        {from !== null && ` It was called ${from}.`}
        {similarity !== null && ` ${Math.round(similarity * 100)} % of its lines are equal.`}
        {difference.providerChanged && ' Another app or folder ships it now.'}
      </p>
      {alarms.map((alarm) => (
        <p key={`${alarm.code} ${alarm.other ?? ''}`} className={`compared-alarm compared-${alarm.severity}`}>
          <TriangleAlert size={14} aria-hidden="true" />
          <span>
            <b>{beginSentence(describeAlarm(alarm))}.</b> {describeAlarmEffect(alarm.code)}
          </span>
        </p>
      ))}
    </div>
  )
}

function Sizes({ a, b }: { readonly a: number | null; readonly b: number | null }) {
  const words = (size: number | null) => (size === null ? '–' : formatBytes(size))
  const exact = (size: number | null) => (size === null ? 'none or unknown' : formatExactBytes(size))
  return (
    <span className="dim" title={`${exact(a)} → ${exact(b)}`}>
      {words(a)} → {words(b)}
    </span>
  )
}
