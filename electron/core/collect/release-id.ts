import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { PreviewRequest } from './preview-result.ts'

/** What a per-release storage falls back to when nothing names the release: the same word for all of them. */
export const UNKNOWN_RELEASE = 'unknown'

/** Environment variables that platforms set, in the order in which the example project's strategy asks. */
const VARIABLES = ['RELEASE_ID', 'SOURCE_VERSION', 'HEROKU_BUILD_COMMIT']

/**
 * The release id of a per-release manifest storage: as chosen, else from the environment, else the commit that is
 * checked out around the first source folder, else `unknown`.
 */
export function releaseIdOf(request: PreviewRequest, environment: NodeJS.ProcessEnv = process.env): string {
  const { releaseId } = request.settings
  if (releaseId !== null) return releaseId
  for (const name of VARIABLES) {
    const value = environment[name]
    if (value !== undefined && value !== '') return value
  }
  const first = request.sources[0]
  return (first === undefined ? null : commitAround(first.path)) ?? UNKNOWN_RELEASE
}

/** The commit of the git checkout that holds a folder, read from its files; git itself is not run. Null if there is none. */
export function commitAround(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    const gitFolder = gitFolderIn(at)
    if (gitFolder !== null) return commitIn(gitFolder)
    if (dirname(at) === at) return null
  }
}

function gitFolderIn(folder: string): string | null {
  const path = join(folder, '.git')
  if (readOrNull(join(path, 'HEAD')) !== null) return path
  // A worktree or submodule: a file that names the real folder.
  const linked = /^gitdir: (.+)$/m.exec(readOrNull(path) ?? '')?.[1]
  return linked === undefined ? null : join(folder, linked)
}

function commitIn(gitFolder: string): string | null {
  const head = readOrNull(join(gitFolder, 'HEAD'))?.trim() ?? ''
  if (/^[0-9a-f]{40,64}$/.test(head)) return head
  const ref = /^ref: (refs\/[^\s]+)$/.exec(head)?.[1]
  if (ref === undefined || ref.includes('..')) return null
  const common = join(gitFolder, readOrNull(join(gitFolder, 'commondir'))?.trim() ?? '.')
  for (const folder of [gitFolder, common]) {
    const loose = readOrNull(join(folder, ref))?.trim()
    if (loose !== undefined && /^[0-9a-f]{40,64}$/.test(loose)) return loose
  }
  const packed = readOrNull(join(common, 'packed-refs')) ?? ''
  return (
    packed
      .split('\n')
      .find((line) => line.endsWith(` ${ref}`))
      ?.split(' ')[0] ?? null
  )
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
