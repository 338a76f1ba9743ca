import type { Finding, Severity } from '../../../shared/model/finding.ts'
import type { Tone } from '../../../shared/text/describe-row.ts'
import { Tag } from '../../ui/Tag.tsx'

/** How each severity looks. */
export const SEVERITY_LOOKS: Readonly<
  Record<Severity, { readonly sign: string; readonly text: string; readonly tone: Tone }>
> = {
  error: { sign: '×', text: 'error', tone: 'bad' },
  warning: { sign: '!', text: 'warning', tone: 'warn' },
  'debug-only': { sign: '◦', text: 'debug only', tone: 'moved' },
  note: { sign: 'i', text: 'note', tone: 'unknown' },
}

/** One finding about a file. */
export function FindingLine({ finding }: { readonly finding: Finding }) {
  const { sign, text, tone } = SEVERITY_LOOKS[finding.severity]
  return (
    <li className="finding-line">
      <Tag tone={tone} sign={sign} text={text} />
      <span>
        {finding.message}
        {finding.line !== null && <span className="dim">{` Line ${finding.line}.`}</span>}
      </span>
    </li>
  )
}
