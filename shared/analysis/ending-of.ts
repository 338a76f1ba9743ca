/** The ending of a name in lower case and without its dot; empty if there is none. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot > name.lastIndexOf('/') + 1 ? name.slice(dot + 1).toLowerCase() : ''
}
