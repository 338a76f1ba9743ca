import type { CollectError } from '../../../shared/model/preview.ts'
import type { Finding } from '../../../shared/model/finding.ts'
import { formatBytes, formatCount } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'
import type { Preview } from '../../core/collect/preview-result.ts'
import { uploadSentence } from '../../../shared/text/describe-upload.ts'
import type { UploadPlan } from '../../core/uploads/plan-uploads.ts'
import type { Style } from '../style.ts'

/** Columns of the narrowest terminal that the report is made for. */
const WIDTH = 80
/** Errors and findings of one kind that are shown; the rest is counted. */
const SHOWN = 20
const SHOWN_PER_CODE = 5
const STORAGE_OBJECT = / with <[\w.]+ object at 0x<addr>>(?=\.)/

/** A preview as lines for people: the verdict first, then the errors, the counts, the findings and what was left out. */
export function* previewText(preview: Preview, style: Style, uploads: UploadPlan | null = null): Generator<string> {
  yield* verdict(preview, style)
  if (preview.errors.length > 0) yield* errorLines(preview, style)
  yield* countLines(preview, style)
  if (uploads !== null) yield* uploadLines(uploads, style)
  const others = findingsBesideErrors(preview)
  if (others.length > 0) yield* findingLines(others, style)
  if (preview.notCollected.length > 0) yield* notCollectedLines(preview, style)
}

function* verdict(preview: Preview, style: Style): Generator<string> {
  const { settings } = preview.request
  const sign = preview.succeeds ? style.good('✓') : style.bad('✗')
  const lines = [...wrapped(`  ${verdictSentence(preview)}`, 2)].map((line) => style.bold(line.trim()))
  yield `${sign} ${lines.join('\n  ')}\n`
  yield* wrapped(`  ${preview.succeeds ? '' : 'Without the errors: '}${clean(preview.summaryLine)}`, 2)
  const newer = preview.rules.newerThanKnown ? `, newer than all known: rules of ${preview.rules.series}` : ''
  yield `  ${style.dim(`Django ${settings.django}${newer} · ${settings.storage} · ${clean(settings.staticUrl)}`)}\n`
  if (preview.orderDependent)
    yield `  ${style.warn('!')} The order of folder entries on this disk decides the result.\n`
}

function verdictSentence({ succeeds, firstError, counts }: Preview): string {
  if (succeeds) return 'collectstatic would succeed.'
  const where = firstError?.name ?? null
  const start = where === null ? 'collectstatic would fail' : `collectstatic would fail at ${clean(where)}`
  if (counts.errors < 2) return `${start}.`
  const files = counts.brokenFiles > 1 ? ` (${plural(counts.brokenFiles, 'file')} with errors)` : ''
  return `${start}, and behind that error wait ${formatCount(counts.errors - 1)} more${files}.`
}

function* errorLines(preview: Preview, style: Style): Generator<string> {
  yield `\n${style.bold(`Errors, in the order in which Django meets them (${formatCount(preview.errors.length)})`)}\n`
  for (const [index, error] of preview.errors.slice(0, SHOWN).entries()) {
    const sign = index === 0 ? style.bad('✗') : ' '
    yield `${sign} ${place(error)}  ${style.dim(error.type)}\n`
    if (error.matched !== null) yield `    ${short(error.matched)}\n`
    // The first is what Django prints, to the letter; behind it the same words about the storage would only be noise.
    yield* wrapped(`    ${clean(index === 0 ? error.message : error.message.replace(STORAGE_OBJECT, ''))}`, 4)
  }
  yield* rest(preview.errors.length - SHOWN, style)
}

function* countLines(preview: Preview, style: Style): Generator<string> {
  const { counts } = preview
  const rows: [string, number, string][] = [
    ['files', counts.files, formatBytes(counts.bytes)],
    ['copied', counts.copied, ''],
    ['linked', counts.linked, ''],
    ['unmodified', counts.unmodified, ''],
    ['replaced', counts.replaced, ''],
    ['deleted', counts.deleted, ''],
    ['hashed', counts.hashed, ''],
    ['rewritten', counts.rewritten, ''],
    ['compressed', counts.compressed, ''],
    ['shadowed', counts.shadowed, ''],
    ['not collected', counts.notCollected, ''],
  ]
  yield `\n${style.bold('Counts')}\n`
  for (const [label, count, note] of rows) {
    if (count === 0 && label !== 'files') continue
    yield `  ${formatCount(count).padStart(9)}  ${label}${note === '' ? '' : style.dim(`  ${note}`)}\n`
  }
}

function* uploadLines({ totals }: UploadPlan, style: Style): Generator<string> {
  yield `\n${style.bold('Upload plan')}\n`
  yield* wrapped(`  ${clean(uploadSentence(totals))}`, 2)
}

/** Each error is a finding too; the report has told those already. */
function findingsBesideErrors({ errors, findings }: Preview): readonly Finding[] {
  const told = new Set(errors.map(({ name, line, message }) => `${name}\0${line}\0${message}`))
  return findings.filter(({ name, line, message }) => !told.has(`${name}\0${line}\0${message}`))
}

function* findingLines(findings: readonly Finding[], style: Style): Generator<string> {
  yield `\n${style.bold(`Findings (${formatCount(findings.length)})`)}\n`
  for (const [code, group] of Map.groupBy(findings, (finding) => finding.code)) {
    const severity = group[0]?.severity ?? 'note'
    const paint = severity === 'error' ? style.bad : severity === 'warning' ? style.warn : style.dim
    yield `${paint(severity === 'error' ? '✗' : severity === 'warning' ? '!' : '·')} ${code}  ${style.dim(`${severity}, ${formatCount(group.length)}`)}\n`
    for (const finding of group.slice(0, SHOWN_PER_CODE)) {
      if (finding.name !== '') yield `    ${place(finding)}\n`
      yield* wrapped(`      ${clean(finding.message)}`, 6)
    }
    yield* rest(group.length - SHOWN_PER_CODE, style)
  }
}

function* notCollectedLines(preview: Preview, style: Style): Generator<string> {
  yield `\n${style.bold(`Not collected (${formatCount(preview.notCollected.length)})`)}\n`
  for (const { name, pattern } of preview.notCollected.slice(0, SHOWN_PER_CODE)) {
    yield `  ${short(name)}  ${style.dim(`ignored by '${clean(pattern)}'`)}\n`
  }
  yield* rest(preview.notCollected.length - SHOWN_PER_CODE, style)
}

function place({ name, line, column }: Pick<CollectError, 'name' | 'line' | 'column'>): string {
  const position = line === null ? '' : column === null ? `:${line}` : `:${line}:${column}`
  return name === null ? 'settings' : `${clean(name)}${position}`
}

function* rest(count: number, style: Style): Generator<string> {
  if (count > 0) yield `    ${style.dim(`… and ${formatCount(count)} more (all of them with --json)`)}\n`
}

/** Lines of at most 80 columns, broken at spaces; a longer word stays whole. */
function* wrapped(text: string, indent: number): Generator<string> {
  for (const line of text.split('\n')) {
    let current = ''
    for (const word of line.trimStart().split(' ')) {
      if (current !== '' && indent + current.length + 1 + word.length > WIDTH) {
        yield `${' '.repeat(indent)}${current}\n`
        current = word
      } else current = current === '' ? word : `${current} ${word}`
    }
    if (current !== '') yield `${' '.repeat(indent)}${current}\n`
  }
}

function short(text: string): string {
  const plain = clean(text)
  return plain.length <= WIDTH - 10 ? plain : `${plain.slice(0, WIDTH - 11)}…`
}

/** Names and messages come from files: control characters and lone surrogates must not reach the terminal as they are. */
function clean(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu, (character) => {
    const code = character.charCodeAt(0)
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
  })
}
