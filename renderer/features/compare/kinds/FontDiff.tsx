import type { ContentFacts, ContentsDifference, FontFacts } from '../../../../shared/model/content-facts.ts'
import { formatCount } from '../../../../shared/text/format-bytes.ts'
import { commonRows, type SideRow, SidesTable } from './SidesTable.tsx'

/** Two fonts by what their tables tell. */
export function FontDiff({ contents: { a, b } }: { readonly contents: ContentsDifference }) {
  const [fontA, fontB] = [fontOf(a), fontOf(b)]
  const row = (label: string, tell: (font: FontFacts) => string | number | null): SideRow => ({
    label,
    a: fontA === null ? null : tell(fontA),
    b: fontB === null ? null : tell(fontB),
  })
  const tags = [...new Set([...(fontA?.tables ?? []), ...(fontB?.tables ?? [])].map(({ tag }) => tag))].toSorted()
  return (
    <div className="kind-scroll" tabIndex={0} role="group" aria-label="Font">
      <SidesTable
        label="Font, before and after"
        rows={[
          ...commonRows(a, b),
          row('Format', ({ format }) => format),
          row('Family', ({ family }) => family),
          row('Style', ({ style }) => style),
          row('Version', ({ version }) => version),
          row('Glyphs', ({ glyphs }) => (glyphs === null ? null : formatCount(glyphs))),
          row('Units per em', ({ unitsPerEm }) => unitsPerEm),
          row('Axes', ({ axes }) =>
            axes.length === 0
              ? 'none'
              : axes.map(({ tag, least, greatest }) => `${tag} ${least}–${greatest}`).join(', '),
          ),
        ]}
      />
      <SidesTable
        label="Tables, in bytes"
        rows={tags.map((tag) => row(tag, ({ tables }) => sizeOfTable(tables, tag)))}
      />
    </div>
  )
}

function fontOf({ detail }: ContentFacts): FontFacts | null {
  return detail?.kind === 'font' ? detail : null
}

function sizeOfTable(tables: FontFacts['tables'], tag: string): string | null {
  const table = tables.find((one) => one.tag === tag)
  return table === undefined ? null : formatCount(table.size)
}
