import { PythonError } from '../python/python-error.ts'
import { asCommandError } from './command-error.ts'
import { type Command, PAUSE, type RunEvent } from './collectstatic-run.ts'
import type { FoundFile } from './find-files.ts'
import type { HashedNames } from './hashed-names.ts'
import { makeManifest, saveManifest } from './manifest.ts'
import type { DestinationStorage } from './open-destination.ts'
import { patternsKeyOf } from './patterns-key.ts'
import { postProcess } from './post-process.ts'
import type { PostProcessEvent } from './post-process-run.ts'
import { storagePatterns } from './storage-patterns.ts'
import { type CompressedFile, compressFiles, type CompressEvent, postProcessWithCompression } from './whitenoise.ts'

/** The part of `collect()` that follows what `post_process` yields. @throws PythonError what it yields or raises */
export function* runPostProcess(command: Command, storage: DestinationStorage): Generator<RunEvent, void> {
  const { settings, log } = command
  for (const event of postProcessEvents(command, storage)) {
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
): Generator<PostProcessEvent | CompressEvent, void> {
  const { settings, context } = command
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
  const django = hashAndSaveManifest(command, storage, names, collected)
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
): Generator<PostProcessEvent, void> {
  const { options, context } = command
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
  yield PAUSE
  command.manifest = makeManifest(command.post.hashedFiles, rules, traits.hash)
  context.recording?.log.begin({ reason: 'manifest', pass: null, because: null })
  saveManifest(storage.manifestFiles, traits.manifestName, command.manifest)
}
