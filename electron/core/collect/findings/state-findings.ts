import type { Finding } from '../../../../shared/model/finding.ts'
import { md5Of } from '../../files/file-content.ts'
import { PythonError } from '../../python/python-error.ts'
import { finding, type FindingContext } from './finding-context.ts'

/** What the present state of STATIC_ROOT and the source folders does to the result. */
export function stateFindings(context: FindingContext): Finding[] {
  return [
    ...unmodifiedFindings(context),
    ...shadowedFindings(context),
    ...linkFindings(context),
    ...swallowedFindings(context),
  ]
}

/** "Unmodified" compares times only: the old bytes, or a folder, may stay under a name whose hashed copy is new. */
function unmodifiedFindings({ run, disk, location }: FindingContext): Finding[] {
  const findings: Finding[] = []
  for (const [name, action] of run.actions) {
    if (action !== 'unmodified') continue
    const path = `${location}/${name}`
    if (disk.isFolder(path)) {
      findings.push(
        finding(
          'folder-in-the-way',
          'warning',
          name,
          'A folder of this name lies in STATIC_ROOT and is newer: the plain copy is never made',
        ),
      )
      continue
    }
    const file = run.found.get(name)
    try {
      const source = file?.storage.files.open(file.path)
      const target = disk.open(path)
      if (source !== undefined && (source.size !== target.size || md5Of(source) !== md5Of(target)))
        findings.push(
          finding(
            'plain-copy-differs',
            'warning',
            name,
            'The copy in STATIC_ROOT has other bytes, but counts as unmodified because its time is not older than that of the source',
          ),
        )
    } catch (error) {
      if (!(error instanceof PythonError)) throw error
    }
  }
  return findings
}

function shadowedFindings({ candidates }: FindingContext): Finding[] {
  const findings: Finding[] = []
  for (const [name, losers] of candidates.shadowed) {
    const winner = candidates.winners.get(name)
    if (winner === undefined) continue
    try {
      const md5 = md5Of(winner.storage.files.open(winner.path))
      for (const loser of losers)
        if (md5Of(loser.storage.files.open(loser.path)) !== md5)
          findings.push(
            finding(
              'shadowed-different',
              'warning',
              name,
              `${loser.storage.files.path(loser.path)} has other bytes and is not collected, because ${winner.storage.files.path(winner.path)} comes first`,
              { target: loser.storage.files.path(loser.path) },
            ),
          )
    } catch (error) {
      if (!(error instanceof PythonError)) throw error
    }
  }
  return findings
}

/** Links in STATIC_ROOT, which `--clear` follows, and links that lead out of a source folder. */
function linkFindings({ request, settings, disk, location, candidates }: FindingContext): Finding[] {
  const findings: Finding[] = []
  if (request.staticRoot !== null && settings.storage.kind !== 's3-manifest')
    for (const entry of disk.tree(location))
      if (entry.kind === 'link' && !entry.written && disk.isFolder(`${location}/${entry.path}`))
        findings.push(
          finding(
            'link-in-static-root',
            request.settings.clear ? 'error' : 'warning',
            entry.path,
            `STATIC_ROOT holds a link to ${entry.target}: --clear follows it and deletes the files behind it`,
            { target: entry.target },
          ),
        )
  if (!disk.hasLinks) return findings
  for (const [name, file] of candidates.winners) {
    const path = file.storage.files.path(file.path)
    const real = disk.realPath(path)
    if (real === null || real === path) continue
    const root = disk.realFolder(file.storage.files.location)
    if (root !== null && !real.startsWith(`${root}/`))
      findings.push(
        finding('source-link-outside', 'note', name, `${path} leads to ${real}, outside its source folder`, {
          target: real,
        }),
      )
  }
  return findings
}

/** Each pass meets the same error again: it is told once. */
function swallowedFindings({ run, settings }: FindingContext): Finding[] {
  const once = new Map(run.swallowed.map((note) => [`${note.name}\0${note.error.message}`, note]))
  return [...once.values()].map(({ name, error }) =>
    finding(
      'swallowed-error',
      'error',
      name,
      `Django ${settings.rules.series} meets an error in a later pass and goes on as if nothing were: ${error.message} The references of that kind in this file lose their hashes`,
    ),
  )
}
