import { DEFAULT_COLLECT_SETTINGS } from '../../../shared/model/collect-settings.ts'
import { DJANGO_SERIES, type DjangoSeries } from '../../../shared/model/django-series.ts'
import { FileStorage } from '../collect/file-storage.ts'
import { djangoSettingsOf } from '../collect/django-settings-of.ts'
import { HashedNames } from '../collect/hashed-names.ts'
import { type Pattern, patternSets } from '../collect/patterns.ts'
import { type Reference, rewriteReferences } from '../collect/rewrite-references.ts'
import { rulesFor } from '../collect/rules.ts'
import { RealDisk } from '../files/real-disk.ts'
import { VirtualDisk } from '../files/virtual-disk.ts'

/** One way in which Django may have rewritten a release: a series, and the module option. */
type Way = { readonly series: DjangoSeries; readonly jsModules: boolean }

/** Tells whether a text is the source of what Django wrote, and which references it rewrote then; null if it is not. */
export type SourceProof = (
  name: string,
  source: string,
  output: string,
  staticUrl: string | null,
) => readonly Reference[] | null

/** The first series that writes manifests of version 1.1 (#34235). */
const FIRST_1_1: DjangoSeries = '4.2'

/**
 * Makes a proof for one collected folder: the text is rewritten as Django would, with the names of the manifest, by the
 * rules of each series that writes such a manifest; if one of them gives the output byte for byte, the text is its source.
 * @param root STATIC_ROOT, absolute
 */
export function sourceProof(root: string, paths: ReadonlyMap<string, string>, manifestVersion: string): SourceProof {
  const disk = new VirtualDisk(new RealDisk('disk'), 0n)
  const rewriters = new Map<string, ReturnType<typeof rewriterFor>>()
  // The way that fitted last fits the next file as well, as a rule.
  let ways = waysOf(manifestVersion)
  return (name, source, output, staticUrl) => {
    for (const way of ways) {
      const key = JSON.stringify([way, staticUrl])
      const rewrite = rewriters.get(key) ?? rewriterFor(disk, root, paths, way, staticUrl)
      rewriters.set(key, rewrite)
      const rewritten = rewrite(name, source)
      if (rewritten === null || rewritten.text !== output) continue
      ways = [way, ...ways.filter((other) => other !== way)]
      return rewritten.references
    }
    return null
  }
}

function waysOf(manifestVersion: string): readonly Way[] {
  const border = DJANGO_SERIES.indexOf(FIRST_1_1)
  const series = manifestVersion === '1.0' ? DJANGO_SERIES.slice(0, border) : DJANGO_SERIES.slice(border)
  const newestFirst = series.toReversed()
  return [false, true].flatMap((jsModules) =>
    newestFirst
      .filter((one) => !jsModules || rulesFor(one).rules.jsModuleSet > 0)
      .map((one) => ({ series: one, jsModules })),
  )
}

type Rewritten = { readonly text: string; readonly references: readonly Reference[] }

function rewriterFor(
  disk: VirtualDisk,
  root: string,
  paths: ReadonlyMap<string, string>,
  { series, jsModules }: Way,
  chosenUrl: string | null,
): (name: string, source: string) => Rewritten | null {
  const staticUrl = chosenUrl ?? DEFAULT_COLLECT_SETTINGS.staticUrl
  const request = {
    settings: { ...DEFAULT_COLLECT_SETTINGS, django: series, jsModules, staticUrl },
    sources: [],
    staticRoot: root,
  }
  const settings = djangoSettingsOf(request, null)
  const { rules } = settings
  const names = new HashedNames(new FileStorage(disk, rules, root, staticUrl, () => ''), settings)
  const urlOf = (target: string): string => names.urlOf(target, true, (clean) => names.storedNameIn(clean, paths))
  const sets = patternSets(rules, jsModules)
  return (name, source) => {
    const patterns: readonly Pattern[] = sets.find(({ glob }) => name.endsWith(glob.slice(1)))?.patterns ?? []
    // A reference that leads nowhere stays as it is: the folder may have been made with errors.
    const rewritten = rewriteReferences(source, name, patterns, { rules, staticUrl, urlOf, tolerant: true })
    return rewritten.thrown === null ? rewritten : null
  }
}
