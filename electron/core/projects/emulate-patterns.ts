import type { NotEmulated } from '../../../shared/model/settings-card.ts'
import { patternSets } from '../collect/patterns.ts'
import { rulesFor } from '../collect/rules.ts'
import { patternProblem } from '../collect/storage-patterns.ts'
import type { TraitPattern } from '../collect/storage-traits.ts'
import { doubtAbout } from './doubts.ts'
import type { ReadStorage } from './reader-answer.ts'

type Built = NonNullable<ReadStorage['built']>
type ReadPattern = NonNullable<Built['patterns']>[number]

/** The patterns of a project's storage, null for Django's own, and those that cannot be followed. */
export function emulatePatterns(
  { patterns: read, ancestry, values }: Built,
  django: string,
): { readonly patterns: readonly TraitPattern[] | null; readonly doubts: readonly NotEmulated[] } {
  if (read === null) return { patterns: null, doubts: [] }
  const { rules } = rulesFor(django)
  const usual = patternSets(rules, values['support_js_module_import_aggregation'] === true)
  const globs = [...new Set(read.map(({ glob }) => glob))]
  const patterns: TraitPattern[] = []
  const doubts: NotEmulated[] = []
  for (const glob of globs) {
    const entries = read.filter((entry) => entry.glob === glob)
    const count = usual.find((set) => set.glob === glob)?.patterns.length ?? 0
    const isWhole =
      count > 0 && Array.from({ length: count }, (_, at) => entries[at]?.index).every((index, at) => index === at)
    if (isWhole && isDjangos(glob)) patterns.push({ kind: 'django', glob, index: null })
    for (const entry of isWhole ? entries.slice(count) : entries) {
      const followed = follow(entry)
      const problem = followed.kind === 'own' ? problemOf(entry, followed) : null
      if (problem === null) patterns.push(followed)
      else doubts.push(doubtAbout(ancestry[0] ?? '', undefined, partsOf(entry, problem)))
    }
  }
  return { patterns: isUsual(patterns, usual) && doubts.length === 0 ? null : patterns, doubts }

  function problemOf(entry: ReadPattern, own: Extract<TraitPattern, { kind: 'own' }>): string | null {
    return entry.ignored === 'own' ? 'its own ignored regions' : patternProblem(own, rules)
  }
}

function follow({ glob, index, regex, template, ignored }: ReadPattern): TraitPattern {
  if (index !== null && isDjangos(glob)) return { kind: 'django', glob, index }
  return { kind: 'own', glob, regex, template, ignored: ignored === 'js' ? 'js' : 'css' }
}

/** Django's own patterns, all of them and in their order. */
function isUsual(patterns: readonly TraitPattern[], usual: ReturnType<typeof patternSets>): boolean {
  return (
    patterns.length === usual.length &&
    patterns.every(
      (pattern, at) => pattern.kind === 'django' && pattern.index === null && pattern.glob === usual[at]?.glob,
    )
  )
}

function isDjangos(glob: string): glob is '*.css' | '*.js' {
  return glob === '*.css' || glob === '*.js'
}

function partsOf({ glob, regex }: ReadPattern, problem: string): string {
  return `rewritten references and hashed names: its pattern ${JSON.stringify(regex.slice(0, 200))} for ${glob} cannot be followed (${problem})`
}
