import type { Compared } from './compare-real-project.ts'
import type { SetUp } from './set-up.ts'

/** What to think of a comparison: `named` differs where the preview said that it may, and in nothing else. */
export type Verdict = { readonly kind: 'alike' | 'named' | 'differing'; readonly reasons: readonly string[] }

/** Judges a comparison. A set-up that cannot be followed must say so; its winners must be the same all the same. */
export function judge(setUp: SetUp, { doubts, differences }: Compared): Verdict {
  const warnings = doubts.filter((doubt) => doubt.startsWith('warning'))
  if (setUp.isNamed === true) {
    const winners = differences.filter((line) => /^(?:winner|shadowed)/.test(line))
    if (warnings.length > 0 && winners.length === 0) return { kind: 'named', reasons: warnings }
    return { kind: 'differing', reasons: [...winners, ...(warnings.length === 0 ? ['no doubt was told'] : [])] }
  }
  if (differences.length === 0 && warnings.length === 0) return { kind: 'alike', reasons: [] }
  return { kind: 'differing', reasons: [...differences, ...doubts] }
}
