import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The files of a published package, or why they are not there. */
export type PreparedPackage =
  | { readonly kind: 'ready'; readonly folder: string }
  | { readonly kind: 'missing'; readonly reason: string }

/**
 * Fetches one version of an npm package into the user's cache folder and lays it out; nothing of it is run. Needs the
 * registry the first time, and gives a reason instead of throwing.
 */
export function preparePackage(name: string, version: string): PreparedPackage {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'staticscope-pairs')
  const folder = join(cache, `${name.replaceAll('/', '+')}@${version}`)
  if (existsSync(folder)) return { kind: 'ready', folder: join(folder, 'package') }
  const aside = `${folder}.${process.pid}.part`
  try {
    mkdirSync(aside, { recursive: true })
    const words = ['pack', `${name}@${version}`, '--ignore-scripts', '--silent', '--pack-destination', aside]
    execFileSync('npm', words, { cwd: aside, stdio: ['ignore', 'ignore', 'pipe'], timeout: 120_000 })
    const [archive = ''] = readdirSync(aside)
    execFileSync('tar', ['-xzf', join(aside, archive), '-C', aside])
    rmSync(join(aside, archive))
    renameSync(aside, folder)
    return { kind: 'ready', folder: join(folder, 'package') }
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error)
    return { kind: 'missing', reason: `${name}@${version} could not be fetched: ${reason}` }
  }
}
