import type { CheckedReference } from '../../../../shared/model/check.ts'
import { addressText } from '../../../../shared/text/describe-references.ts'
import { hashesNames } from '../../collect/collect-settings.ts'
import type { Preview } from '../../collect/preview-result.ts'
import type { UnacceptedFinding } from '../check-result.ts'
import { type CheckedTemplates, isWrittenByHand } from '../check-templates.ts'
import type { ServedNames } from '../served-names.ts'
import { cut, type FindingMaker } from './finding-of.ts'

/** Pages that a finding names; more are counted. */
const MOST_PAGES = 100

/**
 * Django's own templates of forms, which the form renderer finds in a folder of its own (django/forms/renderers.py), even
 * where they are parts of the admin's widgets. From 3.2 to 6.1 none of them asks for a static file.
 */
const FORM_TEMPLATES = 'django/forms/'

/** What templates ask for and will not get, or only today. */
export function templateFindings(
  { references, pages, templates }: CheckedTemplates,
  preview: Preview,
  served: ServedNames,
  maker: FindingMaker,
): UnacceptedFinding[] {
  const pagesOf = new Map<CheckedReference, string[]>()
  for (const page of pages)
    for (const reference of new Set(page.references)) {
      const known = pagesOf.get(reference)
      if (known === undefined) pagesOf.set(reference, [page.template])
      else known.push(page.template)
    }
  const unknown = new Map<string, UnacceptedFinding>()
  for (const page of pages)
    for (const { template, name, line, column } of page.unknown) {
      if (name === null || templates.has(name) || name.startsWith(FORM_TEMPLATES)) continue
      unknown.set(
        `${template}\0${line}\0${column}`,
        maker.atFile(
          'template-missing',
          'note',
          template,
          `The template ${cut(name)} is in no known folder, so what it asks for is not checked`,
          {
            in: 'template',
            line,
            column,
            target: name,
            pages: [page.template],
          },
        ),
      )
    }
  const found = [...references.values()]
    .flat()
    .flatMap(
      (reference) => nameFinding(reference, 'template', pagesOf.get(reference) ?? [], preview, served, maker) ?? [],
    )
  return [...found, ...unknown.values()]
}

/** What is wrong with a name that a template, Python or another file asks for; null if nothing. */
export function nameFinding(
  reference: CheckedReference,
  kind: 'template' | 'python' | 'other',
  pages: readonly string[],
  preview: Preview,
  served: ServedNames,
  maker: FindingMaker,
): UnacceptedFinding | null {
  const { url, resolved, django } = reference
  const text = addressText(reference)
  const more = { in: kind, pages: pages.slice(0, MOST_PAGES) } as const
  const isByHand = isWrittenByHand(reference.kind)
  if (url === null && reference.kind === 'django-hard-coded') return writtenByHand(reference, 'note', maker, more)
  const isOpen = reference.rest?.isKnown === false && django.verdict !== 'error'
  if (url === null || isOpen)
    return maker.atReference(
      'template-name-dynamic',
      'note',
      reference,
      `${cut(text)} is known only when the page is rendered${byClass(reference)}`,
      { ...more, target: text },
    )
  const hashed = served.ofHashed(url.replace(/^\//, '').replace(/[?#].*$/s, ''))
  if (hashed !== null)
    return maker.atReference(
      'template-name-hashed',
      django.verdict === 'error' ? 'error' : 'warning',
      reference,
      django.verdict === 'error'
        ? `${cut(url)} is the hashed name of ${cut(hashed)}: production answers with 500${onPages(pages)}${byClass(reference)}`
        : `${cut(url)} is the hashed name of ${cut(hashed)}, which the next release may change`,
      { ...more, target: hashed },
    )
  if (django.verdict === 'error')
    return maker.atReference(
      'template-name-missing',
      'error',
      reference,
      `${cut(url) || 'An empty name'} is not in the manifest${hintOf(url, served)}: production answers with 500${onPages(pages)}${byClass(reference)}`,
      more,
    )
  if (reference.served === 'missing' || reference.served === 'wrong-case')
    return resolved === '' || resolved?.endsWith('/') === true
      ? null
      : maker.atReference(
          reference.served === 'missing' ? 'missing-in-browser' : 'case-mismatch',
          'error',
          reference,
          `Browsers get 404 for ${cut(resolved ?? url)}${reference.note === null ? '' : `: ${reference.note}`}${byClass(reference)}`,
          more,
        )
  const keepsOldBytes =
    resolved !== null && served.isHashed(resolved) && hashesNames(preview.evidence.settings.storage.kind)
  if (isByHand) return writtenByHand(reference, keepsOldBytes ? 'warning' : 'note', maker, more)
  if (reference.rest === undefined || reference.served !== 'plain' || !keepsOldBytes) return null
  return maker.atReference(
    'unhashed-reference',
    'warning',
    reference,
    `${cut(text)} keeps its plain name, so caches may give visitors the old ${cut(resolved)} after a release: ${reference.note ?? ''}`,
    more,
  )
}

function writtenByHand(
  reference: CheckedReference,
  severity: 'warning' | 'note',
  maker: FindingMaker,
  more: { readonly in: 'template' | 'python' | 'other'; readonly pages: string[] },
): UnacceptedFinding {
  return maker.atReference(
    'hardcoded-static-url',
    severity,
    reference,
    `${cut(addressText(reference))} is written by hand: it keeps the plain name and breaks when STATIC_URL changes`,
    { ...more, target: reference.resolved ?? addressText(reference) },
  )
}

/** Which form or admin class asks for a name through its media. */
function byClass({ kind, condition }: CheckedReference): string {
  return kind === 'python-media' && condition !== null && condition.startsWith('asked by ') ? `, ${condition}` : ''
}

function onPages(pages: readonly string[]): string {
  if (pages.length === 0) return ''
  return pages.length === 1 ? ` on ${cut(pages[0] ?? '')}` : ` on ${pages.length} pages, such as ${cut(pages[0] ?? '')}`
}

/** What is odd about a name that the manifest would have otherwise. */
function hintOf(name: string, served: ServedNames): string {
  if (name.startsWith('/')) return ', for it begins with a slash'
  if (name.includes('\\')) return ', for it has a backslash'
  if (served.has(name)) return ', for collecting it fails'
  return ''
}
