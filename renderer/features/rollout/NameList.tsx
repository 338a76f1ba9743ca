import { formatCount } from '../../../shared/text/format-bytes.ts'
import { Button } from '../../ui/Button.tsx'

type Props = {
  readonly label: string
  readonly names: readonly string[]
  readonly total: number
  /** Reads further names; without it they are only counted. */
  readonly onMore?: () => void
}

/** Some names of many, under their heading; nothing where there are none. */
export function NameList({ label, names, total, onMore }: Props) {
  if (total === 0 || names.length === 0) return null
  const more = total - names.length
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
      {more > 0 &&
        (onMore === undefined ? (
          <p className="dim">and {formatCount(more)} more</p>
        ) : (
          <Button look="link" onPress={onMore}>
            Show more of {formatCount(more)} other {label.toLowerCase()}
          </Button>
        ))}
    </div>
  )
}
