import type { FileContent } from '../files/file-content.ts'
import { globMatcher } from '../python/fnmatch.ts'
import type { PythonError } from '../python/python-error.ts'
import type { Recording } from '../uploads/recorded-storage.ts'
import { effectiveStaticUrl } from './collect-settings.ts'
import type { Pause } from './collectstatic-run.ts'
import type { HashedNames } from './hashed-names.ts'
import type { PatternSet } from './patterns.ts'
import type { RewriteFileContext } from './rewrite-file.ts'
import type { PlacedReference, RewriteMemory } from './rewrite-memory.ts'

/** One item that `post_process` yields to the command: `processed` false means that nothing was written. */
export type Processed = {
  readonly name: string
  readonly hashedName: string | null
  readonly processed: boolean | PythonError
}

/** What post-processing tells while it works. A pause gives the driver a chance to breathe. */
export type PostProcessEvent = { readonly kind: 'tick' } | Pause | ({ readonly kind: 'item' } & Processed)

/** An error met in a tolerant run, or one that a strict run swallows. */
export type ErrorNote = {
  readonly name: string
  readonly error: PythonError
  readonly reference: PlacedReference | null
  /** The pass in which it first appeared; 0 is the one over all files. */
  readonly pass: number
}

export type PostProcessContext = {
  readonly names: HashedNames
  readonly patterns: readonly PatternSet[]
  readonly patternsKey: string
  readonly memory: RewriteMemory
  readonly tolerant: boolean
  readonly keepIntermediateFiles: boolean
  /** Every call of the storage is noted: what would change nothing is done all the same. */
  readonly recording: Recording | null
  /** Hears each error of a tolerant run once, in order of first appearance; in strict runs the swallowed ones. */
  readonly onError: (note: ErrorNote, swallowed: boolean) => void
}

/** What stays after post-processing. */
export type PostProcessResult = {
  /** `hashed_files`, in the order in which names were first set. */
  readonly hashedFiles: ReadonlyMap<string, string>
  /** Content under each hashed name, by logical name, as last saved or found equal. */
  readonly outputs: ReadonlyMap<string, FileContent>
  /** References of each adjustable file in its last pass. */
  readonly references: ReadonlyMap<string, readonly PlacedReference[]>
  /** Passes after the first that were needed. */
  readonly passes: number
}

/** Mutable state of one run of `post_process`; nobody else looks at it. */
export type PostProcessRun = {
  readonly context: PostProcessContext
  readonly rewriting: RewriteFileContext
  readonly patternsFor: (path: string) => PatternSet['patterns']
  readonly hashedFiles: Map<string, string>
  readonly outputs: Map<string, FileContent>
  readonly references: Map<string, readonly PlacedReference[]>
  readonly noted: Set<string>
  pass: number
  /** Files since the driver last had a word; a text that was read and rewritten anew counts as many. */
  unbreathed: number
  /**
   * Files without references whose name came out as it was: in a later pass Django deletes and saves the same bytes
   * under the same name, which changes nothing as long as no other file ever had that name.
   */
  readonly settled: Map<string, Passed>
  /** The file that first had a hashed name; names that more than one had are `shared`. */
  readonly owners: Map<string, string>
  readonly shared: Set<string>
}

/** What one pass made of a file. */
export type Passed = Processed & { readonly kind: 'item'; readonly substituted: boolean }

/** The state before the first pass. */
export function beginRun(context: PostProcessContext): PostProcessRun {
  return {
    context,
    rewriting: {
      rules: context.names.settings.rules,
      staticUrl: effectiveStaticUrl(context.names.settings),
      patternsKey: context.patternsKey,
      memory: context.memory,
      tolerant: context.tolerant,
    },
    patternsFor: patternsBy(context.patterns),
    hashedFiles: new Map(),
    outputs: new Map(),
    references: new Map(),
    noted: new Set(),
    pass: 0,
    unbreathed: 0,
    settled: new Map(),
    owners: new Map(),
    shared: new Set(),
  }
}

/** Gives the patterns of all globs that a path matches (`matches_patterns`). */
function patternsBy(sets: readonly PatternSet[]): PostProcessRun['patternsFor'] {
  const tests = sets.map(({ glob, patterns }) => ({ matches: globMatcher(glob), patterns }))
  return (path) => {
    const matching = tests.filter(({ matches }) => matches(path))
    return matching.length === 1 ? (matching[0]?.patterns ?? []) : matching.flatMap(({ patterns }) => patterns)
  }
}

/** Notes who has a hashed name. A plain name that is not adjustable cannot share one with an adjustable file. */
export function own(run: PostProcessRun, hashedName: string, name: string): void {
  const owner = run.owners.get(hashedName)
  if (owner === undefined) run.owners.set(hashedName, name)
  else if (owner !== name) run.shared.add(hashedName)
}

/** Equal notes are kept once: each file is converted in several passes. */
export function note(run: PostProcessRun, entry: ErrorNote): void {
  const { error, reference } = entry
  const key = JSON.stringify([
    entry.name,
    error.type,
    error.message,
    reference?.line ?? null,
    reference?.matched ?? null,
  ])
  if (run.noted.has(key)) return
  run.noted.add(key)
  run.context.onError(entry, false)
}
