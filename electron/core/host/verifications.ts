import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { VerificationState } from '../../../shared/model/verification.ts'
import type { Preview } from '../collect/preview-result.ts'
import type { DjangoChoice } from '../projects/django-choice.ts'
import { readerChoice } from '../projects/django-choice.ts'
import { planReading } from '../projects/read-project.ts'
import { staleReason, verifiedInputs } from '../verify/verified-inputs.ts'
import type { VerifiedProject } from '../verify/verify-project.ts'

type Kept = { readonly verified: VerifiedProject; readonly folder: string }

/** The newest verification of each project, with the temporary folder that holds what Django wrote. */
export class Verifications {
  readonly #kept = new Map<string, Kept>()

  /** A new temporary folder for a run; to be kept or dropped. */
  openFolder(): string {
    return mkdtempSync(join(tmpdir(), 'staticscope-verify-'))
  }

  /** Takes the place of the project's older verification. */
  keep(projectId: string, verified: VerifiedProject, folder: string): void {
    this.drop(this.#kept.get(projectId)?.folder ?? null)
    this.#kept.set(projectId, { verified, folder })
  }

  /** Removes the folder of a run that came to nothing. */
  drop(folder: string | null): void {
    if (folder !== null) rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }

  /** @throws InspectorError `not-found` before the first */
  get(projectId: string): VerifiedProject {
    const kept = this.#kept.get(projectId)
    if (kept === undefined)
      throw new InspectorError('not-found', 'This project has not been verified yet. Start it with Verify.')
    return kept.verified
  }

  /** The preview with Django's answers, where a verification of the same inputs has something to say; else as it is. */
  correct(projectId: string, choice: DjangoChoice | null, preview: Preview): Preview {
    const kept = this.#kept.get(projectId)
    if (kept === undefined || choice === null || preview.request.staticRoot !== null) return preview
    const { verified } = kept
    const hasDoubts = (preview.request.project?.notEmulated.length ?? 0) > 0
    if (verified.verification.agrees && !hasDoubts) return preview
    return staleOf(verified, choice, preview) === null ? verified.correct(preview) : preview
  }

  /** How the newest verification stands to the newest preview; null before the first. */
  stateOf(projectId: string, choice: DjangoChoice | null, preview: Preview | null): VerificationState | null {
    const kept = this.#kept.get(projectId)
    if (kept === undefined || choice === null) return null
    const { verification } = kept.verified
    const stale = preview === null ? null : staleOf(kept.verified, choice, preview)
    return { verification, stale, isAnswer: preview?.verifiedBy != null && stale === null }
  }

  /** Removes all temporary folders. */
  close(): void {
    for (const { folder } of this.#kept.values()) this.drop(folder)
    this.#kept.clear()
  }
}

function staleOf({ inputs, collected }: VerifiedProject, choice: DjangoChoice, preview: Preview): string | null {
  return staleReason(inputs, verifiedInputs(preview, planReading(readerChoice(choice)).order, collected))
}
