import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { InspectorError } from '../../../shared/contract/errors.ts'

/** A value that was found, and why it is thought to be the right one. */
export type Found = { readonly value: string; readonly reason: string }

/** A Django project as its files show it, before any of its code runs. */
export type ProjectPlace = {
  /** The folder that was opened, absolute. */
  readonly project: string
  /** The folder that Django is started in: the one with `manage.py`. */
  readonly folder: string
  readonly hasManage: boolean
  /** Settings modules, the likeliest first; empty if none was found. */
  readonly settingsModules: readonly Found[]
}

const CONFIGURATION_FILES = ['pyproject.toml', 'pytest.ini', 'setup.cfg', 'tox.ini']
const NOT_SEARCHED = /^(?:\.|node_modules$|venv$|env$|static|media$|__pycache__$)/
/** Larger files were not written by hand. */
const LARGEST = 1 << 20

/**
 * Finds where a project starts and which settings it names: `manage.py` in the folder or one below it (without one, the
 * folder or one below it that names settings), then the files that tools read, then `wsgi.py` and `asgi.py`, then modules whose names say settings.
 * @throws InspectorError bad-input when nothing in the folder looks like Django
 */
export function findProject(project: string): ProjectPlace {
  const folders = [project, ...subfolders(project).map((name) => join(project, name))]
  const withManage = folders.find((folder) => isFile(join(folder, 'manage.py')))
  // Without one Python starts where the modules can be imported from: `src` as a rule, if not here.
  const folder =
    withManage ?? folders.find((candidate) => findSettingsModules(candidate, candidate).length > 0) ?? project
  const settingsModules = findSettingsModules(project, folder)
  if (withManage === undefined && settingsModules.length === 0)
    throw new InspectorError(
      'bad-input',
      `${project} does not look like a Django project: it has no manage.py, and nothing in it names a settings module. ` +
        'Name the folder of manage.py, or add --settings MODULE.',
    )
  return { project, folder, hasManage: withManage !== undefined, settingsModules }
}

function findSettingsModules(project: string, folder: string): Found[] {
  const found: Found[] = []
  const add = (value: string | undefined, reason: string): void => {
    if (value !== undefined && !found.some((other) => other.value === value)) found.push({ value, reason })
  }
  add(settingsNamedIn(join(folder, 'manage.py')), 'named in manage.py')
  for (const name of CONFIGURATION_FILES)
    for (const home of new Set([folder, project])) add(configuredIn(join(home, name)), `named in ${name}`)
  const packages = subfolders(folder)
  for (const name of packages)
    for (const file of ['wsgi.py', 'asgi.py'])
      add(settingsNamedIn(join(folder, name, file)), `named in ${name}/${file}`)
  for (const name of packages) {
    if (isFile(join(folder, name, 'settings.py'))) add(`${name}.settings`, `${name}/settings.py is there`)
    for (const part of ['production', 'prod', 'base', 'local', 'dev', 'development'])
      if (isFile(join(folder, name, 'settings', `${part}.py`)))
        add(`${name}.settings.${part}`, `${name}/settings/${part}.py is there`)
  }
  if (isFile(join(folder, 'settings.py'))) add('settings', 'settings.py is there')
  return found
}

/** `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")`, or the same by assignment. */
function settingsNamedIn(file: string): string | undefined {
  return /['"]DJANGO_SETTINGS_MODULE['"]\]?\s*[,=]\s*['"]([\w.]+)['"]/.exec(readOrEmpty(file))?.[1]
}

/** `DJANGO_SETTINGS_MODULE = shop.settings` for pytest, `django_settings_module = "shop.settings"` for type checkers. */
function configuredIn(file: string): string | undefined {
  return /^\s*(?:DJANGO_SETTINGS_MODULE|django_settings_module)\s*=\s*["']?([\w.]+)/m.exec(readOrEmpty(file))?.[1]
}

function subfolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !NOT_SEARCHED.test(entry.name))
      .map((entry) => entry.name)
      .toSorted()
  } catch {
    return []
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

/** The text of a small file; empty if there is none. */
export function readOrEmpty(file: string): string {
  try {
    return statSync(file).size > LARGEST ? '' : readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
