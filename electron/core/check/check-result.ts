import type { AcceptedFinding, CheckedReference, CheckFinding, UnusedFile } from '../../../shared/model/check.ts'
import type { Unreadable } from '../../../shared/model/reference.ts'
import type { Preview } from '../collect/preview-result.ts'
import type { CheckedTemplates } from './check-templates.ts'
import type { UsersIndex } from './reference-users.ts'
import type { ServedNames } from './served-names.ts'

/** A finding before it is known whether it is accepted; with the reference behind it. */
export type UnacceptedFinding = Omit<CheckFinding, 'accepted' | 'expired' | 'id'> & {
  readonly reference: CheckedReference | null
}

/** A finding of a check, and the reference behind it; null if there is none. */
export type FoundFinding = { readonly finding: CheckFinding; readonly reference: CheckedReference | null }

/** The whole result of a check. */
export type Check = {
  readonly preview: Preview
  readonly served: ServedNames
  /** Both readings of each file that a browser or Django reads, in the order of collecting. */
  readonly files: ReadonlyMap<string, readonly CheckedReference[]>
  /** Files that a parser gave up on, and where. */
  readonly unreadable: ReadonlyMap<string, Unreadable>
  /** How many files were read for references. */
  readonly read: number
  /** Null where no folder of templates is known. */
  readonly templates: CheckedTemplates | null
  /** References of Python files, by their paths. */
  readonly python: ReadonlyMap<string, readonly CheckedReference[]>
  /** Addresses in other files that were asked for, by their paths. */
  readonly also: ReadonlyMap<string, readonly CheckedReference[]>
  readonly users: UsersIndex
  readonly unused: readonly UnusedFile[]
  /** Worst first, then by place. Accepted ones are among them, with what accepts them. */
  readonly findings: readonly FoundFinding[]
  readonly accepted: AcceptedOutcome
  /** Milliseconds. */
  readonly duration: number
}

/** What became of a list of accepted findings. */
export type AcceptedOutcome = {
  readonly all: readonly AcceptedFinding[]
  /** Those whose day has come: what they stood for counts again. */
  readonly expired: readonly AcceptedFinding[]
  /** Those that stand for nothing any more. */
  readonly stale: readonly AcceptedFinding[]
}
