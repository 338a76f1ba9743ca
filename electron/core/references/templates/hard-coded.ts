/** A path under STATIC_URL that is written by hand. */
export type HardCoded = {
  readonly offset: number
  readonly text: string
  /** Percent-decoded, without query and fragment; may be empty or a folder where `isCut` is set. */
  readonly name: string
  /** The text ends with it, so that it may go on behind. */
  readonly isCut: boolean
}

const PATH = /^[^\s"'<>()`,;{}]*/

/**
 * Paths below STATIC_URL in the text of a page: where one begins after a quote, a bracket, an equals sign, a comma or a
 * blank. Query and fragment stay in `text`. Those of folders are left out, unless they may go on behind the text.
 * @param isAtStart the text begins the template, so that a path may stand at its very start
 */
export function findHardCoded(text: string, staticUrl: string, isAtStart: boolean): HardCoded[] {
  // A STATIC_URL of one slash would make every address one of these.
  if (staticUrl === '' || staticUrl === '/') return []
  const found: HardCoded[] = []
  for (let at = text.indexOf(staticUrl); at !== -1; at = text.indexOf(staticUrl, at + 1)) {
    const before = text.charAt(at - 1)
    if (at === 0 ? !isAtStart : !/["'`(=,\s]/.test(before)) continue
    const path = pathAfterPrefix(text.slice(at + staticUrl.length))
    const name = decoded(path.replace(/[?#].*$/s, ''))
    const isCut = at + staticUrl.length + path.length === text.length
    if (isCut || isFile(name)) found.push({ offset: at, text: staticUrl + path, name, isCut })
  }
  return found
}

/** Whether a name is one of a file, and not of a folder. */
export function isFile(name: string): boolean {
  return name !== '' && !name.endsWith('/')
}

/** The path at the start of a text, up to what ends an address in a page. */
export function pathAfterPrefix(text: string): string {
  return PATH.exec(text)?.[0] ?? ''
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
