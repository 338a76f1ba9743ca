import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** Pythons that a Django series runs on, the one to try first in front. */
const PYTHONS: Readonly<Record<string, readonly string[]>> = {
  '3.2': ['3.9', '3.10', '3.8'],
  '4.0': ['3.10', '3.9'],
  '4.1': ['3.10', '3.11', '3.9'],
  '4.2': ['3.11', '3.12', '3.10', '3.9'],
  '5.0': ['3.11', '3.12', '3.10'],
  '5.1': ['3.12', '3.11', '3.13', '3.10'],
  '5.2': ['3.12', '3.13', '3.11', '3.10'],
  '6.0': ['3.13', '3.12', '3.14'],
  '6.1': ['3.13', '3.12', '3.14'],
}

/** A Python with real Django and WhiteNoise in it, or why there is none. */
export type PythonEnvironment =
  | { readonly kind: 'ready'; readonly series: string; readonly python: string }
  | { readonly kind: 'missing'; readonly series: string; readonly reason: string }

/**
 * Finds or builds a virtual environment with the newest Django of a series, kept in the user's cache folder.
 * Takes up to some minutes the first time and needs the package index then; gives a reason instead of throwing.
 */
export function findPythonEnvironment(series: string): PythonEnvironment {
  const cache = cacheFolder()
  const home = join(cache, series)
  const python = join(home, 'bin', 'python')
  // Written last: a build that was cut off is not taken for a whole one.
  const marker = join(home, '.ready')
  if (existsSync(marker)) return { kind: 'ready', series, python }
  const base = findPython(PYTHONS[series] ?? ['3.13', '3.12'])
  if (base === null) return { kind: 'missing', series, reason: `no Python for Django ${series} was found` }
  try {
    rmSync(home, { recursive: true, force: true })
    mkdirSync(cache, { recursive: true })
    execFileSync(base, ['-m', 'venv', home], { stdio: ['ignore', 'ignore', 'pipe'] })
    const packages = [`django~=${series}.0`, 'whitenoise', 'brotli']
    const options = ['--quiet', '--disable-pip-version-check', '--retries', '1', '--timeout', '20']
    execFileSync(python, ['-m', 'pip', 'install', ...options, ...packages], { stdio: ['ignore', 'ignore', 'pipe'] })
    writeFileSync(marker, '')
    return { kind: 'ready', series, python }
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error)
    return { kind: 'missing', series, reason: `Django ${series} could not be installed: ${reason}` }
  }
}

/**
 * A folder for PYTHONPATH with packages that some tests want besides, kept in the user's cache folder. What they need in
 * turn is not installed, so that no other Django comes with them.
 * @returns null where they cannot be installed
 */
export function findPackages(python: string, name: string, packages: readonly string[]): string | null {
  const folder = join(cacheFolder(), `packages-${name}`)
  const marker = join(folder, '.ready')
  if (existsSync(marker)) return folder
  const options = ['--quiet', '--disable-pip-version-check', '--retries', '1', '--timeout', '20', '--no-deps']
  try {
    rmSync(folder, { recursive: true, force: true })
    execFileSync(python, ['-m', 'pip', 'install', ...options, '--target', folder, ...packages], { stdio: 'ignore' })
    writeFileSync(marker, '')
    return folder
  } catch {
    return null
  }
}

function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'staticscope-parity')
}

/** The newest of these Pythons that is installed, on PATH or in pyenv; null if none is. */
export function findPython(versions: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  for (const version of versions) {
    const candidates = [...folders.map((folder) => join(folder, `python${version}`)), ...pyenvPythons(version)]
    // A pyenv shim lies on PATH for every version and fails for those that are not selected: ask it.
    const found = candidates.find((path) => existsSync(path) && answersAs(path, version))
    if (found !== undefined) return found
  }
  return null
}

function pyenvPythons(version: string): string[] {
  const versions = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions')
  if (!existsSync(versions)) return []
  return readdirSync(versions)
    .filter((name) => name.startsWith(`${version}.`))
    .map((name) => join(versions, name, 'bin', 'python'))
}

function answersAs(python: string, version: string): boolean {
  try {
    const print = 'import sys, venv; print("%d.%d" % sys.version_info[:2])'
    return (
      execFileSync(python, ['-c', print], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() === version
    )
  } catch {
    return false
  }
}
