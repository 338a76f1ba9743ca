import { runAtOnce } from '../../../shared/analysis/pace.ts'
import { posix } from 'node:path'
import type { StorageKind } from '../../../shared/model/storage-kinds.ts'
import { USUAL_TRAITS } from '../../core/collect/storage-traits.ts'
import {
  DEFAULT_FINDERS,
  DEFAULT_IGNORE_PATTERNS,
  type DjangoSettings,
  type StaticfilesDirs,
} from '../../core/collect/collect-settings.ts'
import {
  destinationOf,
  effectiveIgnorePatterns,
  type Finder,
  type FoundFile,
  getFinders,
} from '../../core/collect/find-files.ts'
import { CompressedContents } from '../../core/collect/compress-contents.ts'
import { compressedForms } from '../../core/collect/compress-file.ts'
import { lookUpUrl } from '../../core/collect/look-up.ts'
import { type Rules, rulesFor } from '../../core/collect/rules.ts'
import type { CollectstaticRun } from '../../core/collect/collectstatic-run.ts'
import { runCollectstatic } from '../../core/collect/run-collectstatic.ts'
import { runStaticfilesChecks } from '../../core/collect/system-checks.ts'
import type { VirtualDisk } from '../../core/files/virtual-disk.ts'
import { PythonError } from '../../core/python/python-error.ts'
import type { UrlRules } from '../../core/python/urls.ts'
import { compareCodePoints } from '../../core/python/strings.ts'
import { openDisk } from './open-disk.ts'
import type { Json, JsonObject } from './ordered-json.ts'
import { VectorFormatError } from './read-json.ts'
import type { World } from './world.ts'

/** The options of one command, with Django's defaults where absent. */
export type CollectOptionsOfCase = {
  readonly clear?: boolean
  readonly link?: boolean
  readonly dryRun?: boolean
  readonly postProcess?: boolean
  readonly ignore?: readonly string[]
  readonly useDefaultIgnore?: boolean
  readonly verbosity?: number
  readonly tolerant?: boolean
}

/** One collectstatic as a vector file describes it. Paths are real ones. */
export type CollectCase = CollectOptionsOfCase & {
  readonly version: string
  readonly python: string
  /** `static` (Django's plain one), `manifest`, `whitenoise` or `whitenoise-manifest`. */
  readonly storage: string
  readonly keepOnlyHashed?: boolean
  readonly staticUrl: string
  readonly jsModules: boolean
  readonly dirs: readonly { readonly path: string; readonly prefix: string | null; readonly list: boolean }[]
  readonly dirsType?: string
  readonly apps?: readonly { readonly label: string; readonly path: string }[]
  readonly finders?: readonly string[]
  readonly appIgnorePatterns?: readonly string[]
  readonly staticRoot?: string
}

/** What a run gave, in the form of the vector files. `error`s are null when there is none. */
export type CollectOutcome = {
  readonly error: Json
  readonly errors: Json
  readonly stdout: string
  readonly stderr: string
  readonly checks: Json
  readonly collected: readonly Json[]
  readonly duplicates: readonly Json[]
  readonly listError: Json
}

/** One look-up as a vector file describes it. */
export type LookUpCase = {
  readonly version: string
  readonly python: string
  readonly storage: string
  readonly name: string
  readonly staticUrl: string
  readonly debug: boolean
  readonly manifestStrict: boolean
  readonly scriptPrefix: string
}

/** Runs the command once on a disk. The checks and the walk are also done by themselves, as they were recorded. */
export function collectOnce(disk: VirtualDisk, world: World, input: CollectCase): CollectOutcome {
  const settings = settingsOf(world, input)
  const checks = checksOf(settings, world)
  const walk = walkOf(settings, input, world)
  const run = runWhole(disk, settings, input)
  return {
    error: run.error === null ? null : errorJson(run.error, world),
    errors: run.errors.map(({ name, error, reference }) => {
      const place: [string, Json][] = [['file', name]]
      if (reference !== null) place.push(['line', reference.line], ['matched', reference.matched])
      return new Map<string, Json>([...place, ['type', error.type], ['message', world.hide(error.message)]])
    }),
    stdout: world.hide(run.stdout),
    stderr: world.hide(run.stderr),
    checks,
    ...walk,
  }
}

/** `finders.find(name)` with all matches, for each name. */
export function findNames(disk: VirtualDisk, world: World, input: CollectCase, names: readonly string[]): Json {
  const settings = settingsOf(world, input)
  const built = new Map<string, Finder>()
  return new Map(
    names.map((name): [string, Json] => {
      try {
        const found = [...getFinders(disk, settings, built)].flatMap((finder) => finder.find(name))
        return [name, found.map((path) => world.hide(path))]
      } catch (error) {
        return [name, new Map([['error', errorJson(error, world)]])]
      }
    }),
  )
}

/** What the storage's `url(name)` gives. */
export function lookUpName(
  disk: VirtualDisk,
  world: World,
  input: LookUpCase,
): { readonly url: string; readonly tag: string } | { readonly error: Json } {
  const { version, python, storage, staticUrl, debug, manifestStrict, scriptPrefix } = input
  const command = { version, python, storage, staticUrl, jsModules: false, dirs: [] }
  const settings = settingsOf(world, command)
  const found = lookUpUrl(
    disk,
    { ...settings, debug, scriptPrefix, storage: { ...settings.storage, manifestStrict } },
    input.name,
  )
  return 'error' in found ? { error: errorJson(found.error, world) } : found
}

function settingsOf(world: World, input: CollectCase): DjangoSettings {
  return {
    rules: rulesOf(input.version, input.python),
    debug: false,
    staticUrl: input.staticUrl,
    scriptPrefix: '/',
    mediaUrl: '/media/',
    mediaRoot: `${world.root}/media`,
    staticRoot: input.staticRoot ?? `${world.root}/out`,
    staticfilesDirs: { type: dirsType(input.dirsType ?? 'list'), entries: input.dirs },
    apps: input.apps ?? [],
    finders: input.finders ?? DEFAULT_FINDERS,
    appIgnorePatterns: input.appIgnorePatterns ?? DEFAULT_IGNORE_PATTERNS,
    storage: {
      kind: storageKind(input.storage),
      jsModules: input.jsModules,
      maxPasses: 5,
      manifestStrict: true,
      keepOnlyHashed: input.keepOnlyHashed ?? false,
      releaseId: null,
      traits: USUAL_TRAITS,
    },
    hasStaticfilesStorage: true,
  }
}

/** The rules of a version on the Python that it was recorded with. */
function rulesOf(version: string, python: string): Rules {
  const [major = 0, minor = 0, micro = 0] = python.split('.').map(Number)
  const number = major * 1_000_000 + minor * 1000 + micro
  const urls: UrlRules =
    number < 3_011_000
      ? 'before-3.11'
      : number < 3_012_000
        ? 'before-3.12'
        : number < 3_012_002
          ? 'before-3.12.2'
          : 'later'
  return { ...rulesFor(version).rules, python: urls }
}

function runWhole(disk: VirtualDisk, settings: DjangoSettings, input: CollectCase): CollectstaticRun {
  let suffixes = 0
  const run = runCollectstatic(
    disk,
    settings,
    {
      clear: input.clear ?? false,
      link: input.link ?? false,
      dryRun: input.dryRun ?? false,
      postProcess: input.postProcess ?? true,
      ignore: input.ignore ?? [],
      useDefaultIgnore: input.useDefaultIgnore ?? true,
      verbosity: verbosityOf(input.verbosity ?? 1),
      tolerant: input.tolerant ?? false,
    },
    {
      memory: new Map(),
      randomSuffix: () => `RANDOM${++suffixes}`,
      compressed: new CompressedContents(compressedForms, null, false),
      finders: new Map(),
    },
  )
  return runAtOnce(run)
}

function checksOf(settings: DjangoSettings, world: World): Json {
  try {
    return runStaticfilesChecks(openDisk(), settings, new Map())
      .toSorted((a, b) => compareCodePoints(a.id, b.id) || compareCodePoints(a.message, b.message))
      .map(
        ({ id, level, message }) =>
          new Map<string, Json>([
            ['id', id],
            ['level', level],
            ['message', world.hide(message)],
          ]),
      )
  } catch (error) {
    return new Map([['error', errorJson(error, world)]])
  }
}

function walkOf(
  settings: DjangoSettings,
  input: CollectCase,
  world: World,
): Pick<CollectOutcome, 'collected' | 'duplicates' | 'listError'> {
  const collected: Json[] = []
  const duplicates: Json[] = []
  // A string is walked letter by letter, from the root of the disk on; that was not recorded.
  if (settings.staticfilesDirs.type === 'string') return { collected, duplicates, listError: null }
  const ignored = (input.useDefaultIgnore ?? true) ? settings.appIgnorePatterns : []
  const patterns = effectiveIgnorePatterns(input.ignore ?? [], ignored)
  const seen = new Set<string>()
  try {
    for (const finder of getFinders(openDisk(), settings, new Map())) {
      for (const file of finder.list(patterns, null)) {
        const name = destinationOf(file)
        const entry = new Map<string, Json>([
          ['name', name],
          ['source', sourceJson(file, settings)],
        ])
        if (seen.has(name)) duplicates.push(entry)
        else collected.push(entry)
        seen.add(name)
      }
    }
    return { collected, duplicates, listError: null }
  } catch (error) {
    return { collected, duplicates, listError: errorJson(error, world) }
  }
}

/** Where a file came from. Recordings know folders by their place only: one that is an app's is the app's. */
function sourceJson({ path, storage }: FoundFile, settings: DjangoSettings): JsonObject {
  const { location } = storage.files
  const app = settings.apps.find((candidate) => `${candidate.path}/static` === location)
  if (app !== undefined)
    return new Map([
      ['app', app.label],
      ['path', path],
    ])
  const dirs = settings.staticfilesDirs.entries.flatMap((entry, index) =>
    posix.resolve(entry.path) === location ? [index] : [],
  )
  const [first] = dirs
  if (first === undefined)
    return new Map([
      ['storage', 'default'],
      ['path', path],
    ])
  return new Map<string, Json>([
    ['dir', dirs.length === 1 ? first : dirs],
    ['path', path],
  ])
}

function errorJson(error: unknown, world: World): Json {
  if (!(error instanceof PythonError)) throw error
  // Where Django loops without end, the recording says how long it was watched.
  const text = error.type === 'NeverEnds' ? 'still running after 3 seconds' : [error.message, ...error.notes].join('\n')
  return new Map([
    ['type', error.type],
    ['message', world.hide(text)],
  ])
}

function storageKind(name: string): StorageKind {
  if (name === 'static') return 'plain'
  if (name === 'manifest' || name === 'whitenoise' || name === 'whitenoise-manifest') return name
  throw new VectorFormatError(`The storage ${name} is not known`)
}

function dirsType(name: string): StaticfilesDirs['type'] {
  if (name === 'list' || name === 'tuple' || name === 'set' || name === 'string') return name
  throw new VectorFormatError(`The type ${name} of dirs is not known`)
}

function verbosityOf(level: number): 0 | 1 | 2 | 3 {
  if (level === 0 || level === 1 || level === 2 || level === 3) return level
  throw new VectorFormatError(`The verbosity ${level} is not known`)
}
