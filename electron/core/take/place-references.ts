import type { ReleaseReference } from '../../../shared/model/release.ts'
import { queryOf } from '../../../shared/analysis/query-of.ts'
import { cleanName } from '../collect/hashed-names.ts'
import type { Reference } from '../collect/rewrite-references.ts'
import { pythonStrip } from '../python/strings.ts'
import { baseName, dirName, joinPath, normPath } from '../python/posix-path.ts'

/**
 * The references that Django rewrote in a file, placed in what it wrote.
 * @param references of the file's last pass, in the order of Django's patterns; positions in the source
 * @param output text of the file's output
 * @param hashedNames the table of the run, by cleaned logical name
 */
export function placeInOutput(
  references: readonly Reference[],
  output: string,
  hashedNames: ReadonlyMap<string, string>,
): readonly ReleaseReference[] {
  const placed: ReleaseReference[] = []
  let shift = 0
  let searched = 0
  for (const reference of references.toSorted((a, b) => a.start - b.start)) {
    const { start, matched, written, writtenUrl, target } = reference
    if (writtenUrl !== null && target !== null) {
      const expected = start + shift + urlOffset(reference, writtenUrl)
      const at = output.startsWith(writtenUrl, expected) ? expected : output.indexOf(writtenUrl, searched)
      if (at >= 0) searched = at
      const range: [number, number] = at < 0 ? [0, 0] : [at, at + writtenUrl.length]
      placed.push({ ...leadOf(target, writtenUrl, hashedNames), range })
    }
    shift += written.length - matched.length
  }
  return placed
}

/** Where the URL begins in what Django writes for a match (`Pattern.write`). */
function urlOffset({ pattern, written }: Reference, url: string): number {
  if (pattern.startsWith('module')) return written.lastIndexOf(url)
  if (pattern.endsWith('source-map')) return written.indexOf('=') + 1
  return written.indexOf('"') + 1
}

/**
 * Where a rewritten reference leads, and whether its name came from the table. A target with a query is not in the table
 * of hashed names, so that Django hashes the plain copy, which holds the source (`_stored_name`, all series).
 */
function leadOf(
  target: string,
  writtenUrl: string,
  hashedNames: ReadonlyMap<string, string>,
): Omit<ReleaseReference, 'range'> {
  const asked = cleanName(normPath(target))
  const fromTable = hashedNames.get(asked)
  const name = fromTable === undefined ? cleanName(normPath(pythonStrip(withoutQuery(target)))) : asked
  const lastPart = baseName(withoutQuery(writtenUrl))
  const written =
    fromTable !== undefined && baseName(fromTable) === lastPart ? fromTable : joinPath(dirName(name), lastPart)
  const query = queryOf(writtenUrl)
  return { target: name, written, fromSource: fromTable === undefined, ...(query === '' ? {} : { query }) }
}

function withoutQuery(url: string): string {
  const end = url.search(/[?#]/)
  return end < 0 ? url : url.slice(0, end)
}
