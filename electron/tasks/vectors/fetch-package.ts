import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where a tree of files comes from. */
export type PackageOrigin = {
  readonly registry: string
  readonly name: string
  readonly version: string
  /** Folder inside the package. */
  readonly folder: string
}

/**
 * The folder with a package's files, fetched once by npm or pip into the user's cache folder; nothing in it is run.
 * @throws Error with a sentence when it cannot be fetched.
 */
export function fetchPackage(origin: PackageOrigin): string {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'staticscope-vectors')
  const home = join(cache, `${origin.registry}-${origin.name.replaceAll('/', '+')}-${origin.version}`)
  if (!existsSync(home)) {
    mkdirSync(cache, { recursive: true })
    const aside = mkdtempSync(join(cache, 'fetch-'))
    try {
      if (origin.registry === 'npm') fetchFromNpm(origin, aside)
      else if (origin.registry === 'pypi') fetchFromPypi(origin, aside)
      else throw new Error(`the registry ${origin.registry} is not known`)
      renameSync(join(aside, 'files'), home)
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error)
      throw new Error(`${origin.name} ${origin.version} could not be fetched: ${reason}`, { cause: error })
    } finally {
      rmSync(aside, { recursive: true, force: true })
    }
  }
  const folder = join(home, origin.folder)
  if (!existsSync(folder)) throw new Error(`${origin.name} ${origin.version} has no folder ${origin.folder}`)
  return folder
}

function fetchFromNpm({ name, version }: PackageOrigin, aside: string): void {
  run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', aside, `${name}@${version}`], aside)
  const archive = onlyFile(aside, '.tgz')
  mkdirSync(join(aside, 'files'))
  run('tar', ['-xzf', archive, '-C', join(aside, 'files'), '--strip-components=1', '--no-same-owner'], aside)
}

function fetchFromPypi({ name, version }: PackageOrigin, aside: string): void {
  // A wheel for any Python will do: its files are only read.
  const options = ['--quiet', '--no-deps', '--only-binary', ':all:', '--python-version', '3.13']
  run('python3', ['-m', 'pip', 'download', ...options, '--dest', aside, `${name}==${version}`], aside)
  run('python3', ['-m', 'zipfile', '-e', onlyFile(aside, '.whl'), join(aside, 'files')], aside)
}

function onlyFile(folder: string, ending: string): string {
  const name = readdirSync(folder).find((entry) => entry.endsWith(ending))
  if (name === undefined) throw new Error(`no ${ending} file arrived`)
  return join(folder, name)
}

function run(program: string, words: readonly string[], folder: string): void {
  execFileSync(program, words, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], timeout: 300_000 })
}
