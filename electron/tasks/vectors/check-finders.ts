import { collectOnce, findNames, type CollectCase } from './engine.ts'
import { openDisk } from './open-disk.ts'
import { isJsonObject, type Json, type JsonObject } from './ordered-json.ts'
import { readFlag, readList, readMembers, readNumber, readText, readTexts, VectorFormatError } from './read-json.ts'
import { readTree, treeJson } from './tree.ts'
import type { CaseRun } from './vector-file.ts'

const FINDERS = 'django.contrib.staticfiles.finders'

/** One case of `finders.json` with one version: what is collected from where, without hashing. */
export function checkFinders({ entry, version, python, world }: CaseRun): Json {
  world.empty()
  world.lay('', readMembers(entry, 'files'))
  const settings = findersCase(entry, version, python, world.root)
  const staticRoot = settings.staticRoot ?? `${world.root}/out`
  const disk = openDisk()
  const outcome = collectOnce(disk, world, settings)
  const result = new Map<string, Json>([['checks', outcome.checks]])
  if (settings.dirsType !== 'string') {
    if (outcome.listError === null) result.set('collected', outcome.collected)
    else {
      result.set('listError', outcome.listError)
      if (outcome.collected.length > 0) result.set('collectedBeforeError', outcome.collected)
    }
    if (outcome.duplicates.length > 0) result.set('duplicates', outcome.duplicates)
  }
  if (outcome.stdout !== '') result.set('stdout', outcome.stdout)
  if (outcome.stderr !== '') result.set('stderr', outcome.stderr)
  if (outcome.error !== null) result.set('error', outcome.error)
  if (readFlag(entry, 'tree', false)) result.set('tree', treeJson(readTree(disk, world, staticRoot)))
  if (entry.has('find')) {
    // Names are looked up on the disk as the case describes it, not as the command left it.
    result.set('find', findNames(openDisk(), world, settings, readTexts(entry, 'find')))
  }
  return result
}

function findersCase(entry: JsonObject, version: string, python: string, root: string): CollectCase {
  const appLabels = readTexts(entry, 'apps', ['staticfiles']).filter((label) => label !== 'staticfiles')
  return {
    version,
    python,
    storage: 'static',
    staticUrl: readText(entry, 'staticUrl', '/static/'),
    jsModules: false,
    dirs: readList(entry.get('dirs'), 'dirs').map((dir) => {
      if (typeof dir === 'string') return { path: below(root, dir), prefix: null, list: false }
      if (!isJsonObject(dir)) throw new VectorFormatError('An entry of dirs is neither a text nor an object')
      return {
        path: below(root, readText(dir, 'path')),
        prefix: readText(dir, 'prefix'),
        list: readFlag(dir, 'list', false),
      }
    }),
    dirsType: readText(entry, 'dirsType', 'list'),
    apps: appLabels.map((label) => ({ label, path: `${root}/apps/${label}` })),
    ...(entry.has('finders')
      ? { finders: readTexts(entry, 'finders').map((name) => (name.includes('.') ? name : `${FINDERS}.${name}`)) }
      : {}),
    ...(entry.has('appIgnorePatterns') ? { appIgnorePatterns: readTexts(entry, 'appIgnorePatterns') } : {}),
    ...(entry.has('staticRoot') ? { staticRoot: below(root, readText(entry, 'staticRoot')) } : {}),
    ignore: readTexts(entry, 'ignore'),
    useDefaultIgnore: !readFlag(entry, 'noDefaultIgnore', false),
    verbosity: readNumber(entry, 'verbosity', 1),
    link: readFlag(entry, 'link', false),
  }
}

/** `<root>` joined with a path of the case, as `os.path.join` does it. */
function below(root: string, path: string): string {
  return path.startsWith('/') ? path : `${root}/${path}`
}
