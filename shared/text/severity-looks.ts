import type { Severity } from '../model/finding.ts'
import type { Tone } from './describe-row.ts'

/** How each severity of a finding looks; the sign says it without the colour. */
export const SEVERITY_LOOKS: Readonly<Record<Severity, { readonly sign: string; readonly tone: Tone }>> = {
  error: { sign: '×', tone: 'bad' },
  warning: { sign: '!', tone: 'warn' },
  'debug-only': { sign: '◦', tone: 'moved' },
  note: { sign: 'i', tone: 'unknown' },
}
