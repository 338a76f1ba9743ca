import { join } from 'node:path'
import type { TemplateReading } from '../../../shared/model/template.ts'
import type { TimeSlices } from '../preview/time-slices.ts'
import { readJinja } from '../references/templates/read-jinja.ts'
import { readTemplate } from '../references/templates/read-template.ts'
import { filesBelow, textOfFile } from './files-below.ts'

/** A folder that templates are loaded from, and by which engine. */
export type TemplateFolder = { readonly path: string; readonly engine: 'django' | 'jinja2' }

/** A template as the loaders find it. */
export type FoundTemplate = { readonly path: string; readonly reading: TemplateReading }

/** Endings of files that are read; others under a folder of templates are pictures and the like. */
const TEXTS = /\.(?:html?|xhtml|txt|xml|svg|jinja2?|j2|dj(?:ango|html)|js|css|json|md|mjml|eml)$/i

/**
 * All templates by the names under which Django's loaders find them: of two with one name the first folder's counts
 * (django/template/loaders/filesystem.py). Folders and files that cannot be read are left out.
 * @param staticUrl STATIC_URL, script prefix included
 * @throws InspectorError cancelled
 */
export async function readTemplates(
  folders: readonly TemplateFolder[],
  staticUrl: string,
  slices: TimeSlices,
): Promise<ReadonlyMap<string, FoundTemplate>> {
  const found = new Map<string, FoundTemplate>()
  for (const { path: root, engine } of folders) {
    for (const name of filesBelow(root)) {
      if (slices.isOver) await slices.rest()
      if (found.has(name) || !TEXTS.test(name)) continue
      const path = join(root, name)
      const text = textOfFile(path)
      if (text === null) continue
      found.set(name, {
        path,
        reading: engine === 'django' ? readTemplate(text, staticUrl) : readJinja(text, staticUrl),
      })
    }
  }
  return found
}
