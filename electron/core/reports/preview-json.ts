import { UPLOAD_RUNS } from '../../../shared/model/upload-runs.ts'
import type { Differences } from '../what-if/compare-previews.ts'
import type { UploadPlan } from '../uploads/plan-uploads.ts'
import type { Preview, PreviewFile, Shadowed } from '../collect/preview-result.ts'

/** What a document of `preview --json` calls itself; it changes when the meaning of a member does. */
export const PREVIEW_SCHEMA = 'staticscope/preview@1'

/**
 * The document of `preview --json`, in pieces to be written one after the other. Equal previews give equal text: no times,
 * keys in a fixed order, one line per file. Written by hand, because a JavaScript object would move keys such as `1` to the
 * front of the manifest. Lone surrogates (names that are not UTF-8) stand as `\udcXX`.
 */
export function* previewJson(
  preview: Preview,
  uploads: UploadPlan | null = null,
  differences: Differences | null = null,
): Generator<string> {
  const { request, rules } = preview
  const { settings } = request
  yield '{\n'
  yield member('schema', PREVIEW_SCHEMA)
  yield member('django', settings.django)
  yield member('rules', rules)
  yield member('storage', settings.storage)
  yield member('storageClass', preview.storageClass)
  yield member('staticUrl', settings.staticUrl)
  yield member('settings', settings)
  yield member('staticRoot', request.staticRoot)
  yield member('summary', preview.summaryLine)
  yield member('succeeds', preview.succeeds)
  yield member('orderDependent', preview.orderDependent)
  yield member('firstError', preview.firstError)
  yield* list('errors', preview.errors, (error) => {
    const { name, type, message, step, line, column, matched, target } = error
    return { name, type, message, step, line, column, matched, target }
  })
  yield member('counts', preview.counts)
  yield* lines('files', preview.files, fileLine(preview))
  yield* list('notCollected', preview.notCollected, ({ name, source, provider, pattern }) => {
    return { name, source, provider: preview.providers[provider] ?? null, pattern }
  })
  yield* manifestMember(preview)
  if (differences !== null) yield* whatIfMember(differences)
  yield* list(
    'findings',
    preview.findings,
    ({ code, severity, name, line, column, target, message }) => {
      return { code, severity, name, line, column, target, message }
    },
    uploads === null ? '' : ',',
  )
  if (uploads !== null) yield* operationsMember(uploads)
  yield '}\n'
}

/** What differs from the project's own settings: the counts and errors, then one line per file. */
function* whatIfMember({ head, files }: Differences): Generator<string> {
  yield '  "whatIf": {\n'
  for (const [key, value] of Object.entries(head)) if (key !== 'files') yield `  ${member(key, value)}`
  yield '    "files": ['
  let separator = '\n'
  for (const { name, kinds, before, after } of files.values()) {
    yield `${separator}      ${JSON.stringify({ name, kinds, before, after })}`
    separator = ',\n'
  }
  yield `${files.size === 0 ? '' : '\n    '}]\n  },\n`
}

/** Makes the line of a file: piece by piece, since one call of `JSON.stringify` per object takes several times as long. */
function fileLine({ providers }: Preview): (file: PreviewFile) => string {
  const written = providers.map((provider) => JSON.stringify(provider))
  const providerOf = (index: number): string => written[index] ?? 'null'
  const shadowedOf = ({ source, provider, size, equal }: Shadowed): string =>
    `{"source":${JSON.stringify(source)},"provider":${providerOf(provider)},"size":${size},"equal":${equal}}`
  return (file) =>
    `{"name":${JSON.stringify(file.name)},"hashedName":${JSON.stringify(file.hashedName)},"url":${JSON.stringify(file.url)},` +
    `"action":"${file.action}","provider":${providerOf(file.provider)},"source":${JSON.stringify(file.source)},` +
    `"size":${file.size},"md5":${JSON.stringify(file.md5)},"outputSize":${file.outputSize},"rewritten":${file.rewritten},` +
    `"compressed":${file.compressed.length === 0 ? '[]' : JSON.stringify(file.compressed)},` +
    `"shadowed":[${file.shadowed.map(shadowedOf).join(',')}]}`
}

function* manifestMember({ manifest }: Preview): Generator<string> {
  if (manifest === null) {
    yield member('manifest', null)
    return
  }
  yield '  "manifest": {\n    "paths": {'
  let separator = '\n'
  for (const [name, hashed] of manifest.paths) {
    yield `${separator}      ${JSON.stringify(name)}: ${JSON.stringify(hashed)}`
    separator = ',\n'
  }
  yield manifest.paths.length === 0 ? '}' : '\n    }'
  yield `,\n    "version": ${JSON.stringify(manifest.version)}`
  if (manifest.hash !== null) yield `,\n    "hash": ${JSON.stringify(manifest.hash)}`
  yield '\n  },\n'
}

/** What the run asks of a remote storage: numbers of both runs, and each upload in its order. */
function* operationsMember({ totals, ...runs }: UploadPlan): Generator<string> {
  yield `  "operations": {\n    "overwrites": ${totals.overwrites},\n    "failsAt": ${JSON.stringify(totals.failsAt)}`
  for (const run of UPLOAD_RUNS) {
    yield `,\n    "${run}": {\n      "totals": ${JSON.stringify(totals[run])},\n      "uploads": [`
    let separator = '\n'
    for (const { kind, name, bytes, reason, pass, because } of runs[run]) {
      if (kind !== 'save') continue
      yield `${separator}        ${JSON.stringify({ name, bytes, reason, pass, because })}`
      separator = ',\n'
    }
    yield separator === '\n' ? ']\n    }' : '\n      ]\n    }'
  }
  yield '\n  }\n'
}

function member(key: string, value: unknown): string {
  return `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`
}

function list<T>(key: string, items: readonly T[], toObject: (item: T) => object, end = ','): Generator<string> {
  return lines(key, items, (item) => JSON.stringify(toObject(item)), end)
}

function* lines<T>(key: string, items: readonly T[], toLine: (item: T) => string, end = ','): Generator<string> {
  yield `  ${JSON.stringify(key)}: [`
  let separator = '\n'
  for (const item of items) {
    yield `${separator}    ${toLine(item)}`
    separator = ',\n'
  }
  yield `${items.length === 0 ? '' : '\n  '}]${end}\n`
}
