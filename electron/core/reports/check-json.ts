import type { CheckedReference } from '../../../shared/model/check.ts'
import { addressText } from '../../../shared/text/describe-references.ts'
import type { Check } from '../check/check-result.ts'
import { nearestOf } from '../check/describe-finding.ts'
import { fixesFor } from '../check/fixes-for.ts'
import { summariseCheck } from '../check/summarise-check.ts'

/** What a document of `check --json` calls itself; it changes when the meaning of a member does. */
export const CHECK_SCHEMA = 'staticscope/check@1'

/** The document of `check --json`: equal input gives equal text. References are in the order of files and places. */
export function* checkJson(check: Check): Generator<string> {
  const { duration: _, ...summary } = summariseCheck(check)
  yield `{\n  "schema": ${JSON.stringify(CHECK_SCHEMA)},\n  "summary": ${JSON.stringify(summary)},\n`
  yield* list('references', referencesOf(check), (reference) => referenceJson(check, reference))
  yield ',\n'
  yield* list('findings', check.findings, (found) => {
    const nearest = nearestOf(check, found)
    return { ...found.finding, nearest, fixes: fixesFor(found.finding, found.reference, nearest) }
  })
  yield ',\n'
  yield* list('pages', check.templates?.pages ?? [], ({ template, references }) => ({
    template,
    names: [...new Set(references.flatMap(({ resolved, url }) => resolved ?? url ?? []))].toSorted(),
  }))
  yield ',\n'
  yield* list('unused', check.unused, (file) => file)
  yield '\n}\n'
}

/** All references of a check: of static files, then of templates, of Python, and of other files. */
export function* referencesOf({ files, templates, python, also }: Check): Generator<CheckedReference> {
  for (const references of files.values()) yield* references
  for (const references of templates?.references.values() ?? []) yield* references
  for (const references of python.values()) yield* references
  for (const references of also.values()) yield* references
}

function referenceJson({ served }: Check, reference: CheckedReference) {
  const { file, line, column, offset, kind, django, request, condition, resolved, note } = reference
  return {
    file,
    line,
    column,
    offset,
    kind,
    text: addressText(reference),
    django,
    browser: { verdict: request, condition },
    served: reference.served,
    resolved,
    exists: resolved === null || reference.served === 'elsewhere' ? null : served.has(resolved),
    note,
  }
}

function* list<T>(name: string, items: Iterable<T>, toJson: (item: T) => unknown): Generator<string> {
  yield `  "${name}": [`
  let separator = '\n'
  for (const item of items) {
    yield `${separator}    ${JSON.stringify(toJson(item))}`
    separator = ',\n'
  }
  yield separator === '\n' ? ']' : '\n  ]'
}
