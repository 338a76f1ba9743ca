import type { Verification, VerificationDifference } from '../model/verification.ts'
import { formatCount } from './format-bytes.ts'
import { plural } from './plural.ts'

/** The verdict of a verification in one sentence, with its numbers. */
export function verificationSentence(verification: Verification): string {
  const { django, agrees, agreed, total, error, differences } = verification
  const counts = `${formatCount(agreed)} of ${formatCount(total)} names`
  if (agrees && error !== null) return `Django ${django} agrees: it fails with the same error, after ${counts}.`
  if (agrees) return `Django ${django} agrees: ${counts}, bytes equal.`
  return `Django ${django} differs: ${counts} agree, ${plural(differences, 'difference')}.`
}

/**
 * The badge of a verification.
 * @param stale why it no longer holds; null while it does
 */
export function verificationBadge({ django, agrees, agreed, total }: Verification, stale: string | null): string {
  const counts = `${formatCount(agreed)} of ${formatCount(total)}`
  if (stale !== null) return `! verification out of date: ${stale}`
  return agrees ? `✓ verified by Django ${django}: ${counts}` : `≠ Django ${django} differs: ${counts} agree`
}

const KINDS: Readonly<Record<VerificationDifference['kind'], string>> = {
  winner: 'another source file',
  missing: 'Django does not write it',
  extra: 'only Django writes it',
  name: 'another hashed name',
  bytes: 'other contents',
  manifest: 'another manifest',
  error: 'another end of the command',
  summary: 'another last line',
}

/** What kind of difference it is, in a few words. */
export function differenceLabel({ kind }: Pick<VerificationDifference, 'kind'>): string {
  return KINDS[kind]
}

/** One side of a difference; where it has nothing, what that means. */
export function differenceSide({ kind }: Pick<VerificationDifference, 'kind'>, side: string | null): string {
  if (side !== null) return side
  return kind === 'error' ? 'succeeds' : 'nothing'
}
