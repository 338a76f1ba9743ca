import { nearestNames } from '../../../shared/analysis/nearest-names.ts'
import type { WhyContext } from './why-context.ts'

/** Names that are offered instead. */
const MOST_NAMES = 5

/** Names of the preview that are like a text, left out ones included, nearest first. */
export function namesLike(text: string, { index }: WhyContext): string[] {
  return nearestNames(text, [...index.byName.keys(), ...index.ignoredByName.keys()], MOST_NAMES)
}
