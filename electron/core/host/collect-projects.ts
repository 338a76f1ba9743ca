import { randomUUID } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { CollectPlan, CollectTarget } from '../../../shared/model/collect-plan.ts'
import type { Job } from '../../../shared/model/job.ts'
import type { RootPlan } from '../collect/plan-into-root.ts'
import type { PreviewRequest } from '../collect/preview-result.ts'
import { findOutputPlace } from '../collect/output-place.ts'
import { nodePath } from '../files/file-content.ts'
import { decodeFileName } from '../python/file-names.ts'
import { displayPath } from './display-path.ts'
import type { HostParts } from './implementations.ts'
import type { OpenProject } from './open-projects.ts'

/** Names that are shown of what would be lost. */
const SHOWN = 50

/** A plan that the user looks at, with what only the engine may know. */
type Planned = {
  readonly plan: CollectPlan
  readonly request: PreviewRequest
  /** Absolute path. */
  readonly folder: string
  /** Equal when the folder is still as it was shown; null for a new or empty one. */
  readonly digest: string | null
}

/** The newest plan of each project. */
export type CollectPlans = Map<string, Planned>

/**
 * Works out what a collect would do, for the user to say yes or no to. Nothing is written.
 * @throws InspectorError output-not-empty for a folder with files in it that is not the configured STATIC_ROOT,
 *   output-in-source, bad-input, and what a preview throws
 */
export async function planCollect(
  project: OpenProject,
  target: CollectTarget,
  parts: HostParts,
  signal: AbortSignal,
): Promise<CollectPlan> {
  const { previews, grants, engine, facts, plans } = parts
  const { preview } = previews.get(project.id)
  const { request } = preview
  const folder = target.kind === 'folder' ? folderOf(target, grants.pathOf(target.grantId)) : configuredRoot(request)
  const isOccupied = await isFilledRoot(folder, request)
  const doubts = preview.verifiedBy === undefined ? (request.project?.notEmulated ?? []) : []
  const base = {
    id: randomUUID(),
    display: displayPath(folder),
    error: preview.firstError === null ? null : `${preview.firstError.type}: ${preview.firstError.message}`,
    isVerified: preview.verifiedBy !== undefined,
    doubts: doubts.map(({ sentence }) => sentence),
  }
  if (!isOccupied) {
    const { counts } = preview
    const added = counts.files + counts.hashed + counts.compressed
    const nothing = { overwritten: 0, unchanged: 0, removed: 0, lost: { overwritten: [], removed: [] } }
    const plan: CollectPlan = { ...base, kind: 'new', added, ...nothing }
    plans.set(project.id, { plan, request, folder, digest: null })
    return plan
  }
  if (base.isVerified)
    throw new InspectorError(
      'not-available',
      'What Django did when it was verified fits a clean STATIC_ROOT only. Collect into a new folder, or run manage.py collectstatic.',
    )
  const context = { signal, report: () => undefined, facts: facts.open() }
  const found = await engine.planIntoRoot(request, folder, context)
  const plan: CollectPlan = {
    ...base,
    kind: 'static-root',
    error:
      found.preview.firstError === null
        ? null
        : `${found.preview.firstError.type}: ${found.preview.firstError.message}`,
    added: found.added.length,
    overwritten: found.overwritten.length,
    unchanged: found.unchanged,
    removed: found.removed.length,
    lost: { overwritten: shown(found.overwritten), removed: shown(found.removed) },
  }
  plans.set(project.id, { plan, request, folder, digest: found.digest })
  return plan
}

/**
 * Starts to carry out the newest plan of a project.
 * @throws InspectorError not-found when it is not the newest any more
 */
export function startCollect(project: OpenProject, planId: string, keepGoing: boolean, parts: HostParts): Job {
  const planned = parts.plans.get(project.id)
  if (planned === undefined || planned.plan.id !== planId)
    throw new InspectorError('not-found', 'This plan is not the newest any more. Choose the folder again.')
  const { jobs } = parts
  const title = `Collecting ${project.title}`
  return jobs.start({ kind: 'collect', projectId: project.id, title, key: planId }, async (context) => {
    const work = { ...context, facts: parts.facts.open() }
    if (planned.digest === null) await writeNew(project, planned, keepGoing, parts, work)
    else await writeIntoRoot(planned, keepGoing, parts, work)
    parts.plans.delete(project.id)
  })
}

type Work = Parameters<HostParts['engine']['planIntoRoot']>[2]

async function writeNew(
  { id, django }: OpenProject,
  { folder, request, plan }: Planned,
  keepGoing: boolean,
  { engine, previews, verifications }: HostParts,
  work: Work,
): Promise<void> {
  if (!plan.isVerified) {
    await engine.collectToFolder(request, folder, { keepGoing }, work)
    return
  }
  const state = verifications.stateOf(id, django?.choice ?? null, previews.find(id)?.preview ?? null)
  const error = state?.verification.error ?? null
  if (error !== null)
    throw new InspectorError(
      'would-fail',
      `collectstatic fails, so nothing was written: ${error.type}: ${error.message}`,
    )
  if (state === null || state.stale !== null)
    throw new InspectorError(
      'changed-while-reading',
      'What Verify found no longer holds, so nothing was written. Verify again, then collect.',
    )
  await engine.writeVerified(verifications.get(id), folder, request, work)
}

async function writeIntoRoot(
  { folder, request, digest }: Planned,
  keepGoing: boolean,
  { engine }: HostParts,
  work: Work,
): Promise<void> {
  const found: RootPlan = await engine.planIntoRoot(request, folder, work)
  if (found.digest !== digest)
    throw new InspectorError(
      'changed-while-reading',
      'STATIC_ROOT or the static files changed since the plan was shown, so nothing was written. Look at the new plan.',
    )
  await engine.applyIntoRoot(found, keepGoing, work)
}

function folderOf({ newFolder }: Extract<CollectTarget, { kind: 'folder' }>, path: string): string {
  return newFolder === null ? path : join(path, newFolder)
}

/** Where the project's own command writes to. */
function configuredRoot({ project }: PreviewRequest): string {
  const root = project?.location ?? ''
  if (root === '')
    throw new InspectorError('bad-input', 'The project has no STATIC_ROOT on this disk. Choose a folder instead.')
  return root
}

/** Whether a folder is the configured STATIC_ROOT with files in it. Any other folder has to be new or empty. */
async function isFilledRoot(folder: string, { project, sources }: PreviewRequest): Promise<boolean> {
  try {
    const forbidden = sources.map(({ path }) => path)
    await findOutputPlace(folder, forbidden)
    return false
  } catch (error) {
    const isFilled = error instanceof InspectorError && error.code === 'output-not-empty'
    const root = project?.location ?? ''
    if (isFilled && root !== '' && (await isSameFolder(folder, root))) return true
    throw error
  }
}

async function isSameFolder(one: string, other: string): Promise<boolean> {
  const real = async (path: string): Promise<string> =>
    decodeFileName(await realpath(nodePath(path), { encoding: 'buffer' }))
  try {
    return (await real(one)) === (await real(other))
  } catch {
    return false
  }
}

function shown(names: readonly string[]): string[] {
  return names.slice(0, SHOWN).map((name) => name.toWellFormed())
}
