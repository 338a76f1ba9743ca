import { type Hazard, OUTCOMES } from '../../../shared/model/rollout.ts'

/** The moment at which a rollout is worst: where the first of the worst hazards that need no luck begins. */
export function worstMoment(hazards: readonly Hazard[]): number {
  const [worst] = [...hazards].sort(
    (a, b) =>
      OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) ||
      Number(a.condition !== 'always') - Number(b.condition !== 'always') ||
      a.from - b.from,
  )
  return worst?.from ?? 0
}
