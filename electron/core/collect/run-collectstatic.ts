import type { FileAction } from '../../../shared/model/preview.ts'
import type { VirtualDisk } from '../files/virtual-disk.ts'
import { joinPath } from '../python/posix-path.ts'
import { PythonError } from '../python/python-error.ts'
import { asCommandError } from './command-error.ts'
import { clearStaticRoot } from './clear-static-root.ts'
import { type DjangoSettings, hashesNames, storageBaseUrl } from './collect-settings.ts'
import type { CompressedContents } from './compress-contents.ts'
import { copyFile } from './copy-file.ts'
import { FileStorage, type RandomSuffix } from './file-storage.ts'
import { destinationOf, effectiveIgnorePatterns, type Finder, type FoundFile, getFinders } from './find-files.ts'
import { HashedNames } from './hashed-names.ts'
import { loadManifest, makeManifest, manifestFolder, saveManifest, type WrittenManifest } from './manifest.ts'
import { patternsKeyOf } from './patterns-key.ts'
import { storagePatterns } from './storage-patterns.ts'
import { type ErrorNote, postProcess, type PostProcessEvent, type PostProcessResult } from './post-process.ts'
import type { RewriteMemory } from './rewrite-memory.ts'
import { RecordedStorage, type Recording } from '../uploads/recorded-storage.ts'
import { summaryLine } from './summary-line.ts'
import { type CheckMessage, checkSettings, reportChecks, runStaticfilesChecks } from './system-checks.ts'
import { type CompressedFile, compressFiles, type CompressEvent, postProcessWithCompression } from './whitenoise.ts'

/** Options of the command line of collectstatic. */
export type CollectstaticOptions = {
  readonly clear: boolean
  readonly link: boolean
  readonly dryRun: boolean
  readonly postProcess: boolean
  readonly ignore: readonly string[]
  readonly useDefaultIgnore: boolean
  readonly verbosity: 0 | 1 | 2 | 3
  /** Not Django's: go on after an error, and list them all. */
  readonly tolerant: boolean
}

/** What a run is given besides settings and options. */
export type RunContext = {
  readonly memory: RewriteMemory
  readonly randomSuffix: RandomSuffix
  readonly compressed: CompressedContents
  /** The finders' listings were taken before: finders by name, built at first use. */
  readonly finders: Map<string, Finder>
  /** What the finders yield, where it is known and nothing that the run does can change it. */
  readonly found?: readonly FoundFile[] | null
  /** Notes each call of the storage, which then counts as one without `path()`. */
  readonly recording?: Recording | null
}

/** An error that a tolerant run went on after. */
export type RunError = ErrorNote & { readonly step: 'prepare' | 'walk' | 'copy' | 'post-process' }

/** All that is known when the command has ended, in whatever way. */
export type CollectstaticRun = {
  readonly checks: readonly CheckMessage[]
  readonly stdout: string
  readonly stderr: string
  /** The exception that left the command; null when it succeeded (or the run was tolerant). */
  readonly error: PythonError | null
  /** The destination that was being handled when `error` left, where Django names one. */
  readonly failedAt: string | null
  readonly errors: readonly RunError[]
  /** Errors of later passes that Django swallows. */
  readonly swallowed: readonly ErrorNote[]
  /** Winners by destination path, in collection order. */
  readonly found: ReadonlyMap<string, FoundFile>
  readonly skipped: readonly { readonly name: string; readonly file: FoundFile }[]
  readonly actions: ReadonlyMap<string, FileAction>
  readonly deleted: readonly string[]
  readonly postProcessed: number
  readonly post: PostProcessResult | null
  readonly compressed: readonly CompressedFile[]
  readonly manifest: WrittenManifest | null
  readonly summary: string | null
}

/** Something long has ended: it is time to look at the clock. Ticks come so often that only some are heard. */
export type Pause = { readonly kind: 'pause' }

/** What a run tells its driver: it may stop between any two; after `contents` it asks for MD5s. */
export type RunEvent = { readonly kind: 'tick' } | { readonly kind: 'contents' } | Pause | CompressEvent

/** Mutable state of one run (the attributes of Django's Command). */
class Command {
  readonly stdout: string[] = []
  readonly stderr: string[] = []
  readonly errors: RunError[] = []
  readonly swallowed: ErrorNote[] = []
  readonly found = new Map<string, FoundFile>()
  readonly skipped: { name: string; file: FoundFile }[] = []
  readonly actions = new Map<string, FileAction>()
  readonly deleted: string[] = []
  readonly compressed: CompressedFile[] = []
  checks: readonly CheckMessage[] = []
  postProcessed = 0
  post: PostProcessResult | null = null
  manifest: WrittenManifest | null = null
  summary: string | null = null
  failedAt: string | null = null
}

/**
 * `manage.py collectstatic --noinput` on a virtual disk: checks, storage, clear, collect, post-process, summary
 * (management/commands/collectstatic.py). Never throws PythonErrors: they are in the result.
 */
export function* runCollectstatic(
  disk: VirtualDisk,
  settings: DjangoSettings,
  options: CollectstaticOptions,
  context: RunContext,
): Generator<RunEvent, CollectstaticRun> {
  const command = new Command()
  let error: PythonError | null = null
  try {
    command.checks = runStaticfilesChecks(disk, settings, context.finders)
    command.stderr.push(reportChecks(command.checks))
    const storage = openStorage(disk, settings, context)
    if (storage instanceof PythonError) yield* collectWithoutStorage(command, storage, disk, settings, options, context)
    else yield* collect(command, storage, settings, options, context)
    const destination = storage instanceof PythonError || !storage.local ? null : storage.files.location
    command.summary = describeSummary(command, destination, settings, options)
    if (options.verbosity >= 1) command.stdout.push(`\n${command.summary}\n`)
  } catch (thrown) {
    if (!(thrown instanceof PythonError)) throw thrown
    error = thrown
    if (options.tolerant)
      command.errors.push({ step: 'prepare', name: command.failedAt ?? '', error, reference: null, pass: 0 })
  }
  const { stdout, stderr, ...rest } = command
  return { ...rest, stdout: stdout.join(''), stderr: stderr.join(''), error }
}

/** The destination storage as Django builds it: settings are checked, a manifest is loaded. */
type DestinationStorage = {
  readonly files: FileStorage
  /** Null for storages that do not hash. */
  readonly names: HashedNames | null
  readonly manifestFiles: FileStorage
  /** False where there is no `path()`. */
  readonly local: boolean
}

/** @returns the AttributeError of a manifest that is no JSON object: Django meets it, but not where it opens the storage */
function openStorage(
  disk: VirtualDisk,
  settings: DjangoSettings,
  context: RunContext,
): DestinationStorage | PythonError {
  checkSettings(settings)
  const files = storageAt(settings.staticRoot, disk, settings, context)
  const { kind, traits } = settings.storage
  const folder = manifestFolder(settings.storage)
  const manifestFiles = folder === null ? files : storageAt(joinPath(files.location, folder), disk, settings, context)
  const names = hashesNames(kind) ? new HashedNames(files, settings) : null
  try {
    if (names !== null) loadManifest(manifestFiles, traits.manifestName, settings.rules)
  } catch (error) {
    if (error instanceof PythonError && error.type === 'AttributeError') return error
    throw error
  }
  return { files, names, manifestFiles, local: kind !== 's3-manifest' && !context.recording }
}

/**
 * A storage that raises AttributeError whenever it is touched. `isinstance` and `hasattr` swallow that error, so the
 * command goes on without a destination until something else touches the storage: `--link`, `--clear`, the first file.
 */
function* collectWithoutStorage(
  command: Command,
  error: PythonError,
  disk: VirtualDisk,
  settings: DjangoSettings,
  options: CollectstaticOptions,
  context: RunContext,
): Generator<RunEvent, void> {
  if (options.link || options.clear) throw error
  const patterns = effectiveIgnorePatterns(options.ignore, options.useDefaultIgnore ? settings.appIgnorePatterns : [])
  for (const finder of getFinders(disk, settings, context.finders)) {
    const first = finder.list(patterns, null).next()
    if (first.done !== true) {
      command.failedAt = destinationOf(first.value)
      throw error
    }
    yield { kind: 'tick' }
  }
}

function storageAt(location: string, disk: VirtualDisk, settings: DjangoSettings, context: RunContext): FileStorage {
  const url = storageBaseUrl(settings)
  const { fileMode } = settings.storage.traits
  return context.recording
    ? new RecordedStorage(context.recording, disk, settings.rules, location, url, context.randomSuffix, fileMode)
    : new FileStorage(disk, settings.rules, location, url, context.randomSuffix, fileMode)
}

function* collect(
  command: Command,
  storage: DestinationStorage,
  settings: DjangoSettings,
  options: CollectstaticOptions,
  context: RunContext,
): Generator<RunEvent, void> {
  const { files } = storage
  const log = (message: string, level: 1 | 2): void => {
    if (options.verbosity >= level) command.stdout.push(`${message}\n`)
  }
  // handle() lists the destination before it decides whether to ask.
  if (storage.local && files.exists(files.location)) files.list(files.location)
  if (options.link && !storage.local) throw new PythonError('CommandError', "Can't symlink to a remote destination.")
  if (options.clear)
    clearStaticRoot(files, '', options.dryRun, (name) => {
      log(`${options.dryRun ? 'Pretending to delete' : 'Deleting'} '${name}'`, settings.rules.clearMessageLevel)
      command.deleted.push(name)
    })
  yield* copyFiles(command, storage, settings, options, context, log)
  if (!options.postProcess || options.dryRun) return
  yield { kind: 'contents' }
  yield { kind: 'pause' }
  yield* runPostProcess(command, storage, settings, options, context, log)
}

/** So many files are copied between two looks at the clock, and one; one less than a power of two, for `&`. */
const FILES_IN_A_BREATH = 31
const PAUSE: Pause = { kind: 'pause' }

function* copyFiles(
  command: Command,
  storage: DestinationStorage,
  settings: DjangoSettings,
  options: CollectstaticOptions,
  context: RunContext,
  log: (message: string, level: 1 | 2) => void,
): Generator<RunEvent, void> {
  const copying = { storage: storage.files, local: storage.local, link: options.link, dryRun: options.dryRun, log }
  for (const listing of listings(storage.files.disk, settings, options, context)) {
    try {
      for (const file of listing) {
        if ((command.found.size & FILES_IN_A_BREATH) === 0) yield PAUSE
        const name = destinationOf(file)
        if (command.found.has(name)) {
          command.skipped.push({ name, file })
          log(
            `Found another file with the destination path '${name}'. It will be ignored since only the first encountered ` +
              'file is collected. If this is not what you want, make sure every static file has a unique path.',
            settings.rules.duplicateMessageLevel,
          )
          continue
        }
        command.found.set(name, file)
        command.failedAt = name
        context.recording?.log.begin({ reason: 'copy', pass: null, because: null })
        try {
          command.actions.set(name, copyFile(file, name, copying))
        } catch (error) {
          if (!options.tolerant || !(error instanceof PythonError)) throw error
          command.actions.set(name, 'failed')
          command.errors.push({ step: 'copy', name, error, reference: null, pass: 0 })
        }
        command.failedAt = null
      }
    } catch (error) {
      if (!options.tolerant || !(error instanceof PythonError)) throw error
      command.errors.push({ step: 'walk', name: '', error, reference: null, pass: 0 })
    }
  }
}

/** What each finder yields; a listing is walked while files are copied, as Django does. */
function* listings(
  disk: VirtualDisk,
  settings: DjangoSettings,
  options: CollectstaticOptions,
  context: RunContext,
): Generator<Iterable<FoundFile>> {
  if (context.found) {
    yield context.found
    return
  }
  const patterns = effectiveIgnorePatterns(options.ignore, options.useDefaultIgnore ? settings.appIgnorePatterns : [])
  for (const finder of getFinders(disk, settings, context.finders)) yield finder.list(patterns, null)
}

function* runPostProcess(
  command: Command,
  storage: DestinationStorage,
  settings: DjangoSettings,
  options: CollectstaticOptions,
  context: RunContext,
  log: (message: string, level: 1 | 2) => void,
): Generator<RunEvent, void> {
  const events = postProcessEvents(command, storage, settings, options, context)
  for (const event of events) {
    if (event.kind !== 'item') {
      yield event
      continue
    }
    const { name, hashedName, processed } = event
    if (processed instanceof PythonError) {
      command.failedAt = name
      command.stderr.push(`Post-processing '${name}' failed!\n`, '\n')
      throw settings.rules.raisesCommandError ? asCommandError(processed) : processed
    }
    if (processed) {
      log(`Post-processed '${name}' as '${hashedName ?? ''}'`, 2)
      command.postProcessed++
    } else log(`Skipped post-processing '${name}'`, 2)
  }
}

/** `storage.post_process(found_files)` of each storage class. */
function* postProcessEvents(
  command: Command,
  storage: DestinationStorage,
  settings: DjangoSettings,
  options: CollectstaticOptions,
  context: RunContext,
): Generator<PostProcessEvent | CompressEvent, void> {
  const { files, names } = storage
  const onCompressed = (file: CompressedFile): void => void command.compressed.push(file)
  const hasFailed = command.errors.some(({ step }) => step === 'copy')
  const collected = hasFailed
    ? new Map([...command.found].filter(([name]) => command.actions.get(name) !== 'failed'))
    : command.found
  if (names === null) {
    if (settings.storage.kind === 'whitenoise')
      yield* compressFiles(
        [...collected.keys()],
        files,
        settings.storage.traits.compression,
        context.compressed,
        onCompressed,
      )
    return
  }
  const django = hashAndSaveManifest(command, storage, names, collected, options, context)
  if (settings.storage.kind === 'whitenoise-manifest')
    yield* postProcessWithCompression(django, names, context.compressed, onCompressed)
  else yield* django
}

/** `ManifestFilesMixin.post_process`. */
function* hashAndSaveManifest(
  command: Command,
  storage: DestinationStorage,
  names: HashedNames,
  collected: ReadonlyMap<string, FoundFile>,
  options: CollectstaticOptions,
  context: RunContext,
): Generator<PostProcessEvent, void> {
  const { rules, storage: chosen } = names.settings
  const { traits } = chosen
  const processing = postProcess(collected, {
    names,
    patterns: storagePatterns(rules, chosen),
    patternsKey: patternsKeyOf(names.settings),
    memory: context.memory,
    tolerant: options.tolerant,
    keepIntermediateFiles: traits.keepsIntermediate,
    recording: context.recording ?? null,
    onError: (note, swallowed) => {
      if (swallowed) command.swallowed.push(note)
      else command.errors.push({ step: 'post-process', ...note })
    },
  })
  command.post = yield* processing
  yield { kind: 'pause' }
  command.manifest = makeManifest(command.post.hashedFiles, rules, traits.hash)
  context.recording?.log.begin({ reason: 'manifest', pass: null, because: null })
  saveManifest(storage.manifestFiles, traits.manifestName, command.manifest)
}

function describeSummary(
  command: Command,
  destination: string | null,
  settings: DjangoSettings,
  options: CollectstaticOptions,
): string {
  const actions = [...command.actions.values()]
  const unmodified = actions.filter((action) => action === 'unmodified').length
  const failed = actions.filter((action) => action === 'failed').length
  return summaryLine(
    {
      deleted: command.deleted.length,
      modified: actions.length - unmodified - failed,
      unmodified,
      postProcessed: command.postProcessed,
      skipped: command.skipped.length,
    },
    options.link,
    destination,
    settings.rules,
  )
}

/** Runs a generator to its end in one go; compressed forms are then computed when they are asked for. */
export function runToEnd<T>(run: Generator<RunEvent, T>): T {
  let step = run.next()
  while (step.done !== true) step = run.next()
  return step.value
}
