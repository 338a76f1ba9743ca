import { join } from 'node:path'
import type { FoundReference } from '../../../shared/model/reference.ts'
import { matchGlob } from '../preview/match-glob.ts'
import type { TimeSlices } from '../preview/time-slices.ts'
import { placesOf } from '../references/places.ts'
import { findHardCoded, isFile } from '../references/templates/hard-coded.ts'
import { filesBelow, textOfFile } from './files-below.ts'

/** Which other files are read: those below a folder whose path from there matches one of the patterns. */
export type AlsoRead = { readonly folder: string; readonly patterns: readonly string[] }

/** Folders that hold what others have written, or what is made. */
const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules', 'site-packages', '__pycache__'])
const MOST_FILES = 20_000

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
  for (const name of filesBelow(folder, written)) {
    if (slices.isOver) await slices.rest()
    if (!patterns.some((pattern) => matchGlob(pattern, name))) continue
    if (++read > MOST_FILES) break
    const references = referencesIn(textOfFile(join(folder, name)) ?? '', staticUrl)
    if (references.length > 0) found.set(name, references)
  }
  return found
}

function referencesIn(text: string, staticUrl: string): FoundReference[] {
  const placesIn = placesOf(text)
  const found = findHardCoded(text, staticUrl, true).filter(({ name }) => isFile(name))
  return found.map(({ offset, text: address, name }) => ({
    kind: 'django-hard-coded',
    offset,
    ...placesIn(offset),
    text: address,
    url: name,
    request: 'conditional',
    condition: 'when whatever reads this file uses it',
    base: 'document',
  }))
}

/** What people wrote of a folder: nothing of a virtual environment, nothing hidden, nothing installed or made. */
function written(entries: readonly string[]): readonly string[] {
  if (entries.includes('pyvenv.cfg')) return []
  return entries.filter((entry) => !entry.startsWith('.') && !LEFT_OUT.has(entry))
}
