import { type Page, pagesOf, type RenderedNames } from '../../../shared/analysis/pages-of.ts'
import { queryOf } from '../../../shared/analysis/query-of.ts'
import type { CheckedReference } from '../../../shared/model/check.ts'
import type { FoundReference } from '../../../shared/model/reference.ts'
import type { TemplateItem } from '../../../shared/model/template.ts'
import { effectiveStaticUrl } from '../collect/collect-settings.ts'
import { type LookedUp, looksUpUrls } from '../collect/look-up.ts'
import type { Preview } from '../collect/preview-result.ts'
import { servedFor } from './both-readings.ts'
import type { FoundTemplate } from './read-templates.ts'
import { type Site, siteOf } from './resolve-url.ts'
import type { ServedNames } from './served-names.ts'

/** A page with its references judged. */
export type CheckedPage = Omit<Page, 'references'> & { readonly references: readonly CheckedReference[] }

/** Templates and the pages that they make. */
export type CheckedTemplates = {
  readonly templates: ReadonlyMap<string, FoundTemplate>
  readonly references: ReadonlyMap<string, readonly CheckedReference[]>
  readonly pages: readonly CheckedPage[]
}

/**
 * Looks every static name of the templates up as production does (DEBUG off), and gathers what each page comes to.
 * @param rendered what Python is known to render
 */
export async function checkTemplates(
  templates: ReadonlyMap<string, FoundTemplate>,
  preview: Preview,
  served: ServedNames,
  rendered: RenderedNames = [],
): Promise<CheckedTemplates> {
  const judge = await namesJudge(preview, served)
  const references = new Map<string, readonly CheckedReference[]>()
  const judged = new Map<FoundReference, CheckedReference>()
  for (const [name, { reading }] of templates) {
    const checked = referencesIn(reading.items).map((found) => {
      const reference = judge(name, found)
      judged.set(found, reference)
      return reference
    })
    if (checked.length > 0) references.set(name, checked)
  }
  const readings = new Map([...templates].map(([name, { reading }]) => [name, reading]))
  const pages = pagesOf(readings, rendered).map((page) => ({
    ...page,
    references: page.references.flatMap(({ reference }) => judged.get(reference) ?? []),
  }))
  return { templates, references, pages }
}

/** Whether an address is put together from STATIC_URL and a path, which Django does not look up. */
export function isWrittenByHand(kind: FoundReference['kind']): boolean {
  return kind === 'django-hard-coded' || kind === 'django-prefix'
}

/** Judges names that code outside of static files asks for: of templates, and of Python. */
export async function namesJudge(
  preview: Preview,
  served: ServedNames,
): Promise<(file: string, found: FoundReference) => CheckedReference> {
  const { settings } = preview.evidence
  const { disk } = await preview.evidence.run()
  const staticUrl = effectiveStaticUrl(settings)
  const lookUp = looksUpUrls(disk, { ...settings, debug: false })
  const site = siteOf(staticUrl, '', { documentBase: null, importMap: null })
  return (file, found) => judgeName(file, found, lookUp, staticUrl, site, served)
}

function judgeName(
  file: string,
  found: FoundReference,
  lookUp: (name: string) => LookedUp,
  staticUrl: string,
  site: Site,
  served: ServedNames,
): CheckedReference {
  const base = { ...found, file }
  const name = found.url
  if (name === null)
    return {
      ...base,
      django: { verdict: 'not-seen', written: null, reason: null },
      served: 'unknown',
      resolved: null,
      note: 'the name is made when the page is rendered',
    }
  if (isWrittenByHand(found.kind))
    return {
      ...base,
      django: { verdict: 'left', written: null, reason: 'it is written by hand and is not looked up' },
      ...servedFor(staticUrl + name.replace(/^\//, ''), found, site, served),
    }
  const looked = lookUp(name)
  if ('error' in looked)
    return {
      ...base,
      django: { verdict: 'error', written: null, reason: looked.error.message },
      served: 'missing',
      resolved: name,
      note: 'rendering the page fails',
    }
  return {
    ...base,
    django: { verdict: 'rewritten', written: looked.url, reason: null },
    ...servedBehind(looked.url, found, site, served),
  }
}

/** What a browser gets for the address that begins with a tag's answer and goes on behind the tag. */
function servedBehind(
  answer: string,
  found: FoundReference,
  site: Site,
  served: ServedNames,
): Pick<CheckedReference, 'served' | 'resolved' | 'note'> {
  const { rest, url } = found
  const ofFolder =
    rest !== undefined && url?.endsWith('/') === true
      ? 'Django does not look up what is below the address of a folder, and gives it no hash'
      : null
  if (rest?.isKnown === false)
    return {
      served: 'unknown',
      resolved: ofFolder === null ? servedFor(answer, found, site, served).resolved : null,
      note: ofFolder ?? 'the address goes on behind the tag with what only rendering knows',
    }
  const whole = answer + (rest?.text ?? '')
  const gotten = servedFor(whole, found, site, served)
  const query = gotten.served === 'hashed' ? queryOf(whole) : ''
  const ofQuery = query.length < 2 ? null : `the query ${query} is needless, for the name has a hash`
  return { ...gotten, note: gotten.note ?? ofFolder ?? ofQuery }
}

function referencesIn(items: readonly TemplateItem[]): FoundReference[] {
  return items.flatMap((item) => {
    if (item.kind === 'reference') return [item.reference]
    return item.kind === 'block' ? referencesIn(item.items) : []
  })
}
