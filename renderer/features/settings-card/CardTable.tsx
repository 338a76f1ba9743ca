import type { CardRow, CardSection } from './card-sections.ts'

/** One part of the card: names, values, and where each comes from. */
export function CardTable({ section }: { readonly section: CardSection }) {
  const hasPlaces = section.rows.some(({ from }) => from !== '')
  return (
    <section className="card-section" aria-labelledby={`card-${section.id}`}>
      <h2 id={`card-${section.id}`}>{section.title}</h2>
      <table className="card-table" aria-labelledby={`card-${section.id}`}>
        <colgroup>
          <col className="card-col-name" />
          <col />
          {hasPlaces && <col className="card-col-from" />}
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Value</th>
            {hasPlaces && <th scope="col">Where it comes from</th>}
          </tr>
        </thead>
        <tbody>
          {section.rows.map((row, index) => (
            <Line key={index} row={row} hasPlaces={hasPlaces} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Line({ row, hasPlaces }: { readonly row: CardRow; readonly hasPlaces: boolean }) {
  const { name, value, whole, from, fromTitle } = row
  return (
    <tr>
      <th scope="row" className="card-name">
        {name}
      </th>
      <td className="card-value">
        {whole === null ? (
          value
        ) : (
          <details>
            <summary>{value}</summary>
            <pre>{whole}</pre>
          </details>
        )}
      </td>
      {hasPlaces && (
        <td className="card-from" title={fromTitle}>
          {from}
        </td>
      )}
    </tr>
  )
}
