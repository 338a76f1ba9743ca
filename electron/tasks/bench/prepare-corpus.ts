import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, opendirSync, readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Folders to measure on: prefix ('' for none) and path, with the number of files and bytes in them. */
export type Corpus = {
  readonly sources: readonly (readonly [prefix: string, path: string])[]
  readonly files: number
  readonly bytes: number
}

/**
 * Real front-end packages, installed once into the user's cache folder; nothing in them is run. All of them are one source,
 * the folder `node_modules`; with a limit, the first packages that hold about that many files, each with its name as prefix.
 * Reads every file once, so that no command that is measured is the first to read the disk.
 * @param most number of files, or null for all
 */
export function prepareCorpus(most: number | null): Corpus {
  const home = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'staticscope-corpus')
  const list = join(import.meta.dirname, 'corpus-package.json')
  const installed = join(home, 'package.json')
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== readFileSync(list, 'utf8')) {
    process.stderr.write('Installing the packages to measure on (about 530 MB)…\n')
    mkdirSync(home, { recursive: true })
    copyFileSync(list, installed)
    const options = ['--silent', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock']
    execFileSync('npm', ['install', ...options], { cwd: home, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  const modules = join(home, 'node_modules')
  if (most === null) return { sources: [['', modules]], ...readAll(modules) }
  const sources: [string, string][] = []
  let files = 0
  let bytes = 0
  for (const name of packageNames(modules)) {
    const found = readAll(join(modules, name))
    sources.push([name, join(modules, name)])
    files += found.files
    bytes += found.bytes
    if (files >= most) break
  }
  return { sources, files, bytes }
}

function packageNames(modules: string): string[] {
  return readdirSync(modules)
    .filter((name) => !name.startsWith('.'))
    .toSorted()
    .flatMap((name) => {
      return name.startsWith('@') ? readdirSync(join(modules, name)).map((below) => `${name}/${below}`) : [name]
    })
}

function readAll(folder: string): { files: number; bytes: number } {
  let files = 0
  let bytes = 0
  const opened = opendirSync(folder, { recursive: true })
  for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) {
    if (!entry.isFile()) continue
    files += 1
    bytes += readFileSync(join(entry.parentPath, entry.name)).byteLength
  }
  opened.closeSync()
  return { files, bytes }
}
