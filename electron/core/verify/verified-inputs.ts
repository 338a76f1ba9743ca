import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Candidate } from '../collect/find-candidates.ts'
import type { Preview } from '../collect/preview-result.ts'
import { nodePath } from '../files/file-content.ts'
import type { PythonOrder } from '../projects/run-project-python.ts'

/** Everything that a verified result depends on. While none of it changes, the result holds. */
export type VerifiedInputs = {
  /** The request, and how the project's Python was run. */
  readonly request: string
  /** Path, size, modified time and inode of every candidate. */
  readonly sources: string
  /** Stamps of the project's own code by path, and of installed packages by the path of what describes them. */
  readonly code: ReadonlyMap<string, string>
  readonly packages: ReadonlyMap<string, string>
}

/** How the project's Python was run. */
export type GivenToPython = Pick<PythonOrder, 'python' | 'settingsModule' | 'environment'>

/** The project's code and packages, as Django told of them when it ran. */
export type LoadedCode = { readonly code: readonly string[]; readonly packages: readonly string[] }

/** Takes the stamps of all inputs now. Nothing is read but facts of files. */
export function verifiedInputs(preview: Preview, order: GivenToPython, { code, packages }: LoadedCode): VerifiedInputs {
  return {
    request: requestStamp(preview, order),
    sources: sourcesStamp(preview),
    code: new Map(code.map((file) => [file, stampOf(file)])),
    packages: new Map(packages.flatMap(installedIn)),
  }
}

/**
 * Why a result no longer holds, in one short sentence; null while it does.
 * @param before the inputs of the verification
 */
export function staleReason(before: VerifiedInputs, now: VerifiedInputs): string | null {
  if (before.request !== now.request) return 'The settings or options are others now'
  if (before.sources !== now.sources) return 'Static files changed'
  const code = firstChange(before.code, now.code)
  if (code !== null) return `${code} changed`
  return firstChange(before.packages, now.packages) === null ? null : 'An installed package changed'
}

function requestStamp({ request }: Preview, { python, settingsModule, environment }: GivenToPython): string {
  return digestOf(JSON.stringify([{ ...request, staticRoot: null }, python, settingsModule, environment]))
}

function sourcesStamp({ evidence: { candidates } }: Preview): string {
  const all = [...candidates.winners.values(), ...[...candidates.shadowed.values()].flat()]
  return digestOf(all.map(stampOfCandidate).join('\n'))
}

function stampOfCandidate({ path, storage, content }: Candidate): string {
  const stat = content?.stat
  return `${storage.files.location}/${path} ${stat?.size ?? ''} ${stat?.mtimeNs ?? ''} ${stat?.inode ?? ''}`
}

/** What pip and its kin leave beside each package, and links to packages that are edited in place. */
function installedIn(folder: string): [string, string][] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.(?:dist-info|egg-info|egg-link|pth)$/.test(name))
      .map((name) => [join(folder, name), stampOf(join(folder, name))])
  } catch {
    return [[folder, '']]
  }
}

function stampOf(path: string): string {
  const stat = statSync(nodePath(path), { bigint: true, throwIfNoEntry: false })
  return stat === undefined ? '' : `${stat.size} ${stat.mtimeNs} ${stat.ino}`
}

function firstChange(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string | null {
  for (const [path, stamp] of before) if (now.get(path) !== stamp) return path
  for (const path of now.keys()) if (!before.has(path)) return path
  return null
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
