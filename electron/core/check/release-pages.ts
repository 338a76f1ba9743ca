import type { ReleasePage } from '../../../shared/model/release.ts'
import { effectiveStaticUrl } from '../collect/collect-settings.ts'
import type { Preview } from '../collect/preview-result.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { checkTemplates } from './check-templates.ts'
import { readTemplates, type TemplateFolder } from './read-templates.ts'
import { servedNames } from './served-names.ts'

/**
 * The pages of a release with the names that their templates look up, missing ones included. Addresses that are written
 * by hand are not looked up, and names that only rendering knows are not known.
 * @throws InspectorError cancelled
 */
export async function releasePages(
  preview: Preview,
  folders: readonly TemplateFolder[],
  signal: AbortSignal,
): Promise<ReleasePage[]> {
  const staticUrl = effectiveStaticUrl(preview.evidence.settings)
  const templates = await readTemplates(folders, staticUrl, new TimeSlices(signal))
  const { pages } = await checkTemplates(templates, preview, servedNames(preview))
  return pages.map(({ template, references }) => ({
    template: template.toWellFormed(),
    names: [
      ...new Set(references.flatMap(({ kind, url }) => (url !== null && LOOKED_UP.has(kind) ? [nameIn(url)] : []))),
    ],
  }))
}

const LOOKED_UP: ReadonlySet<string> = new Set(['django-static', 'jinja-static'])

/** `{% static 'a.css?v=1' %}` looks a.css up. */
function nameIn(url: string): string {
  return url.replace(/[?#].*$/s, '').toWellFormed()
}
