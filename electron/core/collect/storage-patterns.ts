import { translateGlob } from '../python/fnmatch.ts'
import { translateRegex } from '../python/regex.ts'
import type { StorageSettings } from './collect-settings.ts'
import { CSS_IGNORED, JS_IGNORED, type Pattern, type PatternSet, patternSets } from './patterns.ts'
import type { Rules } from './rules.ts'
import type { TraitPattern } from './storage-traits.ts'

type OwnPattern = Extract<TraitPattern, { kind: 'own' }>

/** The patterns of a storage by glob, in the order of its `_patterns`: Django's own, or what its class says. */
export function storagePatterns(rules: Rules, { jsModules, traits }: StorageSettings): readonly PatternSet[] {
  if (traits.patterns === null) return patternSets(rules, jsModules)
  const known = compiled.get(traits.patterns)
  if (known?.rules === rules && known.jsModules === jsModules) return known.sets
  const sets = compile(traits.patterns, rules, jsModules)
  compiled.set(traits.patterns, { rules, jsModules, sets })
  return sets
}

/** Patterns are asked for with every file; those of one storage are compiled once. */
const compiled = new WeakMap<
  readonly TraitPattern[],
  { readonly rules: Rules; readonly jsModules: boolean; readonly sets: readonly PatternSet[] }
>()

function compile(entries: readonly TraitPattern[], rules: Rules, jsModules: boolean): readonly PatternSet[] {
  const byGlob = new Map<string, Pattern[]>()
  for (const entry of entries) {
    const patterns = byGlob.get(entry.glob) ?? []
    byGlob.set(entry.glob, patterns)
    patterns.push(...(entry.kind === 'own' ? ownPatterns(entry, rules) : djangoPatterns(entry, rules, jsModules)))
  }
  return [...byGlob].map(([glob, patterns]) => ({ glob, patterns }))
}

/** Whether a storage that hashes rewrites references in a file of this name. */
export function isAdjustable(name: string, rules: Rules, storage: StorageSettings): boolean {
  if (storage.traits.patterns === null)
    return name.endsWith('.css') || (rules.adjustsJavaScript && name.endsWith('.js'))
  return storagePatterns(rules, storage).some(
    ({ glob, patterns }) => patterns.length > 0 && translateGlob(glob).test(name),
  )
}

/** Whether one of the patterns for a file of this name is a project's own. */
export function hasOwnPattern(name: string, { traits }: StorageSettings): boolean {
  return (traits.patterns ?? []).some(({ kind, glob }) => kind === 'own' && translateGlob(glob).test(name))
}

/**
 * Why a project's own pattern cannot be followed; null if it can. Up to 3.2 the groups go by their order, from 4.0 on
 * by their names.
 */
export function patternProblem({ regex, template }: OwnPattern, rules: Rules): string | null {
  const translated = translateRegex(regex, rules.series === '3.2' ? POSITIONAL : [])
  if (translated.kind === 'unknown') return translated.reason
  const { groups } = translated
  if (rules.series === '3.2')
    return groups.length === 2 && /^(?:[^%]|%%)*%s(?:[^%]|%%)*$/.test(template) ? null : 'its groups or template'
  const isWhole = groups.includes('matched') && groups.includes('url')
  const named = [...template.matchAll(/%(?:\((\w+)\)s|(%)|(.|$))/gs)]
  const isKnown = named.every(
    ([, name, percent]) => percent !== undefined || (name !== undefined && groups.includes(name)),
  )
  return isWhole && isKnown ? null : 'its groups or template'
}

const POSITIONAL = ['matched', 'url']

function ownPatterns(entry: OwnPattern, rules: Rules): readonly Pattern[] {
  const translated = translateRegex(entry.regex, rules.series === '3.2' ? POSITIONAL : [])
  if (translated.kind === 'unknown') return []
  const ignored = entry.ignored === 'js' ? JS_IGNORED : CSS_IGNORED
  return [
    {
      kind: 'own',
      regex: translated.regex,
      keepsWhenLeft: true,
      write: (url, _, groups) => fill(entry.template, url, groups),
      ignored: rules.ignoresCommentsAndStrings ? ignored : null,
    },
  ]
}

/** `template % matches`, or up to 3.2 `template % url`. */
function fill(template: string, url: string, groups: Readonly<Record<string, string | undefined>>): string {
  return template.replaceAll(/%(?:\((\w+)\)s|s|%)/g, (found, name: string | undefined) => {
    if (found === '%%') return '%'
    return name === undefined || name === 'url' ? url : (groups[name] ?? 'None')
  })
}

function djangoPatterns(
  { glob, index }: Extract<TraitPattern, { kind: 'django' }>,
  rules: Rules,
  jsModules: boolean,
): readonly Pattern[] {
  const all = patternSets(rules, index !== null || jsModules).find((set) => set.glob === glob)?.patterns ?? []
  return index === null ? all : all.slice(index, index + 1)
}
