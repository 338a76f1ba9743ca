import { formatCount } from '../../../shared/text/format-bytes.ts'

type Props = { readonly label: string; readonly names: readonly string[]; readonly total: number }

/** Some names of many, under their heading; nothing where there are none. */
export function NameList({ label, names, total }: Props) {
  if (total === 0 || names.length === 0) return null
  return (
    <div className="names">
      <p className="names-title">
        {label} ({formatCount(total)})
      </p>
      <ul aria-label={label}>
        {names.map((name) => (
          <li key={name} className="code">
            {name}
          </li>
        ))}
      </ul>
      {total > names.length && <p className="dim">and {formatCount(total - names.length)} more</p>}
    </div>
  )
}
