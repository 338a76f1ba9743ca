import { splitName } from '../../shared/text/split-name.ts'

type Props = { readonly name: string; readonly title?: string; readonly className?: string }

/** A name that is cut in its middle when there is no room, so that its ending stays readable. The whole name is in the tooltip. */
export function CutName({ name, title = name, className = '' }: Props) {
  const { start, end } = splitName(name)
  if (end === '') {
    return (
      <bdi className={`cut-whole ${className}`} title={title}>
        {name}
      </bdi>
    )
  }
  return (
    <span className={`cut ${className}`} title={title}>
      <span className="sr-only">{name}</span>
      <span className="cut-start" aria-hidden="true">
        {start}
      </span>
      <span className="cut-end" aria-hidden="true">
        {end}
      </span>
    </span>
  )
}

/** A path whose last part tells most: what lies before it is left out as a whole where there is no room. The whole path is in the tooltip. */
export function PathEnd({ path }: { readonly path: string }) {
  const slash = path.lastIndexOf('/')
  if (slash < 1) return <CutName name={path} />
  return (
    <span className="path-end" title={path}>
      <span className="sr-only">{path}</span>
      <bdi className="path-last" aria-hidden="true">
        {path.slice(slash + 1)}
      </bdi>
      <bdi aria-hidden="true">{path.slice(0, slash + 1)}</bdi>
    </span>
  )
}
