import type { FileAction } from '../../../shared/model/preview.ts'
import type { PythonError } from '../python/python-error.ts'
import type { Recording } from '../uploads/recorded-storage.ts'
import type { DjangoSettings } from './collect-settings.ts'
import type { CompressedContents } from './compress-contents.ts'
import type { RandomSuffix } from './file-storage.ts'
import type { Finder, FoundFile } from './find-files.ts'
import type { WrittenManifest } from './manifest.ts'
import type { ErrorNote, PostProcessResult } from './post-process-run.ts'
import type { RewriteMemory } from './rewrite-memory.ts'
import type { CheckMessage } from './system-checks.ts'
import type { CompressedFile, CompressEvent } from './whitenoise.ts'

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
export const PAUSE: Pause = { kind: 'pause' }

/** What a run tells its driver: it may stop between any two; after `contents` it asks for MD5s. */
export type RunEvent = { readonly kind: 'tick' } | { readonly kind: 'contents' } | Pause | CompressEvent

/** One run of the command: what it was given, and its mutable state (the attributes of Django's Command). */
export class Command {
  readonly settings: DjangoSettings
  readonly options: CollectstaticOptions
  readonly context: RunContext
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

  constructor(settings: DjangoSettings, options: CollectstaticOptions, context: RunContext) {
    this.settings = settings
    this.options = options
    this.context = context
  }

  /** `Command.log`: prints a line where the verbosity is high enough. */
  readonly log = (message: string, level: 1 | 2): void => {
    if (this.options.verbosity >= level) this.stdout.push(`${message}\n`)
  }

  /**
   * What is known once the command has ended.
   * @param error the exception that left it; null where none did
   */
  ended(error: PythonError | null): CollectstaticRun {
    const { checks, failedAt, errors, swallowed, found, skipped, actions, deleted, postProcessed } = this
    const { post, compressed, manifest, summary } = this
    return {
      checks,
      stdout: this.stdout.join(''),
      stderr: this.stderr.join(''),
      error,
      failedAt,
      errors,
      swallowed,
      found,
      skipped,
      actions,
      deleted,
      postProcessed,
      post,
      compressed,
      manifest,
      summary,
    }
  }
}
