import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { FoundReference } from '../../../shared/model/reference.ts'
import { matchGlob } from '../preview/match-glob.ts'
import type { TimeSlices } from '../preview/time-slices.ts'
import { placesOf } from '../references/places.ts'
import { findHardCoded } from '../references/templates/hard-coded.ts'

/** Which other files are read: those below a folder whose path from there matches one of the patterns. */
export type AlsoRead = { readonly folder: string; readonly patterns: readonly string[] }

/** Folders that hold what others have written, or what is made. */
const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules', 'site-packages', '__pycache__'])
const LARGEST = 4 << 20
const MOST_FILES = 20_000
/** Folders within folders; deeper ones are a loop of links. */
const DEEPEST = 40

/**
 * Addresses below STATIC_URL that stand in other files, such as JSON, texts or configurations: where one begins after a
 * quote, a bracket, an equals sign, a comma or a blank. The files are not understood, so what asks for it is not known.
 * Hidden folders, virtual environments and installed packages are left out, as are files above 4 MB.
 * @returns references by the paths of the files, from the folder, with slashes
 * @throws InspectorError cancelled
 */
export async function readAlso(
  { folder, patterns }: AlsoRead,
  staticUrl: string,
  slices: TimeSlices,
): Promise<ReadonlyMap<string, readonly FoundReference[]>> {
  const found = new Map<string, readonly FoundReference[]>()
  if (patterns.length === 0) return found
  let read = 0
  for (const name of filesBelow(folder, '', 0)) {
    if (slices.isOver) await slices.rest()
    if (!patterns.some((pattern) => matchGlob(pattern, name))) continue
    if (++read > MOST_FILES) break
    const references = referencesIn(textOf(join(folder, name)), staticUrl)
    if (references.length > 0) found.set(name, references)
  }
  return found
}

function referencesIn(text: string, staticUrl: string): FoundReference[] {
  const placesIn = placesOf(text)
  return findHardCoded(text, staticUrl, true).map(({ offset, text: written, name }) => ({
    kind: 'django-hard-coded',
    offset,
    ...placesIn(offset),
    text: written,
    url: name,
    request: 'conditional',
    condition: 'when whatever reads this file uses it',
    base: 'document',
  }))
}

function* filesBelow(root: string, folder: string, depth: number): Generator<string> {
  if (depth > DEEPEST) return
  const entries = entriesOf(join(root, folder))
  if (entries.includes('pyvenv.cfg')) return
  for (const entry of entries) {
    if (entry.startsWith('.') || LEFT_OUT.has(entry)) continue
    const name = folder === '' ? entry : `${folder}/${entry}`
    const stat = statSync(join(root, name), { throwIfNoEntry: false })
    if (stat?.isDirectory() === true) yield* filesBelow(root, name, depth + 1)
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

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
