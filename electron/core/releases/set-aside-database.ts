import { renameSync } from 'node:fs'

/**
 * Moves a corrupt database and its companions out of the way, so that a new one can be begun.
 * @param file path of the database
 * @param now milliseconds since 1970, for the new name
 * @returns the new path, or null where the file cannot be moved (another program holds it on Windows)
 */
export function setAsideDatabase(file: string, now: number): string | null {
  const aside = `${file}.corrupt-${now}`
  if (!renamed(file, aside)) return null
  // Left behind, the write-ahead log of the old file would be played into the new one.
  for (const ending of ['-wal', '-shm']) renamed(file + ending, aside + ending)
  return aside
}

function renamed(from: string, to: string): boolean {
  try {
    renameSync(from, to)
    return true
  } catch {
    return false
  }
}
