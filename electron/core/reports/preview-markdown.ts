import { formatBytes, formatCount } from '../../../shared/text/format-bytes.ts'
import type { Preview } from '../collect/preview-result.ts'

/** Errors, findings and files that are listed before the rest is counted. */
const MOST_LISTED = 50
const LARGEST_FILES = 10

/** A preview as a page of Markdown, for a ticket or a message: verdict, errors, findings, counts, largest files. */
export function* previewMarkdown(preview: Preview): Generator<string> {
  const { request, counts, errors, findings, providers } = preview
  yield `# ${verdict(preview)}\n\n`
  yield `${preview.succeeds ? '' : 'Without the errors: '}${plain(preview.summaryLine)}\n\n`
  yield `Django ${plain(request.settings.django)} · ${code(preview.storageClass)} · ${code(request.settings.staticUrl)}\n\n`
  yield '| | |\n| --- | ---: |\n'
  for (const [label, count] of countRows(preview)) yield `| ${label} | ${count} |\n`
  if (errors.length > 0) {
    yield `\n## Errors (${formatCount(errors.length)})\n\n`
    for (const { name, line, column, type, message } of errors.slice(0, MOST_LISTED)) {
      const place = line === null ? '' : `:${line}:${column ?? 1}`
      yield `1. ${code(`${name ?? 'the whole run'}${place}`)} ${plain(type)}: ${plain(message)}\n`
    }
    yield* rest(errors.length)
  }
  if (findings.length > 0) {
    yield `\n## Findings (${formatCount(findings.length)})\n\n`
    for (const { severity, code: kind, name, line, message } of findings.slice(0, MOST_LISTED)) {
      const place = name === '' ? '' : `${code(line === null ? name : `${name}:${line}`)} `
      yield `- **${severity}** ${code(kind)} ${place}${plain(message)}\n`
    }
    yield* rest(findings.length)
  }
  if (counts.files > 0) yield '\n## Largest files\n\n| File | Provider | Size |\n| --- | --- | ---: |\n'
  const largest = preview.files.toSorted((a, b) => b.size - a.size).slice(0, LARGEST_FILES)
  for (const { name, provider, size } of largest)
    yield `| ${code(name)} | ${plain(providers[provider]?.label ?? '')} | ${formatBytes(size)} |\n`
}

function verdict({ succeeds, firstError, counts }: Preview): string {
  if (succeeds) return 'collectstatic would succeed'
  const where = firstError?.name ?? null
  const start = where === null ? 'collectstatic would fail' : `collectstatic would fail at ${code(where)}`
  return counts.errors < 2 ? start : `${start}, and behind that error wait ${formatCount(counts.errors - 1)} more`
}

function countRows({ counts }: Preview): readonly (readonly [label: string, count: string])[] {
  return [
    ['Files', formatCount(counts.files)],
    ['Bytes', formatBytes(counts.bytes)],
    ['Hashed', formatCount(counts.hashed)],
    ['Rewritten', formatCount(counts.rewritten)],
    ['Shadowed', formatCount(counts.shadowed)],
    ['Not collected', formatCount(counts.notCollected)],
    ['Broken files', formatCount(counts.brokenFiles)],
  ]
}

function* rest(total: number): Generator<string> {
  if (total > MOST_LISTED) yield `\n…and ${formatCount(total - MOST_LISTED)} more\n`
}

/** Words of others with everything that Markdown or HTML would act on made plain. */
function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~]/g, (sign) => `\\${sign}`)
}

/** A name in code marks: more of them than the name has itself. A bar would end a cell of a table. */
function code(text: string): string {
  const clean = text.toWellFormed().replace(/\s+/g, ' ').replaceAll('|', '\\|')
  const longest = Math.max(0, ...[...clean.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const space = clean.startsWith('`') || clean.endsWith('`') ? ' ' : ''
  return `${fence}${space}${clean}${space}${fence}`
}
