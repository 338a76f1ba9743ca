import { splitName } from '../../shared/text/split-name.ts'

/** A name that is cut in its middle when there is no room, so that its ending stays readable. The whole name is in the tooltip. */
export function CutName({ name, title = name }: { readonly name: string; readonly title?: string }) {
  const { start, end } = splitName(name)
  if (end === '') {
    return (
      <bdi className="cut-whole" title={title}>
        {name}
      </bdi>
    )
  }
  return (
    <span className="cut" title={title}>
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

/** A path whose last part tells most: what lies before it gives way first. The whole path is in the tooltip. */
export function PathEnd({ path }: { readonly path: string }) {
  const slash = path.lastIndexOf('/')
  if (slash < 1) return <CutName name={path} />
  return (
    <span className="cut" title={path}>
      <span className="sr-only">{path}</span>
      <span className="cut-before" aria-hidden="true">
        {path.slice(0, slash)}
      </span>
      <span className="cut-whole" aria-hidden="true">
        {path.slice(slash)}
      </span>
    </span>
  )
}
