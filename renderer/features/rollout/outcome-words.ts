import type { Condition, Outcome } from '../../../shared/model/rollout.ts'

/** Look and words of an outcome: a tone, a sign and a word, so that colour never stands alone. */
export type OutcomeWords = {
  readonly tone: 'fatal' | 'bad' | 'warn' | 'moved' | 'ok'
  readonly sign: string
  readonly word: string
  /** What a visitor sees. */
  readonly meaning: string
}

export const OUTCOME_WORDS: Readonly<Record<Outcome, OutcomeWords>> = {
  'error-500': { tone: 'fatal', sign: '✕', word: '500', meaning: 'The page is an error: Django cannot find a name.' },
  missing: { tone: 'bad', sign: '∅', word: '404', meaning: 'The page comes, and a file of it does not.' },
  'missing-cached': {
    tone: 'bad',
    sign: '∅…',
    word: '404 kept',
    meaning: 'The file is there, and a cache still answers with the 404 of before.',
  },
  'other-version': {
    tone: 'warn',
    sign: '≠',
    word: 'other version',
    meaning: 'The page of one release gets a file of the other.',
  },
  stale: { tone: 'warn', sign: '↶', word: 'stale', meaning: 'A cache holds older bytes under the same name.' },
  unhashed: {
    tone: 'moved',
    sign: '#',
    word: 'unhashed',
    meaning: 'The plain name is used: caches may hold older bytes.',
  },
  harmless: {
    tone: 'ok',
    sign: '=',
    word: 'equal bytes',
    meaning: 'From the other release, and byte for byte the same.',
  },
  ok: { tone: 'ok', sign: '✓', word: 'ok', meaning: 'What the page was made for.' },
}

/** How sure it is, in a few words; empty for what happens in any case. */
export const CONDITION_WORDS: Readonly<Record<Condition, string>> = {
  always: '',
  moment: 'for a moment',
  restart: 'if a process restarts',
  rollback: 'after a rollback',
}

/** Whether a visitor notices. */
export function isHarm(outcome: Outcome): boolean {
  return outcome !== 'ok' && outcome !== 'harmless'
}
