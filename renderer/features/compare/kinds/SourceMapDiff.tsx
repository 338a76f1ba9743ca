import type { ContentFacts, ContentsDifference, SourceMapFacts } from '../../../../shared/model/content-facts.ts'
import { formatCount } from '../../../../shared/text/format-bytes.ts'
import { plural } from '../../../../shared/text/plural.ts'
import { commonRows, type SideRow, SidesTable } from './SidesTable.tsx'

/** Two source maps: which sources came, went or were edited. */
export function SourceMapDiff({ contents }: { readonly contents: ContentsDifference }) {
  const { a, b, sources } = contents
  const [mapA, mapB] = [mapOf(a), mapOf(b)]
  const row = (label: string, tell: (map: SourceMapFacts) => string | number | null): SideRow => ({
    label,
    a: mapA === null ? null : tell(mapA),
    b: mapB === null ? null : tell(mapB),
  })
  return (
    <div className="kind-scroll" tabIndex={0} role="group" aria-label="Source map">
      <SidesTable
        label="Source map, before and after"
        rows={[
          ...commonRows(a, b),
          row('Version', ({ version }) => version),
          row('File', ({ file }) => file),
          row('Sources', (map) => formatCount(map.sources)),
          row('With their text', ({ withContent }) => formatCount(withContent)),
          row('Mappings', ({ mappings }) => `${formatCount(mappings)} characters`),
        ]}
      />
      {sources !== null && (
        <>
          <Names sign="+" title="Added" names={sources.added} count={sources.addedCount} />
          <Names sign="−" title="Removed" names={sources.removed} count={sources.removedCount} />
          <Names sign="●" title="Edited" names={sources.edited} count={sources.editedCount} />
          {sources.addedCount + sources.removedCount + sources.editedCount === 0 && (
            <p className="dim">The sources are the same, as far as the maps hold their text.</p>
          )}
        </>
      )}
    </div>
  )
}

function mapOf({ detail }: ContentFacts): SourceMapFacts | null {
  return detail?.kind === 'source-map' ? detail : null
}

type NamesProps = {
  readonly sign: string
  readonly title: string
  readonly names: readonly string[]
  readonly count: number
}

function Names({ sign, title, names, count }: NamesProps) {
  if (count === 0) return null
  return (
    <section className="kind-names" aria-label={`${title} sources`}>
      <h3>
        <span aria-hidden="true">{sign}</span> {title}: {plural(count, 'source')}
      </h3>
      <ul>
        {names.map((name) => (
          <li key={name} className="code">
            {name}
          </li>
        ))}
      </ul>
      {count > names.length && <p className="dim">and {formatCount(count - names.length)} more</p>}
    </section>
  )
}
