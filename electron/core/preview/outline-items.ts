import { LOOK_EVERY } from '../../../shared/analysis/pace.ts'
import type { FileDifference } from '../../../shared/model/differences.ts'
import type { CollectError, RowMark } from '../../../shared/model/preview.ts'
import type { Preview } from '../collect/preview-result.ts'
import type { TimeSlices } from './time-slices.ts'

/** The part of a preview that an outline shows. */
export type OutlineSource = Pick<Preview, 'files' | 'notCollected' | 'providers' | 'findings' | 'errors'> & {
  /** For a what-if: the files that differ by name, and the index from which on `files` are those that it takes away. */
  readonly whatIf?: { readonly differences: ReadonlyMap<string, FileDifference>; readonly firstRemoved: number }
}

/** Kinds of marks, worst first. */
export const MARKS = [
  'broken',
  'warning',
  'shadowed',
  'rewritten',
  'compressed',
  'not-collected',
  'differs',
] as const satisfies readonly RowMark['kind'][]

/** Which column of `OutlineItems.marks` belongs to a kind. */
export const MARK = {
  broken: 0,
  warning: 1,
  shadowed: 2,
  rewritten: 3,
  compressed: 4,
  notCollected: 5,
  differs: 6,
} as const

/**
 * Everything that an outline can show at its ends, by column: winners, or files and folders that were not collected.
 * Columns rather than objects, so that a search over 500,000 of them runs through memory in a line.
 */
export type OutlineItems = {
  readonly kind: 'file' | 'ignored'
  readonly names: readonly string[]
  /** Names in lower case; the very same strings where nothing changes. */
  readonly lowerNames: readonly string[]
  /** Bytes. */
  readonly sizes: Float64Array
  /** Indexes into `Preview.providers`. */
  readonly providers: Uint32Array
  /** Counts, one column for each of `MARKS`. `shadowed` counts the candidates that an item hides. */
  readonly marks: readonly Uint32Array[]
  /** Items by the codes of their findings and errors. */
  readonly codes: ReadonlyMap<string, ReadonlySet<number>>
}

/** Columns of the winners of a preview. */
export async function fileItems(preview: OutlineSource, slices: TimeSlices): Promise<OutlineItems> {
  const { files } = preview
  const items = emptyItems('file', files.length)
  const marked = new Map<string, number>()
  for (const [at, file] of files.entries()) {
    if ((at & LOOK_EVERY) === 0 && slices.isOver) await slices.rest()
    items.names[at] = file.name
    items.lowerNames[at] = file.name.toLowerCase()
    items.sizes[at] = file.size
    items.providers[at] = file.provider
    setMark(items, 'broken', at, file.errors)
    setMark(items, 'shadowed', at, file.shadowed.length)
    setMark(items, 'rewritten', at, file.rewritten)
    setMark(items, 'compressed', at, file.compressed.length)
    if (preview.whatIf?.differences.has(file.name) === true) setMark(items, 'differs', at, 1)
    if (file.findings > 0 || file.errors > 0) marked.set(file.name, at)
  }
  const codes = new Map<string, Set<number>>()
  for (const finding of preview.findings) {
    const at = marked.get(finding.name)
    if (at === undefined) continue
    addTo(codes, finding.code, at)
    const isErrorAlready = finding.severity === 'error' && (items.marks[MARK.broken]?.[at] ?? 0) > 0
    if (finding.severity !== 'note' && !isErrorAlready)
      setMark(items, 'warning', at, (items.marks[MARK.warning]?.[at] ?? 0) + 1)
  }
  for (const error of preview.errors) {
    const at = error.name === null ? undefined : marked.get(error.name)
    const code = codeOf(error)
    if (at !== undefined && code !== null) addTo(codes, code, at)
  }
  return { ...items, codes }
}

/** Columns of what finders saw and did not yield. Their sizes are not known. */
export async function ignoredItems(preview: OutlineSource, slices: TimeSlices): Promise<OutlineItems> {
  const items = emptyItems('ignored', preview.notCollected.length)
  for (const [at, ignored] of preview.notCollected.entries()) {
    if ((at & LOOK_EVERY) === 0 && slices.isOver) await slices.rest()
    items.names[at] = ignored.name
    items.lowerNames[at] = ignored.name.toLowerCase()
    items.providers[at] = ignored.provider
    setMark(items, 'notCollected', at, 1)
  }
  return items
}

/** The ending of a name in lower case and without its dot; empty if it has none (`.gitignore`, `README`, `icons/`). */
export function typeOf(lowerName: string): string {
  const base = lowerName.lastIndexOf('/') + 1
  const dot = lowerName.lastIndexOf('.')
  return dot > base ? lowerName.slice(dot + 1) : ''
}

function emptyItems(kind: OutlineItems['kind'], count: number) {
  return {
    kind,
    names: Array<string>(count).fill(''),
    lowerNames: Array<string>(count).fill(''),
    sizes: new Float64Array(count),
    providers: new Uint32Array(count),
    marks: MARKS.map(() => new Uint32Array(count)),
    codes: new Map<string, Set<number>>(),
  }
}

function setMark(items: { marks: Uint32Array[] }, mark: keyof typeof MARK, at: number, count: number): void {
  const column = items.marks[MARK[mark]]
  if (column !== undefined) column[at] = count
}

function addTo(codes: Map<string, Set<number>>, code: string, at: number): void {
  const known = codes.get(code)
  if (known === undefined) codes.set(code, new Set([at]))
  else known.add(at)
}

/** The code under which people look for an error. */
function codeOf(error: CollectError): string | null {
  if (error.type === 'SuspiciousFileOperation') return 'outside-static-root'
  switch (error.step) {
    case 'reference':
      return 'missing-target'
    case 'encoding':
      return 'not-utf8'
    case 'passes':
      return 'passes-exceeded'
    default:
      return null
  }
}
