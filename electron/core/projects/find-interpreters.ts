import { createHash } from 'node:crypto'
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, delimiter, dirname, join, sep } from 'node:path'
import { type Found, type ProjectPlace, readOrEmpty } from './find-project.ts'

/** What the search looks at besides the project. */
export type Surroundings = {
  readonly environment: NodeJS.ProcessEnv
  readonly home: string
  readonly isWindows: boolean
}

/** This process's own surroundings. */
export function surroundings(): Surroundings {
  return { environment: process.env, home: homedir(), isWindows: process.platform === 'win32' }
}

/**
 * The Pythons that may be the project's own, the likeliest first: the activated one if it lies in the project, folders
 * of virtual environments, those that uv, poetry, pipenv and conda keep elsewhere, pyenv's, then what is on PATH.
 * Only looks for files: nothing is run.
 */
export function findInterpreters({ project, folder }: ProjectPlace, around = surroundings()): Found[] {
  const { environment } = around
  const found: Found[] = []
  const add = (home: string | undefined, reason: string): void => {
    const file = home === undefined ? null : pythonIn(home, around)
    if (file !== null && !found.some((other) => other.value === file)) found.push({ value: file, reason })
  }
  const homes = [...new Set([folder, project, dirname(project)])]
  const activated = environment['VIRTUAL_ENV'] || undefined
  const isInside = activated?.startsWith(project + sep) ?? false
  if (isInside) add(activated, 'activated, and inside the project')
  add(environment['UV_PROJECT_ENVIRONMENT'] || undefined, 'named for uv')
  for (const home of homes) {
    const uv = existsSync(join(home, 'uv.lock')) ? ' of uv' : ''
    for (const name of ['.venv', 'venv', 'env'])
      add(join(home, name), `the virtual environment ${name}${uv} in ${basename(home)}`)
  }
  for (const home of homes.slice(0, 2)) {
    for (const path of poetryHomes(home, around)) add(path, "poetry's virtual environment for this folder")
    for (const path of pipenvHomes(home, around)) add(path, "pipenv's virtual environment for this folder")
    add(condaHome(home, around), 'the conda environment that environment.yml names')
  }
  if (!isInside) add(activated, 'activated')
  add(environment['CONDA_PREFIX'] || undefined, 'the activated conda environment')
  for (const home of homes) add(pyenvHome(home, around), 'named in .python-version')
  for (const path of (environment['PATH'] ?? '').split(delimiter)) {
    const file = ['python3', 'python', 'python.exe'].map((name) => join(path, name)).find((file) => existsSync(file))
    if (path === '' || file === undefined) continue
    found.push({ value: file, reason: 'the first on PATH' })
    break
  }
  return found
}

function pythonIn(home: string, { isWindows }: Surroundings): string | null {
  const names = isWindows ? ['Scripts/python.exe', 'python.exe'] : ['bin/python', 'bin/python3']
  return names.map((name) => join(home, name)).find((file) => existsSync(file)) ?? null
}

/** `<name>-<hash>-py<version>` below poetry's cache; the hash is that of the project's real path (poetry's EnvManager). */
function poetryHomes(folder: string, { environment, home }: Surroundings): string[] {
  const text = readOrEmpty(join(folder, 'pyproject.toml'))
  const name = /^\s*name\s*=\s*["']([^"']+)["']/m.exec(text)?.[1]
  if (name === undefined || !(text.includes('[tool.poetry') || existsSync(join(folder, 'poetry.lock')))) return []
  const digest = createHash('sha256').update(realpathSync(folder)).digest('base64url').slice(0, 8)
  const start = `${name
    .toLowerCase()
    .replace(/[ $`!*@"\\\r\n\t]/g, '_')
    .slice(0, 42)}-${digest}-py`
  const places = [
    environment['POETRY_VIRTUALENVS_PATH'],
    environment['POETRY_CACHE_DIR'] && join(environment['POETRY_CACHE_DIR'], 'virtualenvs'),
    join(environment['XDG_CACHE_HOME'] || join(home, '.cache'), 'pypoetry', 'virtualenvs'),
    join(home, 'Library', 'Caches', 'pypoetry', 'virtualenvs'),
    join(home, 'AppData', 'Local', 'pypoetry', 'Cache', 'virtualenvs'),
  ]
  return places.flatMap((place) =>
    place
      ? listed(place)
          .filter((entry) => entry.startsWith(start))
          .map((entry) => join(place, entry))
      : [],
  )
}

/** pipenv notes in each of its environments, in a file `.project`, which folder it is for. */
function pipenvHomes(folder: string, { environment, home }: Surroundings): string[] {
  if (!existsSync(join(folder, 'Pipfile'))) return []
  const place = environment['WORKON_HOME'] || join(home, '.local', 'share', 'virtualenvs')
  return listed(place)
    .map((entry) => join(place, entry))
    .filter((path) => readOrEmpty(join(path, '.project')).trim() === folder)
}

/** conda keeps a list of all its environments in the home folder. */
function condaHome(folder: string, { home }: Surroundings): string | undefined {
  const text = readOrEmpty(join(folder, 'environment.yml')) || readOrEmpty(join(folder, 'environment.yaml'))
  const name = /^name:\s*["']?([\w.-]+)/m.exec(text)?.[1]
  if (name === undefined) return undefined
  return readOrEmpty(join(home, '.conda', 'environments.txt'))
    .split(/\r?\n/)
    .find((path) => basename(path) === name)
}

function pyenvHome(folder: string, { environment, home }: Surroundings): string | undefined {
  const name = readOrEmpty(join(folder, '.python-version')).trim().split(/\s+/)[0]
  if (name === undefined || !/^[\w.-]+$/.test(name)) return undefined
  const versions = join(environment['PYENV_ROOT'] || join(home, '.pyenv'), 'versions')
  const match = existsSync(join(versions, name)) ? name : newestBelow(listed(versions), name)
  return match === undefined ? undefined : join(versions, match)
}

/** `3.12` stands for the newest 3.12.x that is there. */
function newestBelow(names: readonly string[], version: string): string | undefined {
  const fitting = names.filter((name) => name.startsWith(`${version}.`))
  return fitting.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true })).at(-1)
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    return []
  }
}
