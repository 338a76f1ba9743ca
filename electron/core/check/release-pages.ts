import type { CheckedReference } from '../../../shared/model/check.ts'
import type { ReleasePage } from '../../../shared/model/release.ts'
import { effectiveStaticUrl } from '../collect/collect-settings.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import type { Preview } from '../collect/preview-result.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { bothReadings } from './both-readings.ts'
import { checkTemplates } from './check-templates.ts'
import { readFiles } from './read-files.ts'
import { readTemplates, type TemplateFolder } from './read-templates.ts'
import { type ServedNames, servedNames } from './served-names.ts'

/**
 * The pages of a release with the names that their templates look up, missing ones included, and those that they ask for
 * under their plain names. Names that only rendering knows are not known.
 * @throws InspectorError cancelled
 */
export async function releasePages(
  preview: Preview,
  folders: readonly TemplateFolder[],
  work: WorkContext,
): Promise<ReleasePage[]> {
  const staticUrl = effectiveStaticUrl(preview.evidence.settings)
  const templates = await readTemplates(folders, staticUrl, new TimeSlices(work.signal))
  const served = servedNames(preview)
  const { pages } = await checkTemplates(templates, preview, served)
  const files = new AskingFiles(preview, served, work)
  const found: ReleasePage[] = []
  for (const { template, references } of pages) {
    const names = new Set(
      references.flatMap(({ kind, url }) => (url !== null && LOOKED_UP.has(kind) ? [nameIn(url)] : [])),
    )
    const byHand = references.flatMap((reference) => (BY_HAND.has(reference.kind) ? plainName(reference) : []))
    const plainNames = await files.plainNamesFor(names, byHand)
    found.push({ template: template.toWellFormed(), names: [...names], plainNames })
  }
  return found
}

const LOOKED_UP: ReadonlySet<string> = new Set(['django-static', 'jinja-static'])
const BY_HAND: ReadonlySet<string> = new Set(['django-hard-coded', 'django-prefix'])
/** Asked for by developer tools alone. */
const FOR_TOOLS: ReadonlySet<string> = new Set([
  'css-source-map',
  'js-source-map',
  'map-source',
  'map-file',
  'map-section',
])

/** `{% static 'a.css?v=1' %}` looks a.css up. */
function nameIn(url: string): string {
  return url.replace(/[?#].*$/s, '').toWellFormed()
}

/** The file that is got under its plain name; none for anything else. */
function plainName({ served, resolved }: CheckedReference): string[] {
  return served === 'plain' && resolved !== null ? [resolved] : []
}

/** What a file asks for: names that its hashed copy is led to by hash, and those that either copy asks for plainly. */
type Asked = {
  readonly hashed: readonly string[]
  readonly plain: readonly string[]
  readonly fromPlain: readonly string[]
}
const NOTHING: Asked = { hashed: [], plain: [], fromPlain: [] }

/** Follows pages into the files that they come to. Each file is read once, and only if some page comes to it. */
class AskingFiles {
  readonly #preview: Preview
  readonly #served: ServedNames
  readonly #work: WorkContext
  readonly #asked = new Map<string, Asked>()

  constructor(preview: Preview, served: ServedNames, work: WorkContext) {
    this.#preview = preview
    this.#served = served
    this.#work = work
  }

  /**
   * All that is asked for under plain names.
   * @param names looked up by the page
   * @param byHand written in the page as plain addresses
   */
  async plainNamesFor(names: ReadonlySet<string>, byHand: readonly string[]): Promise<string[]> {
    const hashed = new Set([...names].filter((name) => this.#served.isHashed(name)))
    // Without a hash the plain copy is what the tag gives too, and its references are followed from there.
    const plain = new Set(byHand)
    const unhashed = [...names].filter((name) => !hashed.has(name) && this.#served.has(name))
    const open: (readonly [name: string, isPlain: boolean])[] = [
      ...[...hashed].map((name) => [name, false] as const),
      ...[...plain, ...unhashed].map((name) => [name, true] as const),
    ]
    const visit = (set: Set<string>, name: string, isPlain: boolean): void => {
      if (set.has(name)) return
      set.add(name)
      open.push([name, isPlain])
    }
    for (let at = 0; at < open.length; at++) {
      await this.#readAll(open.slice(at).map(([name]) => name))
      const [name, isPlain] = open[at] ?? ['', false]
      const asked = this.#asked.get(name) ?? NOTHING
      for (const target of isPlain ? asked.fromPlain : asked.plain) visit(plain, target, true)
      if (!isPlain) for (const target of asked.hashed) visit(hashed, target, false)
    }
    return [...plain]
  }

  async #readAll(names: readonly string[]): Promise<void> {
    const wanted = new Set(names.filter((name) => !this.#asked.has(name)))
    if (wanted.size === 0) return
    const readings = await readFiles(this.#preview, this.#work, (name) => wanted.has(name))
    const { run } = await this.#preview.evidence.run()
    const staticUrl = effectiveStaticUrl(this.#preview.evidence.settings)
    for (const name of wanted) {
      const reading = readings.get(name)
      const django = run.post?.references.get(name) ?? []
      const references =
        reading === undefined
          ? []
          : bothReadings(name, reading, django, staticUrl, this.#served).filter(({ kind }) => !FOR_TOOLS.has(kind))
      const to = (...kinds: readonly CheckedReference['served'][]): string[] =>
        references.flatMap(({ served, resolved }) => (kinds.includes(served) && resolved !== null ? [resolved] : []))
      this.#asked.set(name, { hashed: to('hashed'), plain: to('plain'), fromPlain: to('hashed', 'plain') })
    }
  }
}
