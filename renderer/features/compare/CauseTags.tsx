import type { Alarm, Cause } from '../../../shared/model/comparison.ts'
import { alarmMark, causeMarks } from '../../../shared/text/cause-marks.ts'
import { Tag } from '../../ui/Tag.tsx'

type Props = { readonly cause: Cause; readonly alarm?: Alarm['code'] | null }

/** Why a file differs, as signs and words; an alarm that the cause does not tell already stands behind it. */
export function CauseTags({ cause, alarm = null }: Props) {
  const marks = alarm === null || alarm === cause ? causeMarks(cause) : [...causeMarks(cause), alarmMark(alarm)]
  return marks.map(({ sign, text, tone, title }) => (
    <Tag key={text} sign={sign} text={text} tone={tone} title={title} />
  ))
}
