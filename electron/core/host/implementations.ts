import { InspectorError } from '../../../shared/contract/errors.ts'
import type { MethodName } from '../../../shared/contract/method-names.ts'
import { METHODS, type MethodOutput, type ParsedInput } from '../../../shared/contract/methods.ts'
import type { Grant, SourceChoice } from '../../../shared/model/project.ts'
import { parseWhatIfId } from '../../../shared/text/what-if-id.ts'
import type { SourceFolder } from '../collect/preview-result.ts'
import type { JobRunner } from '../jobs/job-runner.ts'
import { compareMethods } from './compare-methods.ts'
import type { Consents } from './consents.ts'
import { cardOf, inspectProject, openDjangoProject, rereadProject } from './django-projects.ts'
import type { EngineFunctions } from './engine-functions.ts'
import type { FactsOfHost } from './facts-of-host.ts'
import { summaryOf, type FinishedPreviews } from './finished-previews.ts'
import type { GrantedFiles } from './granted-files.ts'
import type { GrantedFolders } from './granted-folders.ts'
import type { OpenProject, OpenProjects } from './open-projects.ts'
import type { OpenViews } from './open-views.ts'
import type { PreparedExports } from './prepared-exports.ts'
import { type CollectPlans, planCollect, startCollect } from './collect-projects.ts'
import type { HostReleases } from './host-releases.ts'
import { releaseMethods } from './release-methods.ts'
import { readSample } from './sample-project.ts'
import { filterOperations, UploadPlans } from './upload-plans.ts'
import type { Verifications } from './verifications.ts'
import { startVerify } from './verify-projects.ts'
import { settingsFilesOf, startPreview } from './start-preview.ts'
import type { WatchedProjects } from './watched-projects.ts'

/** Methods that the engine answers; the others are native. */
export type EngineMethod = {
  [M in MethodName]: (typeof METHODS)[M]['side'] extends 'engine' ? M : never
}[MethodName]

/** One function for every method of the engine's side: a missing one does not compile. */
export type Implementations = {
  readonly [M in EngineMethod]: (
    input: ParsedInput<M>,
    signal: AbortSignal,
  ) => MethodOutput<M> | Promise<MethodOutput<M>>
}

/** Names offered while a person types; more are not read. */
const SUGGESTIONS = 8

/** What the methods work with. */
export type HostParts = {
  readonly roots: readonly string[]
  readonly sampleFolder: string
  readonly engine: EngineFunctions
  readonly grants: GrantedFolders
  readonly files: GrantedFiles
  readonly consents: Consents
  readonly projects: OpenProjects
  readonly previews: FinishedPreviews
  readonly views: OpenViews
  readonly exports: PreparedExports
  readonly jobs: JobRunner
  readonly facts: FactsOfHost
  readonly watches: WatchedProjects
  readonly verifications: Verifications
  readonly plans: CollectPlans
  readonly releases: HostReleases
}

export function isEngineMethod(method: MethodName): method is EngineMethod {
  return METHODS[method].side === 'engine'
}

/** The one list of what the engine's side does. */
export function implement(parts: HostParts): Implementations {
  const { roots, sampleFolder, engine, grants, files, consents, projects, previews, views, jobs, watches } = parts
  const { verifications } = parts
  const uploads = new UploadPlans(engine)
  return {
    'grants.roots': () => grantRoots(roots, grants),
    'grants.list': ({ grantId }) => grants.list(grantId),
    'grants.narrow': ({ grantId, folder }) => grants.narrow(grantId, folder),
    'grants.files': ({ grantId }) => files.list(grants.pathOf(grantId)),
    'grants.pick': ({ grantId, file, purpose }) => files.pick(grants.pathOf(grantId), file, purpose),

    'projects.recents': () => projects.recents(),
    'projects.openSample': async () => {
      const { title, request } = await readSample(sampleFolder)
      return projects.open('sample', request, title)
    },
    'projects.openFolders': ({ sources, staticRootGrantId, settings }) => {
      const folders = sources.map((source) => folderOf(source, grants))
      // Django asks the finders in the order of STATICFILES_FINDERS: all directories come before all apps.
      const request = {
        settings,
        sources: [
          ...folders.filter(({ kind }) => kind === 'directory'),
          ...folders.filter(({ kind }) => kind === 'app'),
        ],
        staticRoot: staticRootGrantId === null ? null : grants.pathOf(staticRootGrantId),
      }
      return projects.open('folders', request, null)
    },
    'projects.inspect': (input) => inspectProject(input, parts),
    'projects.openDjango': (input) => openDjangoProject(input, parts),
    'projects.reread': ({ id }) => rereadProject(id, parts),
    'projects.settings': ({ projectId }) => cardOf(projects.get(projectId)),
    'projects.reopen': async ({ id }) =>
      // The sample is read anew, for an update may have moved it.
      projects.get(id).kind === 'sample' ? reopenSample(parts) : projects.reopen(id),
    'projects.forget': ({ id }) => {
      const folder = projects.forget(id)
      if (folder !== null) consents.forget(folder)
      return null
    },
    'projects.get': ({ id }) => projects.describe(id),
    'projects.configure': ({ id, settings, staticRoot }) => projects.configure(id, settings, staticRoot ?? null),

    'preview.start': ({ projectId }) => startPreview(projects.get(projectId), parts),
    'preview.summary': ({ projectId }) => {
      const finished = previews.find(projectId)
      return finished === null ? null : summaryOf(finished)
    },
    'preview.freshness': ({ projectId }) =>
      watches.look(previews.get(projectId), settingsFilesOf(projects.find(projectId))),
    'preview.errors': ({ projectId, offset, limit }) => {
      const { errors } = previews.get(projectId).preview
      return { total: errors.length, errors: errors.slice(offset, offset + limit) }
    },
    'preview.errorSeries': async ({ projectId, offset, limit }, signal) =>
      (await engine.seriesOfErrors(previews.get(projectId).preview, offset, limit, signal)).map((series) => [
        ...series,
      ]),
    'preview.findings': ({ projectId, offset, limit }) => {
      const { findings } = previews.get(projectId).preview
      return { total: findings.length, findings: findings.slice(offset, offset + limit) }
    },
    'preview.file': ({ projectId, name }) => engine.describeFile(previews.get(projectId).preview, name),
    'preview.text': ({ projectId, name, side, offset, limit }) =>
      engine.readText(previews.get(projectId).preview, name, side, offset, limit),
    'preview.users': ({ projectId, name, offset, limit }) =>
      engine.listUsers(previews.get(projectId).preview, name, offset, limit),
    'preview.prepareExport': async ({ projectId, format, viewId }) => {
      const { prepareExport } = await import('../reports/prepare-export.ts')
      const { preview } = previews.get(projectId)
      const document = prepareExport(preview, projects.get(projectId).title, format, views.get(viewId))
      return { exportId: parts.exports.add(document), fileName: document.fileName }
    },
    'preview.compareCandidate': ({ projectId, name, candidate }) =>
      engine.compareCandidate(previews.get(projectId).preview, name, candidate),

    'preview.why': ({ projectId, text }) => {
      const folder = projects.find(projectId)?.django?.choice.project ?? null
      return engine.whyName(previews.get(projectId).preview, text, folder)
    },
    'preview.suggest': ({ projectId, text }) => engine.suggestNames(previews.get(projectId).preview, text, SUGGESTIONS),

    'whatIf.summary': ({ projectId }) => previews.find(projectId)?.differences?.head ?? null,
    'whatIf.file': ({ projectId, name }) => previews.get(projectId).differences?.files.get(name) ?? null,

    'view.open': async ({ projectId, query, expanded }, signal) => {
      const { outlines, revision } = previews.get(projectId)
      const view = await outlines.open(query, expanded, signal)
      if (previews.find(projectId)?.revision !== revision)
        throw new InspectorError('not-found', 'The preview was renewed. Open the view again.')
      return { viewId: views.add(projectId, revision, view), revision, total: view.total, counts: view.counts }
    },
    'view.rows': ({ viewId, offset, limit }) => {
      const view = views.get(viewId)
      return { total: view.total, rows: view.rows(offset, limit) }
    },
    'view.toggle': ({ viewId, key, expanded }) => {
      const view = views.get(viewId)
      view.toggle(key, expanded)
      return { total: view.total }
    },
    'view.toggleAll': ({ viewId, expanded }) => {
      const view = views.get(viewId)
      view.toggleAll(expanded)
      return { total: view.total }
    },
    'view.locate': ({ viewId, name }) => {
      const view = views.get(viewId)
      const index = view.locate(name)
      return { total: view.total, index }
    },
    'view.treemap': ({ viewId, root, maxNodes }) => views.get(viewId).treemap(root, maxNodes),
    'view.close': ({ viewId }) => {
      views.close(viewId)
      return null
    },

    'collect.plan': ({ projectId, target }, signal) => planCollect(asItIs(projectId, projects), target, parts, signal),
    'collect.start': ({ projectId, planId, keepGoing }) =>
      startCollect(asItIs(projectId, projects), planId, keepGoing, parts),

    'verify.start': ({ projectId }) => startVerify(asItIs(projectId, projects), parts),
    'verify.result': ({ projectId }) =>
      verifications.stateOf(
        projectId,
        projects.get(projectId).django?.choice ?? null,
        previews.find(projectId)?.preview ?? null,
      ),
    'verify.differences': ({ projectId, offset, limit }) => {
      const { differences } = verifications.get(projectId)
      return { total: differences.length, differences: differences.slice(offset, offset + limit) }
    },
    'verify.text': ({ projectId, name, side, offset, limit }) =>
      engine.readVerified(verifications.get(projectId), name, side, offset, limit),

    'uploads.plan': async ({ projectId, overwrites }) =>
      (await uploads.get(previews.get(projectId).preview, overwrites)).totals,
    'uploads.operations': async ({ projectId, overwrites, run, filter, offset, limit }) => {
      const plan = await uploads.get(previews.get(projectId).preview, overwrites)
      const operations = filterOperations(plan, run, filter)
      return { total: operations.length, operations: operations.slice(offset, offset + limit) }
    },
    'uploads.prepareExport': async ({ projectId, overwrites, format }) => {
      const { uploadsDocument } = await import('../reports/uploads-document.ts')
      const plan = await uploads.get(previews.get(projectId).preview, overwrites)
      const document = uploadsDocument(plan, projects.get(projectId).title, format)
      return { exportId: parts.exports.add(document), fileName: document.fileName }
    },

    ...releaseMethods(parts),
    ...compareMethods(parts),
    'jobs.list': () => jobs.list(),
    'jobs.cancel': ({ id }) => {
      jobs.cancel(id)
      return null
    },
  }
}

/**
 * A project for what is done with the project itself: run its Django, write its output.
 * @throws InspectorError refused for a what-if, not-found
 */
function asItIs(id: string, projects: OpenProjects): OpenProject {
  if (parseWhatIfId(id) !== null)
    throw new InspectorError('refused', 'This is a what-if. Go back to the project as it is first.')
  return projects.get(id)
}

/** A root that is gone must not hide the others; if none is left, the first says why. */
async function grantRoots(roots: readonly string[], grants: GrantedFolders): Promise<Grant[]> {
  const results = await Promise.allSettled(roots.map((root) => grants.grant(root)))
  const granted = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const [failure] = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  if (granted.length === 0 && failure !== undefined) throw failure
  return granted
}

function folderOf({ grantId, prefix, appLabel }: SourceChoice, grants: GrantedFolders): SourceFolder {
  const path = grants.pathOf(grantId)
  return appLabel === null ? { kind: 'directory', path, prefix } : { kind: 'app', path, label: appLabel }
}

async function reopenSample({ sampleFolder, projects }: HostParts) {
  const { title, request } = await readSample(sampleFolder)
  const { settings } = projects.get('sample').request
  return projects.open('sample', { ...request, settings }, title)
}
