import type { Preview, PreviewFile } from '../../core/collect/preview-result.ts'

/** What a document of `preview --json` calls itself; it changes when the meaning of a member does. */
export const PREVIEW_SCHEMA = 'staticscope/preview@1'

/**
 * The document of `preview --json`, in pieces to be written one after the other. Equal previews give equal text: no times,
 * keys in a fixed order, one line per file. Written by hand, because a JavaScript object would move keys such as `1` to the
 * front of the manifest. Lone surrogates (names that are not UTF-8) stand as `\udcXX`.
 */
export function* previewJson(preview: Preview): Generator<string> {
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
  yield* list('files', preview.files, (file) => fileObject(file, preview))
  yield* list('notCollected', preview.notCollected, ({ name, source, provider, pattern }) => {
    return { name, source, provider: preview.providers[provider] ?? null, pattern }
  })
  yield* manifestMember(preview)
  yield* list(
    'findings',
    preview.findings,
    ({ code, severity, name, line, column, target, message }) => {
      return { code, severity, name, line, column, target, message }
    },
    '',
  )
  yield '}\n'
}

function fileObject(file: PreviewFile, { providers }: Preview): object {
  const { name, hashedName, url, action, source, size, md5, outputSize, rewritten, compressed } = file
  const provider = providers[file.provider] ?? null
  const shadowed = file.shadowed.map((other) => {
    return { source: other.source, provider: providers[other.provider] ?? null, size: other.size, equal: other.equal }
  })
  return { name, hashedName, url, action, provider, source, size, md5, outputSize, rewritten, compressed, shadowed }
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

function member(key: string, value: unknown): string {
  return `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`
}

function* list<T>(key: string, items: readonly T[], toObject: (item: T) => object, end = ','): Generator<string> {
  yield `  ${JSON.stringify(key)}: [`
  let separator = '\n'
  for (const item of items) {
    yield `${separator}    ${JSON.stringify(toObject(item))}`
    separator = ',\n'
  }
  yield `${items.length === 0 ? '' : '\n  '}]${end}\n`
}
