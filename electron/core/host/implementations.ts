import type { MethodName } from '../../../shared/contract/method-names.ts'
import { METHODS, type MethodOutput, type ParsedInput } from '../../../shared/contract/methods.ts'
import type { Grant } from '../../../shared/model/project.ts'
import type { JobRunner } from '../jobs/job-runner.ts'
import { checkMethods } from './check-methods.ts'
import { compareMethods } from './compare-methods.ts'
import type { Consents } from './consents.ts'
import type { EngineFunctions } from './engine-functions.ts'
import type { FactsOfHost } from './facts-of-host.ts'
import type { KeptReaches } from '../releases/kept-reach.ts'
import type { FinishedPreviews } from './finished-previews.ts'
import type { GrantedFiles } from './granted-files.ts'
import type { GrantedFolders } from './granted-folders.ts'
import type { OpenProjects } from './open-projects.ts'
import type { OpenViews } from './open-views.ts'
import type { PreparedExports } from './prepared-exports.ts'
import type { CollectPlans } from './collect-projects.ts'
import type { HostReleases } from './host-releases.ts'
import { releaseMethods } from './release-methods.ts'
import { rolloutMethods } from './rollout-methods.ts'
import type { Verifications } from './verifications.ts'
import type { WatchedProjects } from './watched-projects.ts'
import { projectMethods } from './project-methods.ts'
import { previewMethods } from './preview-methods.ts'
import { viewMethods } from './view-methods.ts'
import { collectMethods } from './collect-methods.ts'
import { uploadMethods } from './upload-methods.ts'

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

/** What the methods work with. */
export type HostParts = {
  readonly roots: readonly string[]
  readonly sampleFolder: string
  readonly engine: EngineFunctions
  readonly grants: GrantedFolders
  readonly files: GrantedFiles
  readonly consents: Consents
  readonly projects: OpenProjects
  readonly reaches: KeptReaches
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

/** Whether the engine's side does a method of the contract; the others are done by the window. */
export function isEngineMethod(method: MethodName): method is EngineMethod {
  return METHODS[method].side === 'engine'
}

/** The one list of what the engine's side does. */
export function implement(parts: HostParts): Implementations {
  const { roots, grants, files, jobs } = parts
  return {
    'grants.roots': () => grantRoots(roots, grants),
    'grants.list': ({ grantId }) => grants.list(grantId),
    'grants.narrow': ({ grantId, folder }) => grants.narrow(grantId, folder),
    'grants.files': ({ grantId }) => files.list(grants.pathOf(grantId)),
    'grants.pick': ({ grantId, file, purpose }) => files.pick(grants.pathOf(grantId), file, purpose),
    ...projectMethods(parts),
    ...previewMethods(parts),
    ...viewMethods(parts),
    ...collectMethods(parts),
    ...uploadMethods(parts),
    ...releaseMethods(parts),
    ...compareMethods(parts),
    ...rolloutMethods(parts),
    ...checkMethods(parts),
    'jobs.list': () => jobs.list(),
    'jobs.cancel': ({ id }) => {
      jobs.cancel(id)
      return null
    },
  }
}

/** A root that is gone must not hide the others; if none is left, the first says why. */
async function grantRoots(roots: readonly string[], grants: GrantedFolders): Promise<Grant[]> {
  const results = await Promise.allSettled(roots.map((root) => grants.grant(root)))
  const granted = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const [failure] = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  if (granted.length === 0 && failure !== undefined) throw failure
  return granted
}
