import { InspectorError } from '../../../shared/contract/errors.ts'
import type { PreviewSummary } from '../../../shared/model/preview.ts'
import { baseIdOf } from '../../../shared/text/what-if-id.ts'
import type { Preview } from '../collect/preview-result.ts'
import type { Differences } from '../what-if/compare-previews.ts'
import { RecentlyUsed } from '../preview/recently-used.ts'
import { Outlines } from '../preview/outlines.ts'

/** The newest finished preview of a project. `duration` is milliseconds. */
export type FinishedPreview = {
  readonly projectId: string
  readonly revision: number
  readonly preview: Preview
  readonly duration: number
  readonly outlines: Outlines
  /** What differs from the project as it is, for a what-if; null for the project itself. */
  readonly differences: Differences | null
}

/** Previews of so many projects stay in memory; one of 500,000 files takes some hundred megabytes. */
const PROJECTS = 4

/** The newest finished preview of each project that was looked at last. */
export class FinishedPreviews {
  readonly #newest = new RecentlyUsed<FinishedPreview>(PROJECTS)
  readonly #revisions = new Map<string, number>()

  /**
   * Takes the place of the project's older preview. What-ifs of an older preview go with it.
   * @param differences from the preview of the project itself, for a what-if
   */
  finish(
    projectId: string,
    preview: Preview,
    duration: number,
    differences: Differences | null = null,
  ): FinishedPreview {
    const revision = (this.#revisions.get(projectId) ?? 0) + 1
    this.#revisions.set(projectId, revision)
    const outlines = new Outlines(preview, differences)
    const finished = { projectId, revision, preview, duration, outlines, differences }
    for (const [id] of this.#newest) if (id !== projectId && baseIdOf(id) === projectId) this.#newest.forget(id)
    this.#newest.keep(projectId, finished)
    return finished
  }

  /** Null before the first has finished. */
  find(projectId: string): FinishedPreview | null {
    return this.#newest.find(projectId)
  }

  /** @throws InspectorError `not-found` before the first has finished */
  get(projectId: string): FinishedPreview {
    const finished = this.find(projectId)
    if (finished === null)
      throw new InspectorError('not-found', 'This project has no finished preview. Start one with Refresh.')
    return finished
  }
}

/** The head of a preview. */
export function summaryOf({ projectId, revision, preview, duration }: FinishedPreview): PreviewSummary {
  const { request, rules, storageClass, succeeds, firstError, summaryLine, counts, orderDependent } = preview
  return {
    projectId,
    revision,
    settings: request.settings,
    django: {
      version: request.settings.django,
      rules: rules.series,
      family: rules.family,
      newerThanKnown: rules.newerThanKnown,
    },
    storageClass,
    succeeds,
    firstError,
    summaryLine,
    counts,
    orderDependent,
    verifiedBy: preview.verifiedBy ?? null,
    duration,
  }
}
