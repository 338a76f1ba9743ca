import { LOOK_EVERY } from '../../../../shared/analysis/pace.ts'
import type { Finding } from '../../../../shared/model/finding.ts'
import { unquote } from '../../python/urls.ts'
import { hasRawBytes } from '../../python/file-names.ts'
import { baseName, dirName } from '../../python/posix-path.ts'
import type { DiskFolder } from '../../files/virtual-disk.ts'
import { PAUSE, type Pause } from '../collectstatic-run.ts'
import { cleanName } from '../hashed-names.ts'
import { finding, type FindingContext } from './finding-context.ts'

/** Names that Django changes on the way, that clash, or whose output is missing. Gives way in between. */
export function* nameFindings(context: FindingContext): Generator<Pause | void, Finding[]> {
  const findings: Finding[][] = []
  for (const find of [oddNames, clashes, caseCollisions]) {
    findings.push(yield* find(context))
    yield PAUSE
  }
  return [...findings.flat(), ...(yield* missingOutputs(context))]
}

function* oddNames({ run }: FindingContext): Generator<Pause, Finding[]> {
  if (run.post === null) return []
  const findings: Finding[] = []
  let seen = 0
  for (const name of run.found.keys()) {
    if ((++seen & LOOK_EVERY) === 0) yield PAUSE
    if (name.includes('%') && unquote(name) !== name)
      findings.push(
        finding(
          'percent-name',
          'warning',
          name,
          `The hashed copy is named after ${unquote(name)}: Django decodes percent signs in names`,
          { target: unquote(name) },
        ),
      )
    else if (name.includes('\\'))
      findings.push(
        finding(
          'odd-name',
          'warning',
          name,
          'A backslash in a name becomes a slash in the plain copy and the manifest, but not in the hashed copy',
        ),
      )
    else if (hasRawBytes(name))
      findings.push(finding('odd-name', 'warning', name, 'The name is not UTF-8: {% static %} cannot make a URL of it'))
    else if (/[?#]|[\x00-\x1f]|^\s|\s$/.test(name))
      findings.push(
        finding(
          'odd-name',
          'warning',
          name,
          'Django takes blanks, control characters, ? and # in this name as parts of a URL, so the hashed copy has another name',
        ),
      )
  }
  return findings
}

/** Two logical names that end in one destination or one hashed name. */
function* clashes({ run }: FindingContext): Generator<Pause, Finding[]> {
  const findings: Finding[] = []
  const byHashed = new Map<string, string>()
  let seen = 0
  for (const [name, hashed] of run.post?.hashedFiles ?? []) {
    if ((++seen & LOOK_EVERY) === 0) yield PAUSE
    const other = byHashed.get(hashed)
    if (other === undefined) byHashed.set(hashed, name)
    else
      findings.push(
        finding('name-clash', 'warning', name, `${name} and ${other} share one hashed copy, ${hashed}`, {
          target: other,
        }),
      )
  }
  yield PAUSE
  for (const name of run.found.keys()) {
    const plain = cleanName(name)
    if (plain !== name && run.found.has(plain))
      findings.push(
        finding('name-clash', 'warning', name, `${name} and ${plain} are copied to the same place`, { target: plain }),
      )
  }
  return findings
}

function* caseCollisions({ run }: FindingContext): Generator<Pause, Finding[]> {
  // A name can collide only with one that has capitals, and few have.
  const foldedNames = new Set<string>()
  let looked = 0
  for (const name of run.found.keys()) {
    if ((++looked & LOOK_EVERY) === 0) yield PAUSE
    const folded = name.toLowerCase()
    if (folded !== name) foldedNames.add(folded)
  }
  const seen = new Map<string, string>()
  const findings: Finding[] = []
  for (const name of run.found.keys()) {
    if ((++looked & LOOK_EVERY) === 0) yield PAUSE
    const folded = name.toLowerCase()
    if (!foldedNames.has(folded)) continue
    const other = seen.get(folded)
    if (other === undefined) seen.set(folded, name)
    else
      findings.push(
        finding(
          'case-collision',
          'warning',
          name,
          `${name} and ${other} differ only in case: on macOS and Windows one overwrites the other`,
          { target: other },
        ),
      )
  }
  return findings
}

/** Entries of the manifest without a file behind them. */
function* missingOutputs({ run, disk, location, settings }: FindingContext): Generator<void, Finding[]> {
  if (run.post === null) return []
  const findings: Finding[] = []
  let lastName: string | null = null
  let folder: DiskFolder | null = null
  for (const [name, hashed] of run.post.hashedFiles) {
    yield
    // Names come folder by folder. What is no file there, such as a link, is looked at as the system does.
    const folderName = dirName(hashed)
    if (lastName !== folderName) folder = disk.folder(`${location}/${folderName}`)
    lastName = folderName
    if (folder !== null && disk.kindIn(folder, baseName(hashed)) === 'file') continue
    if (!disk.exists(`${location}/${hashed}`))
      findings.push(
        finding(
          'missing-output',
          'error',
          name,
          `The manifest of Django ${settings.rules.series} names ${hashed}, but no such file is written`,
          { target: hashed },
        ),
      )
  }
  return findings
}
