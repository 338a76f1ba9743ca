import { isValueError } from '../python/error-classes.ts'
import { PythonError } from '../python/python-error.ts'
import { codePointLength, pythonRepr } from '../python/strings.ts'
import { dirName, joinPath } from '../python/posix-path.ts'
import { unquote, urlDefrag } from '../python/urls.ts'
import type { Pattern } from './patterns.ts'
import type { Rules } from './rules.ts'

/** Why the converter left a reference alone, in Django's order of tests. */
export type LeftReason = 'ignored-region' | 'scheme' | 'protocol-relative' | 'not-static-url' | 'no-path'

/** A match of one of Django's patterns, and what the converter made of it. Positions are UTF-16 offsets into the source text. */
export type Reference = {
  readonly pattern: Pattern['kind']
  readonly start: number
  readonly matched: string
  readonly url: string
  /** Offset of the URL's first character in the source text. */
  readonly urlStart: number
  /** What stands there afterwards. */
  readonly written: string
  /** The URL in it, null unless rewritten. */
  readonly writtenUrl: string | null
  readonly outcome: 'rewritten' | 'left' | 'error'
  readonly left: LeftReason | null
  /** Logical name looked up: unquoted, joined, not normalised; null when left before. */
  readonly target: string | null
  readonly error: PythonError | null
  /** 1-based line of the match in the text at that moment (earlier patterns may have changed it). */
  readonly line: number
}

/** The outcome of all patterns over one text. */
export type RewrittenText = {
  readonly text: string
  readonly references: readonly Reference[]
  /** Strict only: ValueErrors in the order in which they were yielded; each left its whole pattern unapplied. */
  readonly yielded: readonly PythonError[]
  /** What `pattern.sub` let through after those: everything but ValueError (SuspiciousFileOperation, OSError). */
  readonly thrown: PythonError | null
}

export type RewriteContext = {
  readonly rules: Rules
  /** `settings.STATIC_URL`, script prefix included. */
  readonly staticUrl: string
  /** `_url(_stored_name, target, force=True)`. @throws PythonError as the storage would */
  readonly urlOf: (target: string) => string
  /** Go on after an error, leaving the reference as written. */
  readonly tolerant: boolean
}

type Edit = { readonly start: number; readonly end: number; readonly text: string }

/** Raised inside a pattern's substitution in strict mode to leave it, as `pattern.sub` does. */
class SubstitutionFailed extends Error {
  readonly reference: Reference
  readonly pythonError: PythonError
  constructor(reference: Reference, pythonError: PythonError) {
    super(pythonError.message)
    this.reference = reference
    this.pythonError = pythonError
  }
}

/**
 * Applies patterns one after the other, each to the text that the one before left, as `_post_process` does.
 * @param name destination path of the file (Django's `name`)
 */
export function rewriteReferences(
  source: string,
  name: string,
  patterns: readonly Pattern[],
  context: RewriteContext,
): RewrittenText {
  let text = source
  const references: Reference[] = []
  const yielded: PythonError[] = []
  const history: (readonly Edit[])[] = []
  for (const pattern of patterns) {
    const found: Reference[] = []
    try {
      const edits = substitute(text, name, pattern, context, history, found)
      text = applyEdits(text, edits)
      if (edits.length > 0) history.push(edits)
      // One by one: a call takes no more arguments than a large style sheet has references.
      for (const reference of found) references.push(reference)
    } catch (error) {
      if (!(error instanceof SubstitutionFailed)) throw error
      if (!isValueError(error.pythonError)) return { text, references, yielded, thrown: error.pythonError }
      references.push(error.reference)
      yielded.push(error.pythonError)
    }
  }
  return { text, references, yielded, thrown: null }
}

/** One `pattern.sub(converter, text)`: the edits it makes. */
function substitute(
  text: string,
  name: string,
  pattern: Pattern,
  context: RewriteContext,
  history: readonly (readonly Edit[])[],
  found: Reference[],
): Edit[] {
  const edits: Edit[] = []
  let regions: Regions | null = null
  let line = 1
  let lineFrom = 0
  for (const match of matchesOf(text, pattern)) {
    const matched = match[0]
    const groups = match.groups ?? {}
    const url = groups['url'] ?? ''
    const clause = groups['clause'] ?? ''
    // Of a project's own pattern the group counts, which need not be all of the match.
    const kept = pattern.kind === 'own' ? (groups['matched'] ?? '') : matched
    line += countNewlines(text, lineFrom, match.index)
    lineFrom = match.index
    const base = {
      pattern: pattern.kind,
      start: toSource(match.index, history),
      matched,
      url,
      urlStart: toSource(
        match.indices?.groups?.['url']?.[0] ?? match.index + urlOffset(pattern, matched, url),
        history,
      ),
      line,
    }
    if (pattern.ignored !== null) {
      regions ??= new Regions(text, pattern.ignored)
      if (regions.holds(match.index)) {
        found.push(leave(base, 'ignored-region', pattern, kept, edits, match.index))
        continue
      }
    }
    const converted = convert(url, name, context)
    if (converted.kind === 'left') {
      found.push(leave(base, converted.reason, pattern, kept, edits, match.index))
    } else if (converted.kind === 'failed') {
      const { target } = converted
      const error =
        context.rules.raisesCommandError && isValueError(converted.error)
          ? withNote(converted.error, referenceNote(name, kept, text, match.index))
          : converted.error
      const reference: Reference = {
        ...base,
        written: matched,
        writtenUrl: null,
        outcome: 'error',
        left: null,
        target,
        error,
      }
      // A SuspiciousFileOperation is no ValueError: it leaves the command at once, unless we go on.
      if (!context.tolerant || !(isValueError(error) || error.type === 'SuspiciousFileOperation'))
        throw new SubstitutionFailed(reference, error)
      found.push(reference)
    } else {
      const written = pattern.write(converted.url, clause, groups)
      edits.push({ start: match.index, end: match.index + matched.length, text: written })
      found.push({
        ...base,
        written,
        writtenUrl: converted.url,
        outcome: 'rewritten',
        left: null,
        target: converted.target,
        error: null,
      })
    }
  }
  return edits
}

/** The matches of `pattern.regex`, leftmost first, none over another. */
function* matchesOf(text: string, { regex, start }: Pattern): Generator<RegExpExecArray> {
  if (start === undefined) {
    yield* text.matchAll(regex)
    return
  }
  const here = new RegExp(regex.source, regex.flags.replace('g', 'y'))
  for (let at = text.indexOf(start); at !== -1; at = text.indexOf(start, here.lastIndex)) {
    here.lastIndex = at
    const match = here.exec(text)
    if (match === null) here.lastIndex = at + 1
    else yield match
  }
}

type Base = Pick<Reference, 'pattern' | 'start' | 'matched' | 'url' | 'urlStart' | 'line'>

function leave(base: Base, left: LeftReason, pattern: Pattern, kept: string, edits: Edit[], at: number): Reference {
  const { matched } = base
  const written = pattern.keepsWhenLeft ? kept : ''
  if (written !== matched) edits.push({ start: at, end: at + matched.length, text: written })
  return { ...base, written, writtenUrl: null, outcome: 'left', left, target: null, error: null }
}

type Converted =
  | { readonly kind: 'left'; readonly reason: LeftReason }
  | { readonly kind: 'failed'; readonly error: PythonError; readonly target: string | null }
  | { readonly kind: 'rewritten'; readonly url: string; readonly target: string }

/** `converter` inside `HashedFilesMixin.url_converter`, from the URL on. */
function convert(url: string, name: string, context: RewriteContext): Converted {
  const { rules, staticUrl } = context
  if (/^[a-z]+:/.test(url)) return { kind: 'left', reason: 'scheme' }
  if (rules.leavesProtocolRelative && url.startsWith('//')) return { kind: 'left', reason: 'protocol-relative' }
  if (url.startsWith('/') && !url.startsWith(staticUrl)) return { kind: 'left', reason: 'not-static-url' }
  let target: string | null = null
  try {
    const { url: urlPath, fragment } = urlDefrag(url, rules.python)
    if (rules.leavesEmptyPath && urlPath === '') return { kind: 'left', reason: 'no-path' }
    if (urlPath.startsWith('/')) {
      if (!urlPath.startsWith(staticUrl)) throw new PythonError('AssertionError', '')
      target = unquote(urlPath.slice(staticUrl.length))
    } else target = unquote(joinPath(dirName(name), urlPath))
    const hashedUrl = context.urlOf(target)
    const lastPart = hashedUrl.slice(hashedUrl.lastIndexOf('/') + 1)
    let transformed = urlPath.slice(0, urlPath.lastIndexOf('/') + 1) + lastPart
    if (fragment !== '') transformed += (url.includes('?#') ? '?#' : '#') + fragment
    return { kind: 'rewritten', url: unquote(transformed), target }
  } catch (error) {
    if (error instanceof PythonError) return { kind: 'failed', error, target }
    throw error
  }
}

/** `_line_at_position` and the note of Django 6.1 (#36968): the line is left out when the text would be too long. */
function referenceNote(name: string, matched: string, text: string, position: number): string {
  const start = text.lastIndexOf('\n', position - 1) + 1
  const newline = text.indexOf('\n', position)
  const end = newline === -1 ? text.length : newline
  const lineNumber = countNewlines(text, 0, start) + 1
  const withText = `\n${lineNumber}: ${text.slice(start, end)}`
  const line = codePointLength(withText) > 79 ? `\n${lineNumber}` : withText
  return `${pythonRepr(name)} contains this reference ${pythonRepr(matched)} on line ${line}`
}

function withNote(error: PythonError, note: string): PythonError {
  return new PythonError(error.type, error.message, [...error.notes, note])
}

function countNewlines(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** Where the URL starts in a match: its last occurrence for modules (the clause may hold the same text), else the first after the keyword. */
function urlOffset(pattern: Pattern, matched: string, url: string): number {
  if (pattern.kind.startsWith('module')) return matched.lastIndexOf(url)
  if (pattern.kind.endsWith('source-map')) return matched.indexOf('=') + 1
  return Math.max(0, matched.indexOf(url, pattern.kind === 'url' ? 4 : 7))
}

/** Ignored regions of a text; asked for ascending positions. A match counts only strictly inside one. */
class Regions {
  readonly #iterator: IterableIterator<RegExpExecArray>
  #start = -1
  #end = -1
  constructor(text: string, ignored: RegExp) {
    this.#iterator = text.matchAll(ignored)
  }
  holds(position: number): boolean {
    while (this.#end <= position) {
      const next = this.#iterator.next()
      if (next.done === true) return false
      this.#start = next.value.index
      this.#end = this.#start + next.value[0].length
    }
    return this.#start < position
  }
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text
  const parts: string[] = []
  let at = 0
  for (const edit of edits) {
    parts.push(text.slice(at, edit.start), edit.text)
    at = edit.end
  }
  parts.push(text.slice(at))
  return parts.join('')
}

/** Maps an offset in the present text back through earlier edits to the source text. */
function toSource(offset: number, history: readonly (readonly Edit[])[]): number {
  let position = offset
  for (const edits of history.toReversed()) position = beforeEdits(position, edits)
  return position
}

function beforeEdits(offset: number, edits: readonly Edit[]): number {
  let shift = 0
  for (const edit of edits) {
    const newStart = edit.start + shift
    if (offset < newStart) break
    const newEnd = newStart + edit.text.length
    if (offset < newEnd) return Math.min(edit.end, edit.start + (offset - newStart))
    shift += edit.text.length - (edit.end - edit.start)
  }
  return offset - shift
}
