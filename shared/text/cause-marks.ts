import { ALARM_CODES, type Alarm, type Cause, type Verdict } from '../model/comparison.ts'
import { CAUSE_LABELS, CAUSE_SENTENCES, describeAlarm } from './describe-comparison.ts'
import type { MarkWords } from './describe-row.ts'

type CauseMark = Pick<MarkWords, 'sign' | 'text' | 'tone' | 'title'>

const SIGNS: Readonly<Record<Exclude<Cause, 'own-edit-and-ripple'>, Pick<MarkWords, 'sign' | 'tone'>>> = {
  unchanged: { sign: '=', tone: 'unknown' },
  'own-edit': { sign: '●', tone: 'own' },
  ripple: { sign: '◇', tone: 'ripple' },
  'source-only': { sign: '●', tone: 'own' },
  tool: { sign: '⚙', tone: 'warn' },
  'name-only': { sign: '≡', tone: 'warn' },
  'other-bytes': { sign: '!', tone: 'fatal' },
  moved: { sign: '→', tone: 'moved' },
  added: { sign: '+', tone: 'added' },
  removed: { sign: '−', tone: 'removed' },
  unknown: { sign: '?', tone: 'unknown' },
}

/** A cause as signs and words, worst or strongest first: colour is never the only signal. */
export function causeMarks(cause: Cause): readonly CauseMark[] {
  const title = CAUSE_SENTENCES[cause]
  if (cause === 'own-edit-and-ripple')
    return [
      { ...SIGNS['own-edit'], text: 'own', title },
      { ...SIGNS.ripple, text: CAUSE_LABELS.ripple, title },
    ]
  return [{ ...SIGNS[cause], text: CAUSE_LABELS[cause], title }]
}

const ALARM_WORDS: Readonly<Record<Alarm['code'], string>> = {
  'other-bytes': 'same name, other bytes',
  'missing-referenced': 'refers to nothing',
  'new-name-equal-bytes': 'new name, equal bytes',
  'case-collision': 'differs in case only',
  'plain-overwritten': 'plain copy overwritten',
}

/** An alarm as a mark. */
export function alarmMark(code: Alarm['code']): CauseMark {
  return { sign: '!', tone: 'fatal', text: ALARM_WORDS[code], title: describeAlarm({ code, other: null }) }
}

/** Alarms that are more than a note: a plain copy is overwritten by every release that changes its file. */
export function countAlarms({ alarms }: Pick<Verdict, 'alarms'>): number {
  return ALARM_CODES.reduce((sum, code) => (code === 'plain-overwritten' ? sum : sum + alarms[code]), 0)
}

const FOR_VISITORS: Readonly<Record<Alarm['code'], string>> = {
  'other-bytes': 'Visitors whose browser or CDN holds the old bytes keep them until the cache ends, beside new files.',
  'missing-referenced': 'Visitors get a 404 for it as soon as this file is used.',
  'new-name-equal-bytes': 'Visitors download the same bytes once more.',
  'case-collision': 'On a disk without upper and lower case one file takes the place of the other.',
  'plain-overwritten': 'Who asks for the plain URL gets the new bytes at once, or the old ones from a cache.',
}

/** What visitors get because of an alarm, in one sentence. */
export function describeAlarmEffect(code: Alarm['code']): string {
  return FOR_VISITORS[code]
}
