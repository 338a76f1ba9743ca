import type { RenderedNames } from '../../../shared/analysis/pages-of.ts'
import { queryOf } from '../../../shared/analysis/query-of.ts'
import type { CheckedReference } from '../../../shared/model/check.ts'
import type { ReleasePage } from '../../../shared/model/release.ts'
import { addressText } from '../../../shared/text/describe-references.ts'
import { effectiveStaticUrl } from '../collect/collect-settings.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import type { Preview } from '../collect/preview-result.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { bothReadings } from './both-readings.ts'
import { checkTemplates, isWrittenByHand } from './check-templates.ts'
import { readFiles } from './read-files.ts'
import { readTemplates, type TemplateFolder } from './read-templates.ts'
import { type ServedNames, servedNames } from './served-names.ts'

/**
 * The pages of a release with the names that their templates look up, missing ones included, and those that they ask for
 * under their plain names. Names that only rendering knows are not known.
 * @param rendered what Python is known to render
 * @throws InspectorError cancelled
 */
export async function releasePages(
  preview: Preview,
  folders: readonly TemplateFolder[],
  rendered: RenderedNames,
  work: WorkContext,
): Promise<ReleasePage[]> {
  const staticUrl = effectiveStaticUrl(preview.evidence.settings)
  const slices = new TimeSlices(work.signal)
  const templates = await readTemplates(folders, staticUrl, slices)
  const served = await servedNames(preview, slices)
  const { pages } = await checkTemplates(templates, preview, served, rendered)
  const files = new AskingFiles(preview, served, work)
  const found: ReleasePage[] = []
  for (const { template, references } of pages) {
    const tags = references.flatMap(({ kind, url, rest }) =>
      url !== null && LOOKED_UP.has(kind) && !isFolder(url)
        ? [{ name: nameIn(url), query: queryOf(url + (rest?.text ?? '')).toWellFormed() }]
        : [],
    )
    const byHand = references
      .filter(({ kind, url }) => isWrittenByHand(kind) || (url !== null && LOOKED_UP.has(kind) && isFolder(url)))
      .flatMap((one) => addressOf(one, addressText(one), served, 'plain'))
    const names = new Set(tags.map(({ name }) => name))
    const plain = await files.plainAddressesFor(names, byHand)
    const queries = [...queriesIn('tag', tags), ...queriesIn('plain', plain)]
    found.push({
      template: template.toWellFormed(),
      names: [...names],
      plainNames: [...new Set(plain.map(({ name }) => name))],
      ...(queries.length === 0 ? {} : { queries }),
    })
  }
  return found
}

const LOOKED_UP: ReadonlySet<string> = new Set(['django-static', 'jinja-static'])
/** Asked for by developer tools alone. */
const FOR_TOOLS: ReadonlySet<string> = new Set([
  'css-source-map',
  'js-source-map',
  'map-source',
  'map-file',
  'map-section',
])

/** `{% static 'js/' %}a.js` looks nothing up: Django does not hash paths of folders (`HashedFilesMixin._url`, storage.py). */
function isFolder(url: string): boolean {
  return nameIn(url).endsWith('/')
}

/** `{% static 'a.css?v=1' %}` looks a.css up. */
function nameIn(url: string): string {
  return url.replace(/[?#].*$/s, '').toWellFormed()
}

/** A name, and the query behind it. */
type Address = { readonly name: string; readonly query: string }

/**
 * The file that is got in one of these ways, and the query that it is asked for with; none for anything else. A plain copy
 * that WhiteNoise does not keep is asked for all the same, and is a 404.
 * @param url as it is served, query included
 */
function addressOf(
  reference: CheckedReference,
  url: string,
  names: ServedNames,
  ...kinds: readonly CheckedReference['served'][]
): Address[] {
  const { resolved } = reference
  if (resolved === null) return []
  const served = reference.served === 'missing' && names.isNotKept(resolved) ? 'plain' : reference.served
  return kinds.includes(served) ? [{ name: resolved, query: queryOf(url).toWellFormed() }] : []
}

/** Names that are asked for with queries, each query once; names that never have one are left out. */
function queriesIn(how: 'tag' | 'plain', addresses: readonly Address[]): NonNullable<ReleasePage['queries']> {
  return [...Map.groupBy(addresses, ({ name }) => name)].flatMap(([name, same]) => {
    const queries = new Set(same.map(({ query }) => query))
    return queries.size === 1 && queries.has('') ? [] : [...queries].map((query) => ({ how, name, query }))
  })
}

/** What a file asks for: names that its hashed copy is led to by hash, and what either copy asks for plainly. */
type Asked = {
  readonly hashed: readonly string[]
  readonly plain: readonly Address[]
  readonly fromPlain: readonly Address[]
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
   * All that is asked for under plain names; of a name that is asked for in several ways, each.
   * @param names looked up by the page
   * @param byHand written in the page as plain addresses
   */
  async plainAddressesFor(names: ReadonlySet<string>, byHand: readonly Address[]): Promise<Address[]> {
    const hashed = new Set([...names].filter((name) => this.#served.isHashed(name)))
    // Without a hash the plain copy is what the tag gives too, and its references are followed from there.
    const plain = new Set(byHand.map(({ name }) => name).filter((name) => !this.#served.isNotKept(name)))
    const addresses = [...byHand]
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
      for (const address of isPlain ? asked.fromPlain : asked.plain) {
        addresses.push(address)
        // What is not there leads nowhere.
        if (!this.#served.isNotKept(address.name)) visit(plain, address.name, true)
      }
      if (!isPlain) for (const target of asked.hashed) visit(hashed, target, false)
    }
    return addresses
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
      const to = (...kinds: readonly CheckedReference['served'][]): Address[] =>
        references.flatMap((reference) =>
          addressOf(reference, reference.django.written ?? reference.url ?? '', this.#served, ...kinds),
        )
      const hashed = to('hashed').map((address) => address.name)
      this.#asked.set(name, { hashed, plain: to('plain'), fromPlain: to('hashed', 'plain') })
    }
  }
}
