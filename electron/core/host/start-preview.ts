import { InspectorError } from '../../../shared/contract/errors.ts'
import type { Job } from '../../../shared/model/job.ts'
import { baseIdOf } from '../../../shared/text/what-if-id.ts'
import type { Preview } from '../collect/preview-result.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import type { SettingsFile } from '../watch/settings-files.ts'
import type { JobContext } from '../jobs/job-runner.ts'
import { comparePreviews } from '../what-if/compare-previews.ts'
import { currentRequest } from './django-projects.ts'
import type { FinishedPreview } from './finished-previews.ts'
import type { HostParts } from './implementations.ts'
import type { OpenProject } from './open-projects.ts'

/** Starts the preview of a project, or joins the one that is running with the same folders and settings. */
export function startPreview(project: OpenProject, parts: HostParts): Job {
  const { id, title } = project
  const baseId = baseIdOf(id)
  const key = JSON.stringify([project.request, project.django?.choice])
  const words = baseId === id ? `Preview of ${title}` : `What-if of ${title}`
  return parts.jobs.start({ kind: 'preview', projectId: id, title: words, key }, async (context) => {
    await makePreview(project, parts, context)
  })
}

/** The files that the settings of a project were made from; none for folders. */
export function settingsFilesOf(project: OpenProject | null): readonly SettingsFile[] {
  return project?.django?.reading?.facts.trail.files ?? []
}

/** The newest preview of the project that a what-if is about; made first where there is none. */
async function basePreview(project: OpenProject, parts: HostParts, context: JobContext): Promise<Preview | null> {
  const finished = parts.previews.find(project.id) ?? (await previewProject(project, parts, context, null))
  return finished?.preview ?? null
}

/**
 * The newest preview of a project where it is of the project as it stands now; else one that is made first.
 * @throws InspectorError cancelled, and what a preview throws
 */
export async function finishedPreview(
  project: OpenProject,
  parts: HostParts,
  context: JobContext,
): Promise<FinishedPreview> {
  const known = parts.previews.find(project.id)
  if (known !== null && JSON.stringify(known.preview.request) === JSON.stringify(project.request)) return known
  const finished = await makePreview(project, parts, context)
  if (finished === null) throw new InspectorError('cancelled', 'Cancelled')
  return finished
}

/** Makes a preview and tells all who want to know. @returns null when it was cancelled meanwhile */
async function makePreview(
  project: OpenProject,
  parts: HostParts,
  context: JobContext,
): Promise<FinishedPreview | null> {
  const { projects, views, watches } = parts
  const { id } = project
  const baseId = baseIdOf(id)
  const against = baseId === id ? null : await basePreview(projects.get(baseId), parts, context)
  const finished = await previewProject(project, parts, context, against)
  if (finished === null) return null
  views.outdate(id, finished.revision)
  watches.follow(finished, settingsFilesOf(projects.find(id)))
  projects.noteErrors(id, finished.preview.counts.errors)
  return finished
}

/** @returns null when it was cancelled meanwhile */
async function previewProject(
  project: OpenProject,
  parts: HostParts,
  context: JobContext,
  against: Preview | null,
): Promise<FinishedPreview | null> {
  const { engine, previews, watches, facts, verifications } = parts
  const { id, django } = project
  const startedAt = performance.now()
  const request = await currentRequest(project, parts, context)
  const known = await watches.take(id, request)
  const worked = await engine.previewStatic(request, { ...context, facts: facts.open(), known })
  if (context.signal.aborted) return null
  const preview = verifications.correct(id, django?.choice ?? null, worked)
  const duration = performance.now() - startedAt
  const slices = new TimeSlices(context.signal)
  const differences = against === null ? null : await comparePreviews(against, preview, slices)
  return previews.finish(id, preview, duration, differences)
}
