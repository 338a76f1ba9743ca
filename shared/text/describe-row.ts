import type { FileAction, RowMark } from '../model/preview.ts'
import { formatCount } from './format-bytes.ts'

/** How a mark is coloured: the names of the roles in the design. */
export type Tone = 'bad' | 'warn' | 'ripple' | 'moved' | 'ok' | 'unknown' | 'own' | 'added' | 'removed' | 'fatal'

/** A mark as people see it: a sign and a word beside the colour, so that colour is never the only signal. */
export type MarkWords = {
  readonly sign: string
  readonly count: string
  readonly text: string
  readonly tone: Tone
  readonly title: string
}

/** The words for one mark of a row. */
export function describeMark(mark: RowMark): MarkWords {
  const count = formatCount(mark.count)
  const times = mark.count === 1 ? 'time' : 'times'
  switch (mark.kind) {
    case 'broken':
      return {
        sign: '×',
        count,
        text: `${count} broken`,
        tone: 'bad',
        title: `${count} errors that stop collectstatic`,
      }
    case 'shadowed':
      return {
        sign: '≡',
        count,
        text: `${count} shadowed`,
        tone: 'warn',
        title: `${count} files hide others of the same name`,
      }
    case 'shadows':
      return { sign: '≡', count, text: `shadows ${count}`, tone: 'warn', title: `Hides ${count} of the same name` }
    case 'rewritten':
      return {
        sign: '◇',
        count,
        text: `${count} rewritten`,
        tone: 'ripple',
        title: `Django rewrites a reference ${count} ${times}`,
      }
    case 'warning':
      return {
        sign: '!',
        count,
        text: `${count} ${mark.count === 1 ? 'warning' : 'warnings'}`,
        tone: 'warn',
        title: `${count} findings`,
      }
    case 'not-collected':
      return { sign: '∅', count, text: 'not collected', tone: 'unknown', title: 'A finder saw it and left it out' }
    case 'differs':
      return {
        sign: 'Δ',
        count,
        text: `${count} ${mark.count === 1 ? 'differs' : 'differ'}`,
        tone: 'moved',
        title: `${count} ${mark.count === 1 ? 'file differs' : 'files differ'} from the project as it is`,
      }
    case 'compressed':
      return { sign: '↓', count, text: `${count} compressed`, tone: 'moved', title: `${count} compressed neighbours` }
  }
}

const ACTIONS: Readonly<Record<FileAction, string>> = {
  copy: 'Copied',
  unmodified: 'Left as it is: unmodified',
  replace: 'Replaces the file in STATIC_ROOT',
  link: 'Linked',
  failed: 'Fails',
}

/** What collectstatic does with a file, as the start of a sentence. */
export function describeAction(action: FileAction): string {
  return ACTIONS[action]
}
