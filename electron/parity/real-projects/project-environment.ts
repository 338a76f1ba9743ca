import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { findPython } from '../python-environment.ts'

/** Packages that a set-up is installed from, and the Python that it runs on. Requirements as pip reads them. */
export type ProjectPackages = {
  readonly name: string
  readonly python: string
  readonly requirements: readonly string[]
}

/** The interpreter of an environment, or why there is none. */
export type ProjectEnvironment =
  | { readonly kind: 'ready'; readonly python: string }
  | { readonly kind: 'missing'; readonly reason: string }

/**
 * Finds or builds the virtual environment of a set-up in the user's cache folder: from the package index, once.
 * @param mayInstall without it, only what is there already counts
 */
export function projectEnvironment(packages: ProjectPackages, mayInstall: boolean): ProjectEnvironment {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'staticscope-parity-projects')
  const home = join(cache, packages.name)
  const python = join(home, 'bin', 'python')
  // Written last, and with what was asked for: a build that was cut off or is out of date is made again.
  const marker = join(home, '.ready')
  const wanted = `${packages.requirements.join('\n')}\n`
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return { kind: 'ready', python }
  if (!mayInstall) return { kind: 'missing', reason: 'it is not installed' }
  const base = findPython([packages.python])
  if (base === null) return { kind: 'missing', reason: `there is no Python ${packages.python}` }
  try {
    rmSync(home, { recursive: true, force: true })
    mkdirSync(cache, { recursive: true })
    execFileSync(base, ['-m', 'venv', home], { stdio: ['ignore', 'ignore', 'pipe'] })
    const options = ['--quiet', '--disable-pip-version-check', '--retries', '1', '--timeout', '30']
    execFileSync(python, ['-m', 'pip', 'install', ...options, ...packages.requirements], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    writeFileSync(marker, wanted)
    return { kind: 'ready', python }
  } catch (error) {
    return { kind: 'missing', reason: error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error) }
  }
}
