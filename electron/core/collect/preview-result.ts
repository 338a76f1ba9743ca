import type { CollectSettings } from '../../../shared/model/collect-settings.ts'
import type { Finding } from '../../../shared/model/finding.ts'
import type { VirtualDisk } from '../files/virtual-disk.ts'
import type { DjangoSettings, StaticfilesDirs } from './collect-settings.ts'
import type { OwnFinder } from './own-finder.ts'
import type { StorageTraits } from './storage-traits.ts'
import type { Candidates } from './find-candidates.ts'
import type { CollectstaticRun } from './collectstatic-run.ts'
import type { CollectError, DjangoError, FileAction, PreviewCounts, Provider } from '../../../shared/model/preview.ts'

/** A file or folder name as Python has it: a lone surrogate U+DC80..U+DCFF is one byte that is not UTF-8 (PEP 383). */
export type PythonPath = string

/** A folder that is collected from. `path` is absolute. */
export type SourceFolder =
  | { readonly kind: 'directory'; readonly path: PythonPath; readonly prefix: string }
  /** `path` is the app's own folder; its `static` folder is collected. */
  | { readonly kind: 'app'; readonly path: PythonPath; readonly label: string }

/** What a preview is asked for. */
export type PreviewRequest = {
  readonly settings: CollectSettings
  /** STATICFILES_DIRS entries in order, then apps in INSTALLED_APPS order. */
  readonly sources: readonly SourceFolder[]
  /** Absolute path of the STATIC_ROOT whose present state counts; null for a clean one (`<STATIC_ROOT>`). */
  readonly staticRoot: PythonPath | null
  /** What a project's own settings say besides; without it, folders were named by hand. */
  readonly project?: StatedSettings
}

/** The settings that a project states itself. Its folders and apps stand in `sources` too, in the same order. */
export type StatedSettings = {
  readonly staticfilesDirs: StaticfilesDirs
  /** Folders of STATICFILES_DIRS that are not there: Django skips them with a warning, or fails. */
  readonly missingFolders: readonly PythonPath[]
  /** The project's finders in order: Django's by their dotted paths, others as they were found to work. */
  readonly finders: readonly (string | OwnFinder)[]
  /** What the storage does otherwise than the one that stands for it; null where another is tried. */
  readonly traits: StorageTraits | null
  readonly appIgnorePatterns: readonly string[]
  readonly scriptPrefix: string
  /** Null: set to None. */
  readonly mediaUrl: string | null
  readonly mediaRoot: PythonPath
  /** STATIC_ROOT; empty if not set. */
  readonly staticRoot: PythonPath
  /** Where the storage writes to, STATIC_ROOT as a rule; empty: nowhere is named, null: not on this disk. */
  readonly location: PythonPath | null
  readonly debug: boolean
  readonly hasStaticfilesStorage: boolean
  /** About classes that the emulation cannot follow, or follows because it tried them. */
  readonly notEmulated: readonly StatedDoubt[]
}

/** A sentence about a class of the project; a note where trying it told what it does. */
export type StatedDoubt = { readonly severity: 'warning' | 'note'; readonly sentence: string }

/** A candidate that lost to an earlier one. */
export type Shadowed = {
  readonly source: PythonPath
  readonly provider: number
  readonly size: number
  /** Bytes equal to the winner's. */
  readonly equal: boolean
}

/** One winner. `provider` is an index into `Preview.providers`. */
export type PreviewFile = {
  /** Destination path = logical name. */
  readonly name: string
  readonly source: PythonPath
  readonly provider: number
  readonly size: number
  readonly action: FileAction
  /** What the manifest says; null where there is no hash or the file cannot be hashed. */
  readonly hashedName: string | null
  /** What `{% static %}` gives; null if it fails. */
  readonly url: string | null
  /** MD5 of the source, hex; null if unread. */
  readonly md5: string | null
  /** Bytes of the hashed copy, null if none. */
  readonly outputSize: number | null
  /** Django rewrites references in it (`*.css`, from 4.0 also `*.js`). */
  readonly adjustable: boolean
  /** References rewritten. */
  readonly rewritten: number
  /** Errors met in this file. */
  readonly errors: number
  /** Findings about this file. */
  readonly findings: number
  /** Compressed neighbours (WhiteNoise), names and sizes. */
  readonly compressed: readonly { readonly name: string; readonly size: number }[]
  readonly shadowed: readonly Shadowed[]
}

/** A file or folder that a finder saw and did not yield. */
export type NotCollected = {
  /** The path it would have had, prefix included; a folder ends in a slash and stands for all below it. */
  readonly name: string
  readonly source: PythonPath
  readonly provider: number
  /** The ignore pattern that left it out. */
  readonly pattern: string
}

/** The manifest as Django would write it. */
export type PreviewManifest = {
  /** Entries in the order of its keys. */
  readonly paths: readonly (readonly [string, string])[]
  readonly version: string
  /** From 4.2 on; null before. */
  readonly hash: string | null
  /** The exact bytes of staticfiles.json. */
  readonly bytes: Uint8Array
  /** Where it goes, relative to STATIC_ROOT. */
  readonly name: string
}

/** The whole result of a preview. `files` are in the order in which Django collects them. */
export type Preview = {
  readonly request: PreviewRequest
  readonly rules: { readonly series: string; readonly family: string; readonly newerThanKnown: boolean }
  /** Dotted path of the storage class. */
  readonly storageClass: string
  readonly providers: readonly Provider[]
  readonly files: readonly PreviewFile[]
  readonly notCollected: readonly NotCollected[]
  readonly succeeds: boolean
  /** What Django itself would raise; null if the command succeeds. */
  readonly firstError: DjangoError | null
  /** All errors in the order in which Django would meet them. */
  readonly errors: readonly CollectError[]
  readonly findings: readonly Finding[]
  readonly counts: PreviewCounts
  /** Without the leading newline; `<STATIC_ROOT>` for the destination. */
  readonly summaryLine: string
  /**
   * Null when the storage has none or nothing is post-processed. When the command fails Django writes none: then it is
   * what would be written if each failing reference stayed as it is.
   */
  readonly manifest: PreviewManifest | null
  readonly orderDependent: boolean
  /** The full version of the Django whose own run gave names, bytes and errors; not set where they were worked out. */
  readonly verifiedBy?: string
  /** What the run leaves behind, for details, contents and output. */
  readonly evidence: PreviewEvidence
}

/** The engine's own knowledge behind a preview; never crosses a boundary. */
export type PreviewEvidence = {
  readonly settings: DjangoSettings
  readonly candidates: Candidates
  /** The disk as it was before the run, and as it stays known. */
  readonly before: VirtualDisk
  /**
   * The run whose names and bytes the preview shows, and the disk after it: Django's own run, or the one that went on
   * after errors. Where the answer came from the cache it is worked out when it is first asked for.
   */
  readonly run: () => Promise<ShownRun>
}

export type ShownRun = { readonly run: CollectstaticRun; readonly disk: VirtualDisk }
