import type { CheckCode } from '../../../../shared/model/check.ts'
import type { CollectSettings } from '../../../../shared/model/collect-settings.ts'
import type { LaidFile } from '../../files/lay-files.ts'

/** A labelled case: small files, and every finding that they must give; files below `static/` and `templates/`. */
export type CheckCase = {
  readonly files: Readonly<Record<string, LaidFile>>
  readonly settings?: Partial<CollectSettings>
  /** Folders to collect from, with their prefixes; `static` alone unless given. */
  readonly sources?: readonly (readonly [folder: string, prefix: string])[]
  /** STATIC_ROOT whose present state counts. */
  readonly staticRoot?: string
  /** Sentences on classes of a project that cannot be followed; they make the case one of a project. */
  readonly doubts?: readonly string[]
  /** Codes that it all but gives: what differs from a case that does is as little as can be. */
  readonly nearMissOf?: readonly CheckCode[]
  /** `code file:line:column target`, sorted; `<folder>` stands for the folder of the case. Files that nobody asks for are told only where `tellsUnused` is set. */
  readonly findings: readonly string[]
  readonly tellsUnused?: true
}
