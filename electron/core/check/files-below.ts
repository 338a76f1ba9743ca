import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A larger file is nothing that anybody has written. */
const LARGEST = 4 << 20
/** Folders within folders; deeper ones are a loop of links. */
const DEEPEST = 40

/**
 * The files below a folder, by their paths from there with slashes, in the order of names. Folders that cannot be read
 * and files above 4 MB are left out.
 * @param kept chooses of the entries of one folder those that are looked at
 */
export function* filesBelow(
  root: string,
  kept: (entries: readonly string[]) => readonly string[] = (entries) => entries,
): Generator<string> {
  yield* below(root, '', 0, kept)
}

function* below(
  root: string,
  folder: string,
  depth: number,
  kept: (entries: readonly string[]) => readonly string[],
): Generator<string> {
  if (depth > DEEPEST) return
  for (const entry of kept(entriesOf(join(root, folder)))) {
    const name = folder === '' ? entry : `${folder}/${entry}`
    const stat = statSync(join(root, name), { throwIfNoEntry: false })
    if (stat?.isDirectory() === true) yield* below(root, name, depth + 1, kept)
    else if (stat?.isFile() === true && stat.size <= LARGEST) yield name
  }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    return []
  }
}

/** The text of a file; null if it cannot be read. */
export function textOfFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
