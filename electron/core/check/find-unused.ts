import { bundlerName } from '../../../shared/analysis/bundler-name.ts'
import type { UnusedFile } from '../../../shared/model/check.ts'
import type { Preview } from '../collect/preview-result.ts'
import { providerOf } from '../collect/describe-file.ts'
import type { UsersIndex } from './reference-users.ts'

/** Names that somebody asks for without a reference: browsers by themselves, search engines, people, licences. */
const ASKED_BY_NAME =
  /(?:^|\/)(?:favicon\.ico|robots\.txt|humans\.txt|apple-touch-icon[^/]*\.png|browserconfig\.xml|sitemap[^/]*\.xml|manifest\.json|\.vite\/.*|LICEN[CS]E[^/]*|README[^/]*|[^/]*\.(?:md|txt|LICENSE))$/i

/**
 * Files that nothing asks for. High: pages are known, and nothing in them or in the files is made while it runs. Medium:
 * some names are only known when pages or scripts run. Low: the pages are not known, or the file ships with a package
 * whose own code may ask for it, or it is asked for by its name alone.
 * @param knowsPages templates were read
 * @param hasDynamic some template or script makes a name while it runs
 */
export function findUnused(
  preview: Preview,
  users: UsersIndex,
  knowsPages: boolean,
  hasDynamic: boolean,
): readonly UnusedFile[] {
  const used = reachable(preview, users)
  return preview.files.flatMap(({ name, size, provider: index }) => {
    if (used.has(name)) return []
    const provider = providerOf(preview, index)
    return [{ name, size, provider: provider.label, ...confidenceOf() }]

    function confidenceOf(): Pick<UnusedFile, 'confidence' | 'reason'> {
      if (ASKED_BY_NAME.test(name))
        return { confidence: 'low', reason: 'Files of this name are asked for without a reference' }
      if (!knowsPages) return { confidence: 'low', reason: 'No templates were read' }
      if (provider.package !== null)
        return { confidence: 'low', reason: `It ships with ${provider.package}, whose code may ask for it` }
      if (bundlerName(name) !== null)
        return { confidence: 'medium', reason: 'A bundler made it, and a manifest of the bundler may name it' }
      if (hasDynamic) return { confidence: 'medium', reason: 'Some names are made only when pages or scripts run' }
      return { confidence: 'high', reason: 'No template, script or style sheet asks for it' }
    }
  })
}

/** Files that somebody else than themselves asks for. A map is used by its file, not the other way round. */
function reachable({ files }: Preview, users: UsersIndex): ReadonlySet<string> {
  const used = new Set<string>()
  for (const { name } of files)
    if ((users.get(name) ?? []).some(({ file, kind }) => file !== name && kind !== 'map-source' && kind !== 'map-file'))
      used.add(name)
  return used
}
