import { LOOK_EVERY, type Pace, WITHOUT_REST } from '../../../shared/analysis/pace.ts'
import { DIFFERENCE_KINDS, type DifferenceKind } from '../../../shared/model/difference-kind.ts'
import type { DifferencesHead, FileDifference, FileSide } from '../../../shared/model/differences.ts'
import type { Finding } from '../../../shared/model/finding.ts'
import type { CollectError, Provider } from '../../../shared/model/preview.ts'
import type { Preview, PreviewFile } from '../collect/preview-result.ts'

/** The parts of a preview that are compared. */
export type Comparable = Pick<
  Preview,
  | 'files'
  | 'providers'
  | 'errors'
  | 'findings'
  | 'notCollected'
  | 'succeeds'
  | 'summaryLine'
  | 'storageClass'
  | 'manifest'
>

/** What differs between two previews. `removed` are files that only the first has, in its order. */
export type Differences = {
  readonly head: DifferencesHead
  readonly files: ReadonlyMap<string, FileDifference>
  readonly removed: readonly { readonly file: PreviewFile; readonly provider: Provider }[]
}

/**
 * What would differ, by logical name. The same preview twice differs in nothing, and compared the other way round the
 * same differs, mirrored.
 * @param pace lets other work run in between
 */
export async function comparePreviews(
  before: Comparable,
  after: Comparable,
  pace: Pace = WITHOUT_REST,
): Promise<Differences> {
  const errors = apart(before.errors, after.errors, errorKey)
  const appearedIn = namesOf(errors.appeared)
  const goneFrom = namesOf(errors.gone)
  const rest = new Map<string, PreviewFile>()
  for (const [at, file] of before.files.entries()) {
    if ((at & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
    rest.set(file.name, file)
  }
  const files = new Map<string, FileDifference>()
  for (const [at, file] of after.files.entries()) {
    if ((at & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
    const old = rest.get(file.name)
    rest.delete(file.name)
    const kinds = kindsOf(old ?? null, file, appearedIn.has(file.name), goneFrom.has(file.name))
    if (kinds.length > 0)
      files.set(file.name, {
        name: file.name,
        kinds: [...kinds],
        before: old === undefined ? null : sideOf(old, before),
        after: sideOf(file, after),
      })
  }
  const removed = [...rest.values()]
  for (const file of removed)
    files.set(file.name, {
      name: file.name,
      kinds: [...kindsOf(file, null, false, goneFrom.has(file.name))],
      before: sideOf(file, before),
      after: null,
    })
  return {
    head: headOf(before, after, files, errors, await manifestDifference(before, after, pace)),
    files,
    removed: removed.map((file) => ({ file, provider: before.providers[file.provider] ?? NOBODY })),
  }
}

const NOBODY: Provider = { kind: 'directory', label: '', package: null, version: null }

function headOf(
  before: Comparable,
  after: Comparable,
  files: ReadonlyMap<string, FileDifference>,
  errors: DifferencesHead['errors'],
  manifest: DifferencesHead['manifest'],
): DifferencesHead {
  const kinds = Object.fromEntries(DIFFERENCE_KINDS.map((kind) => [kind, 0])) as Record<DifferenceKind, number>
  for (const difference of files.values()) for (const kind of difference.kinds) kinds[kind]++
  const notCollected = apart(before.notCollected, after.notCollected, ({ source, pattern }) => `${source}\0${pattern}`)
  return {
    files: files.size,
    kinds,
    succeeds: { before: before.succeeds, after: after.succeeds },
    summaryLine: { before: before.summaryLine, after: after.summaryLine },
    storageClass: { before: before.storageClass, after: after.storageClass },
    errors,
    findings: apart(before.findings, after.findings, findingKey),
    notCollected: { gone: notCollected.gone.length, appeared: notCollected.appeared.length },
    manifest,
  }
}

function kindsOf(
  before: PreviewFile | null,
  after: PreviewFile | null,
  hasNew: boolean,
  hasGone: boolean,
): readonly DifferenceKind[] {
  if (!hasNew && !hasGone && before !== null && after !== null && isPlainlySame(before, after)) return NO_KINDS
  const kinds = new Set<DifferenceKind>()
  if (hasNew) kinds.add('new-error')
  if (hasGone) kinds.add('error-gone')
  if (after === null) kinds.add('removed')
  else if (before === null) kinds.add('added')
  else {
    if (before.source !== after.source) kinds.add('winner')
    if (before.md5 !== after.md5 || before.size !== after.size) kinds.add('bytes')
    // Where Django stops there is no name; that is told as an error and not as another name.
    const isNamed = before.errors === 0 && after.errors === 0
    if (isNamed && before.hashedName !== after.hashedName) kinds.add('name')
    else if (isNamed && before.url !== after.url) kinds.add('url')
    if (before.action !== after.action) kinds.add('action')
    if (compressedOf(before) !== compressedOf(after)) kinds.add('compressed')
  }
  return DIFFERENCE_KINDS.filter((kind) => kinds.has(kind))
}

const NO_KINDS: readonly DifferenceKind[] = []

/** Most files differ in nothing; that is seen at one look. */
function isPlainlySame(a: PreviewFile, b: PreviewFile): boolean {
  return (
    a.source === b.source &&
    a.md5 === b.md5 &&
    a.size === b.size &&
    a.hashedName === b.hashedName &&
    a.url === b.url &&
    a.action === b.action &&
    a.compressed.length + b.compressed.length === 0
  )
}

function compressedOf({ compressed, name, hashedName }: PreviewFile): string {
  // Compressed copies are called after what they are made of, so only their endings say something of their own.
  const endings = compressed.map((copy) =>
    copy.name.startsWith(`${name}.`) ? copy.name.slice(name.length) : copy.name.replace(hashedName ?? '', '#'),
  )
  return endings.toSorted().join(' ')
}

function sideOf(file: PreviewFile, { providers }: Comparable): FileSide {
  const { source, provider, size, action, hashedName, url, errors, compressed } = file
  return {
    source,
    provider: providers[provider]?.label ?? '',
    size,
    action,
    hashedName: errors > 0 ? null : hashedName,
    url: errors > 0 ? null : url,
    errors,
    compressed: compressed.map(({ name }) => name),
  }
}

/** What only one of two lists has. Equal ones are counted, so that two in the one and three in the other differ by one. */
function apart<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (entry: T) => string,
): { gone: T[]; appeared: T[] } {
  return { gone: only(before, after, keyOf), appeared: only(after, before, keyOf) }
}

function only<T>(these: readonly T[], others: readonly T[], keyOf: (entry: T) => string): T[] {
  const left = new Map<string, number>()
  for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1)
  return these.filter((entry) => {
    const count = left.get(keyOf(entry)) ?? 0
    left.set(keyOf(entry), count - 1)
    return count <= 0
  })
}

/** The same place asks for the same thing; the message also names the storage class. */
function errorKey({ step, name, type, line, column, target }: CollectError): string {
  return JSON.stringify([step, name, type, line, column, target])
}

function findingKey({ code, name, line, column, target }: Finding): string {
  return JSON.stringify([code, name, line, column, target])
}

function namesOf(errors: readonly CollectError[]): ReadonlySet<string> {
  return new Set(errors.flatMap(({ name }) => (name === null ? [] : [name])))
}

async function manifestDifference(
  { manifest: before }: Comparable,
  { manifest: after }: Comparable,
  pace: Pace,
): Promise<DifferencesHead['manifest']> {
  const rest = new Map<string, string>()
  for (const [at, [name, hashed]] of (before?.paths ?? []).entries()) {
    if ((at & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
    rest.set(name, hashed)
  }
  let entries = 0
  for (const [at, [name, hashed]] of (after?.paths ?? []).entries()) {
    if ((at & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
    if (rest.get(name) !== hashed) entries++
    rest.delete(name)
  }
  return {
    before: before !== null,
    after: after !== null,
    entries: entries + rest.size,
    isSameFile: before === null ? after === null : after !== null && equalBytes(before.bytes, after.bytes),
  }
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
