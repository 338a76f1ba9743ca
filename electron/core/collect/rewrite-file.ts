import {
  type ComputedContent,
  type FileContent,
  md5Of,
  readContentBytes,
  readSeenBytes,
} from '../files/file-content.ts'
import { hash } from 'node:crypto'
import { PythonError } from '../python/python-error.ts'
import { decodeStrict } from '../python/utf8.ts'
import type { Pattern } from './patterns.ts'
import { type PlacedReference, type RecordedRewrite, rewriteKey, type RewriteMemory } from './rewrite-memory.ts'
import { type Reference, rewriteReferences } from './rewrite-references.ts'
import type { Rules } from './rules.ts'

/** A file after its references were rewritten. */
export type RewrittenFile = {
  readonly content: FileContent
  readonly references: readonly PlacedReference[]
  /** Strict runs: ValueErrors yielded, in order. */
  readonly yielded: readonly PythonError[]
  /** Strict runs: what left the patterns after those. */
  readonly thrown: PythonError | null
  /** Nobody had rewritten it before: its text was read, which takes time. */
  readonly isNew: boolean
}

export type RewriteFileContext = {
  readonly rules: Rules
  readonly staticUrl: string
  /** Names the patterns and everything else that decides a rewriting, for the memory's keys. */
  readonly patternsKey: string
  readonly memory: RewriteMemory
  readonly tolerant: boolean
}

const NO_REFERENCES: readonly PlacedReference[] = []

/**
 * Rewrites one adjustable file.
 * @param urlOf answers a look-up by the present table of names
 * @throws PythonError UnicodeDecodeError; InspectorError changed-while-reading
 */
export function rewriteFile(
  source: FileContent,
  name: string,
  patterns: readonly Pattern[],
  urlOf: (target: string) => string,
  context: RewriteFileContext,
): RewrittenFile {
  if (source.kind === 'disk' && source.utf8 === true && source.mayRefer === false)
    return { content: source, references: NO_REFERENCES, yielded: [], thrown: null, isNew: false }
  const key = rewriteKey(md5Of(source), name, context.patternsKey)
  const known = context.memory.get(key)?.find((recorded) => answersHold(recorded, urlOf))
  if (known !== undefined)
    return {
      content: rewrittenContent(source, name, patterns, known, context),
      references: known.references,
      yielded: [],
      thrown: null,
      isNew: false,
    }
  return rewriteNow(source, name, patterns, urlOf, context, key)
}

function rewriteNow(
  source: FileContent,
  name: string,
  patterns: readonly Pattern[],
  urlOf: (target: string) => string,
  context: RewriteFileContext,
  key: string,
): RewrittenFile {
  const text = decodeStrict(readSeenBytes(source))
  const answers = new Map<string, string>()
  const { rules, staticUrl, tolerant } = context
  const remember = (target: string): string => {
    const url = urlOf(target)
    answers.set(target, url)
    return url
  }
  const rewritten = rewriteReferences(text, name, patterns, { rules, staticUrl, tolerant, urlOf: remember })
  const bytes = rewritten.text === text ? null : Buffer.from(rewritten.text, 'utf8')
  const recorded: RecordedRewrite = {
    answers: [...answers],
    md5: bytes === null ? md5Of(source) : hash('md5', bytes),
    size: bytes?.byteLength ?? source.size,
    references: placeReferences(text, rewritten.references),
  }
  const failed = rewritten.thrown !== null || rewritten.references.some((reference) => reference.outcome === 'error')
  if (failed) {
    // Errors are neither remembered nor made again: they depend on more than the answers, and they are few.
    const content: FileContent =
      bytes === null ? source : { kind: 'computed', size: bytes.byteLength, md5: recorded.md5, produce: () => bytes }
    const { yielded, thrown } = rewritten
    return { content, references: recorded.references, yielded, thrown, isNew: true }
  }
  const before = context.memory.get(key)
  if (before === undefined) context.memory.set(key, [recorded])
  else before.push(recorded)
  return {
    content: rewrittenContent(source, name, patterns, recorded, context),
    references: recorded.references,
    yielded: [],
    thrown: null,
    isNew: true,
  }
}

function answersHold(recorded: RecordedRewrite, urlOf: (target: string) => string): boolean {
  try {
    return recorded.answers.every(([target, url]) => urlOf(target) === url)
  } catch (error) {
    if (error instanceof PythonError) return false
    throw error
  }
}

/** Content of a recorded rewriting; the bytes are made again from the source when they are needed. */
function rewrittenContent(
  source: FileContent,
  name: string,
  patterns: readonly Pattern[],
  recorded: RecordedRewrite,
  context: RewriteFileContext,
): FileContent {
  if (recorded.md5 === md5Of(source)) return source
  const { rules, staticUrl } = context
  const computed: ComputedContent = {
    kind: 'computed',
    size: recorded.size,
    md5: recorded.md5,
    produce: () => {
      const answers = new Map(recorded.answers)
      const urlOf = (target: string): string => answers.get(target) ?? ''
      const text = decodeStrict(readContentBytes(source))
      return Buffer.from(
        rewriteReferences(text, name, patterns, { rules, staticUrl, urlOf, tolerant: false }).text,
        'utf8',
      )
    },
  }
  return computed
}

/** Adds line and column of each URL in the source text, in the order of the references. */
export function placeReferences(text: string, references: readonly Reference[]): readonly PlacedReference[] {
  if (references.length === 0) return NO_REFERENCES
  const byPlace = references
    .map((reference, index) => ({ index, at: reference.urlStart }))
    .toSorted((a, b) => a.at - b.at)
  const placed: PlacedReference[] = []
  let line = 1
  let lineStart = 0
  let newline = text.indexOf('\n')
  for (const { index, at } of byPlace) {
    while (newline !== -1 && newline < at) {
      line++
      lineStart = newline + 1
      newline = text.indexOf('\n', lineStart)
    }
    const reference = references[index]
    if (reference !== undefined) placed[index] = { ...reference, sourceLine: line, column: at - lineStart + 1 }
  }
  return placed
}
