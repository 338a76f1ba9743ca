import { relative, sep } from 'node:path'
import type { CheckFinding } from '../../../shared/model/check.ts'
import type { Check } from '../check/check-result.ts'

/**
 * Finds where the text of a finding lies, for tools that show it there: below `home` with forward slashes, else absolute.
 * A file that is not on the disk keeps its logical name.
 * @param home the folder that such tools count from, as a checkout; null for none
 */
export function placesOnDisk(check: Check, home: string | null): (finding: CheckFinding) => string {
  const sources = new Map(check.preview.files.map(({ name, source }) => [name, source]))
  return ({ in: kind, file }) => {
    const path =
      kind === 'static' ? sources.get(file) : kind === 'template' ? check.templates?.templates.get(file)?.path : null
    if (path == null) return file
    const below = home === null ? path : relative(home, path)
    return (below.startsWith('..') || below === '' ? path : below).split(sep).join('/')
  }
}
