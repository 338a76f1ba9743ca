import { InspectorError } from '../../../shared/contract/errors.ts'
import type { AcceptedFinding, CheckSummary } from '../../../shared/model/check.ts'
import type { Check } from '../check/check-result.ts'
import { summariseCheck } from '../check/summarise-check.ts'
import { RecentlyUsed } from '../preview/recently-used.ts'

/** A finished check and the revision of the preview that it is of. */
export type OpenCheck = { readonly projectId: string; readonly revision: number; readonly check: Check }

/** The team's accepted findings of a project, and the file that they are kept in; null: in none yet. */
export type AcceptedOf = { readonly path: string | null; readonly all: readonly AcceptedFinding[] }

/** Checks of so many projects stay in memory. */
const KEPT = 3

/** The newest finished check of each project that was looked at last, and what its team has accepted. */
export class OpenChecks {
  readonly #checks = new RecentlyUsed<OpenCheck>(KEPT)
  readonly #accepted = new Map<string, AcceptedOf>()
  #changed: Promise<unknown> = Promise.resolve()

  /** Takes the place of the project's older check. */
  finish(open: OpenCheck): void {
    this.#checks.keep(open.projectId, open)
  }

  find(projectId: string): OpenCheck | null {
    return this.#checks.find(projectId)
  }

  /** @throws InspectorError `not-found` before the first has finished */
  get(projectId: string): OpenCheck {
    const open = this.find(projectId)
    if (open === null) throw new InspectorError('not-found', 'The references of this project were not checked yet.')
    return open
  }

  acceptedOf(projectId: string): AcceptedOf {
    return this.#accepted.get(projectId) ?? { path: null, all: [] }
  }

  /** Does work on a list of accepted findings when all work before it has ended: it reads a file and writes it anew. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#changed.then(work, work)
    this.#changed = done.catch(() => undefined)
    return done
  }

  keepAccepted(projectId: string, accepted: AcceptedOf): void {
    this.#accepted.set(projectId, accepted)
  }
}

/** The head of a finished check. */
export function checkSummary({ projectId, revision, check }: OpenCheck): CheckSummary {
  return { projectId, revision, ...summariseCheck(check) }
}
