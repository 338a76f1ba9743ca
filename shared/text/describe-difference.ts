import type { DifferenceKind } from '../model/difference-kind.ts'
import type { MarkWords } from './describe-row.ts'

const WORDS: Readonly<Record<DifferenceKind, Omit<MarkWords, 'count'>>> = {
  'new-error': { sign: '×', text: 'new error', tone: 'bad', title: 'An error appears in it' },
  'error-gone': { sign: '✓', text: 'error gone', tone: 'ok', title: 'An error in it goes away' },
  removed: { sign: '−', text: 'not collected', tone: 'bad', title: 'It is not collected any more' },
  added: { sign: '+', text: 'added', tone: 'ok', title: 'It is collected besides' },
  winner: { sign: '≡', text: 'other winner', tone: 'warn', title: 'Another source file is collected' },
  bytes: { sign: '≠', text: 'other bytes', tone: 'warn', title: 'The file that is collected has other bytes' },
  name: { sign: '#', text: 'other name', tone: 'moved', title: 'It gets another hashed name' },
  action: { sign: '→', text: 'other action', tone: 'unknown', title: 'Something else happens to its plain copy' },
  compressed: { sign: '↓', text: 'other copies', tone: 'moved', title: 'Other compressed copies are made of it' },
  url: { sign: '/', text: 'other URL', tone: 'moved', title: 'It gets another URL' },
}

/** The words for one way in which a file of a what-if differs. */
export function describeDifference(kind: DifferenceKind): MarkWords {
  return { ...WORDS[kind], count: '' }
}
