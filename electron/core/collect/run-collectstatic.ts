import type { VirtualDisk } from '../files/virtual-disk.ts'
import { PythonError } from '../python/python-error.ts'
import { clearStaticRoot } from './clear-static-root.ts'
import type { DjangoSettings } from './collect-settings.ts'
import {
  type CollectstaticOptions,
  type CollectstaticRun,
  Command,
  PAUSE,
  type RunContext,
  type RunEvent,
} from './collectstatic-run.ts'
import { copyFile } from './copy-file.ts'
import { destinationOf, effectiveIgnorePatterns, type FoundFile, getFinders } from './find-files.ts'
import { type DestinationStorage, openStorage } from './open-destination.ts'
import { runPostProcess } from './run-post-process.ts'
import { summaryLine } from './summary-line.ts'
import { reportChecks, runStaticfilesChecks } from './system-checks.ts'

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
  const command = new Command(settings, options, context)
  let error: PythonError | null = null
  try {
    command.checks = runStaticfilesChecks(disk, settings, context.finders)
    command.stderr.push(reportChecks(command.checks))
    const storage = openStorage(disk, settings, context)
    if (storage instanceof PythonError) yield* collectWithoutStorage(command, storage, disk)
    else yield* collect(command, storage)
    const destination = storage instanceof PythonError || !storage.local ? null : storage.files.location
    command.summary = describeSummary(command, destination)
    command.log(`\n${command.summary}`, 1)
  } catch (thrown) {
    if (!(thrown instanceof PythonError)) throw thrown
    error = thrown
    if (options.tolerant)
      command.errors.push({ step: 'prepare', name: command.failedAt ?? '', error, reference: null, pass: 0 })
  }
  return command.ended(error)
}

/**
 * A storage that raises AttributeError whenever it is touched. `isinstance` and `hasattr` swallow that error, so the
 * command goes on without a destination until something else touches the storage: `--link`, `--clear`, the first file.
 */
function* collectWithoutStorage(command: Command, error: PythonError, disk: VirtualDisk): Generator<RunEvent, void> {
  const { settings, options, context } = command
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

function* collect(command: Command, storage: DestinationStorage): Generator<RunEvent, void> {
  const { settings, options, log } = command
  const { files } = storage
  // handle() lists the destination before it decides whether to ask.
  if (storage.local && files.exists(files.location)) files.list(files.location)
  if (options.link && !storage.local) throw new PythonError('CommandError', "Can't symlink to a remote destination.")
  if (options.clear)
    clearStaticRoot(files, '', options.dryRun, (name) => {
      log(`${options.dryRun ? 'Pretending to delete' : 'Deleting'} '${name}'`, settings.rules.clearMessageLevel)
      command.deleted.push(name)
    })
  yield* copyFiles(command, storage)
  if (!options.postProcess || options.dryRun) return
  yield { kind: 'contents' }
  yield PAUSE
  yield* runPostProcess(command, storage)
}

/** So many files are copied between two looks at the clock, and one; one less than a power of two, for `&`. */
const FILES_IN_A_BREATH = 31

function* copyFiles(command: Command, storage: DestinationStorage): Generator<RunEvent, void> {
  const { settings, options, context, log } = command
  const copying = { storage: storage.files, local: storage.local, link: options.link, dryRun: options.dryRun, log }
  for (const listing of listings(command, storage.files.disk)) {
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
function* listings({ settings, options, context }: Command, disk: VirtualDisk): Generator<Iterable<FoundFile>> {
  if (context.found) {
    yield context.found
    return
  }
  const patterns = effectiveIgnorePatterns(options.ignore, options.useDefaultIgnore ? settings.appIgnorePatterns : [])
  for (const finder of getFinders(disk, settings, context.finders)) yield finder.list(patterns, null)
}

function describeSummary(command: Command, destination: string | null): string {
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
    command.options.link,
    destination,
    command.settings.rules,
  )
}
