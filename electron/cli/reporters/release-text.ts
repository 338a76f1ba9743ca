import type { FileHistoryEntry, StoreCheck, StoredRelease } from '../../../shared/model/release.ts'
import { originWord, unknownSentence } from '../../../shared/text/describe-release.ts'
import { formatBytes, formatCount } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'
import { visibleText } from '../../core/projects/visible-text.ts'
import type { Style } from '../style.ts'

/** Remarks that are shown; the rest is counted. */
const SHOWN = 20

/** A release that was kept just now. */
export function* keptWords(stored: StoredRelease, style: Style): Generator<string> {
  const { release } = stored
  yield `${style.good('✓')} ${style.bold(`Kept ${visibleText(release.name)}: ${plural(release.counts.files, 'file')}, ${formatBytes(release.counts.bytes)}.`)}\n`
  yield `  In the store ${formatBytes(stored.stored.own)} of its own, ${formatBytes(stored.stored.shared)} shared with other releases.\n`
  yield* doubts(stored, style)
}

/** All releases, one a line. */
export function* listWords(releases: readonly StoredRelease[], style: Style): Generator<string> {
  if (releases.length === 0) {
    yield 'The store holds no release. Take one with release add.\n'
    return
  }
  const rows = releases.map(({ release, removedAt, stored }) => [
    visibleText(release.name),
    formatCount(release.counts.files),
    formatBytes(release.counts.bytes),
    formatBytes(stored.own + stored.shared),
    formatBytes(stored.own),
    release.settings === null ? '' : `Django ${release.settings.django}`,
    originWord(release.origin),
    release.takenAt.slice(0, 16).replace('T', ' '),
    [...(removedAt === null ? [] : ['removed']), ...release.labels.map(visibleText)].join(', '),
  ])
  const head = ['Name', 'Files', 'Size', 'Stored', 'Own', 'Django', 'From', 'Taken (UTC)', 'Labels']
  const widths = head.map((word, column) => Math.max(word.length, ...rows.map((row) => (row[column] ?? '').length)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column > 0 && column < 5 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd()
  yield `${style.dim(line(head))}\n`
  for (const row of rows) yield `${line(row)}\n`
}

/** The head of one release. */
export function* showWords(stored: StoredRelease, style: Style): Generator<string> {
  const { release } = stored
  yield `${style.bold(visibleText(release.name))}${release.labels.length === 0 ? '' : `  ${style.dim(release.labels.map(visibleText).join(', '))}`}\n`
  if (release.note !== '') yield `  ${visibleText(release.note).replaceAll('\n', '\n  ')}\n`
  yield `  ${plural(release.counts.files, 'file')}, ${formatBytes(release.counts.bytes)}; in the store ${formatBytes(stored.stored.own)} of its own, ${formatBytes(stored.stored.shared)} shared\n`
  yield `  From ${originWord(release.origin)}: ${visibleText(release.origin.display)}\n`
  yield `  Taken ${release.takenAt}\n`
  if (release.settings !== null)
    yield `  Django ${release.settings.django} · ${visibleText(release.storageClass ?? '')} · ${visibleText(release.settings.staticUrl)}\n`
  if (release.manifest !== null)
    yield `  Manifest ${visibleText(release.manifest.version)}${release.manifest.hash === null ? '' : `, hash ${visibleText(release.manifest.hash)}`}\n`
  yield* doubts(stored, style)
}

/** What a check found: the verdict first. */
export function* checkWords(check: StoreCheck, style: Style): Generator<string> {
  const all = `${plural(check.releases, 'release')}, ${plural(check.contents, 'content')}, ${formatBytes(check.bytes)}`
  if (isSound(check)) {
    yield `${style.good('✓')} ${style.bold('The store is sound.')} ${all} read again.\n`
    return
  }
  const touched = new Set([...check.damages.flatMap(({ releases }) => releases), ...check.unreadable])
  yield `${style.bad('✗')} ${style.bold(`The store is damaged: ${plural(touched.size, 'release')} touched.`)} ${all} read again.\n`
  for (const line of check.database) yield `  The database: ${visibleText(line)}\n`
  for (const name of check.unreadable) yield `  ${visibleText(name)}: its list of files cannot be read.\n`
  for (const { kind, content, releases, files } of check.damages.slice(0, SHOWN))
    yield `  ${kind.padEnd(10)} ${content.hash.slice(0, 12)}…  ${formatBytes(content.size)}  ${visibleText(files.join(', '))}  ${style.dim(`in ${visibleText(releases.join(', '))}`)}\n`
  if (check.damages.length > SHOWN)
    yield `  ${style.dim(`… and ${formatCount(check.damages.length - SHOWN)} more (all of them with --json)`)}\n`
  yield '  Take the touched releases again from their sources, and remove the damaged ones.\n'
}

/** One file through all releases. */
export function* historyWords(file: string, history: readonly FileHistoryEntry[], style: Style): Generator<string> {
  yield `${style.bold(visibleText(file))}\n`
  let before: string | null = null
  for (const { release, file: found } of history) {
    const now = found === null ? null : JSON.stringify([found.hashedName, found.source?.hash, found.output?.hash])
    const sign = now === before ? ' ' : before === null ? '+' : now === null ? '-' : '~'
    const what =
      found === null
        ? style.dim('not there')
        : `${visibleText(found.hashedName ?? found.name)}  ${found.output === null ? '' : formatBytes(found.output.size)}`
    yield `${sign} ${visibleText(release)}  ${what}\n`
    before = now
  }
}

/** Whether a check found nothing wrong. */
export function isSound({ database, damages, unreadable }: StoreCheck): boolean {
  return database.length + damages.length + unreadable.length === 0
}

function* doubts({ release: { unknowns, remarks } }: StoredRelease, style: Style): Generator<string> {
  for (const unknown of unknowns) yield `  ${style.dim(`? ${unknownSentence(unknown)}`)}\n`
  for (const remark of remarks.slice(0, SHOWN)) yield `  ${style.warn('!')} ${visibleText(remark)}\n`
  if (remarks.length > SHOWN)
    yield `    ${style.dim(`… and ${formatCount(remarks.length - SHOWN)} more (all of them with --json)`)}\n`
}
