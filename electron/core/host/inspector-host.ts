import type { InspectorEvent } from '../../../shared/contract/envelope.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { MethodName } from '../../../shared/contract/method-names.ts'
import type { Grant, Project } from '../../../shared/model/project.ts'
import type { PreviewRequest } from '../collect/preview-result.ts'
import { JobRunner } from '../jobs/job-runner.ts'
import { writeTextFile } from '../files/write-text.ts'
import type { ExportDocument } from '../reports/export-document.ts'
import type { DjangoChoice, WhatIf } from '../projects/django-choice.ts'
import { Consents } from './consents.ts'
import { openForProgram } from './django-projects.ts'
import { REAL_ENGINE, type EngineFunctions } from './engine-functions.ts'
import { FactsOfHost } from './facts-of-host.ts'
import { FinishedPreviews } from './finished-previews.ts'
import { GrantedFiles, type FilePurpose } from './granted-files.ts'
import { GrantedFolders } from './granted-folders.ts'
import { HostReleases } from './host-releases.ts'
import { implement, isEngineMethod, type EngineMethod, type Implementations } from './implementations.ts'
import { OpenProjects } from './open-projects.ts'
import { KeptReaches } from '../releases/kept-reach.ts'
import { OpenViews } from './open-views.ts'
import { Verifications } from './verifications.ts'
import { parseInput } from './parse-input.ts'
import { PreparedExports } from './prepared-exports.ts'
import { WatchedProjects } from './watched-projects.ts'

/** What a host needs to be told. Paths are absolute. */
export type HostOptions = {
  /** Where recents and cached facts are kept; null keeps them for this process alone. */
  readonly dataFolder: string | null
  readonly sampleFolder: string
  /** Folders that are granted from the start, for pages without a folder dialog. */
  readonly roots: readonly string[]
  /** Hears events for the pages. */
  readonly emit: (event: InspectorEvent) => void
}

/** The engine as every host reaches it. */
export type InspectorHost = {
  /**
   * Carries out one method of the contract. Ending the signal ends the call, never a job that it has started.
   * @throws InspectorError with the codes of the contract; anything else is a defect
   */
  call(method: MethodName, input: unknown, signal: AbortSignal): Promise<unknown>
  /** Grants a folder that the user has chosen. @throws InspectorError `missing-folder`, `unreadable` */
  grant(path: string): Promise<Grant>
  /** Grants a file that the user has chosen for a purpose. @throws InspectorError `refused` */
  grantFile(path: string, purpose: FilePurpose): Promise<Grant>
  /**
   * Reads and opens a Django project for which the user has been asked.
   * @throws InspectorError `consent-needed`, `cancelled`, `bad-input` for a project that cannot be read
   */
  openDjango(choice: DjangoChoice, whatIf: WhatIf | null, signal: AbortSignal): Promise<Project>
  /** Opens a project by its paths, for programs that have them (command line, `serve`). */
  openRequest(request: PreviewRequest, title: string | null): Promise<Project>
  /** Absolute path of the source of a collected file, for "reveal in folder"; null if the newest preview has none. */
  pathOf(projectId: string, name: string): string | null
  /** A document that a page has prepared. @throws InspectorError `not-found` */
  exported(exportId: string): ExportDocument
  /** Writes such a document into a file. @throws InspectorError `not-found`, `unreadable`, `disk-full` */
  writeExport(exportId: string, path: string): Promise<null>
  /** Cancels what runs and closes the databases. */
  close(): Promise<void>
}

/** Makes the engine's side of the contract. Databases are opened when they are first needed. */
export function createInspectorHost(options: HostOptions, engine: EngineFunctions = REAL_ENGINE): InspectorHost {
  const grants = new GrantedFolders()
  const files = new GrantedFiles()
  const consents = new Consents(options.dataFolder)
  const projects = new OpenProjects(options.dataFolder)
  const previews = new FinishedPreviews()
  const facts = new FactsOfHost(options.dataFolder)
  const jobs = new JobRunner((job) => options.emit({ topic: 'job', payload: job }))
  const { roots, sampleFolder } = options
  const views = new OpenViews()
  const exports = new PreparedExports()
  const watches = new WatchedProjects(engine, options.emit)
  const verifications = new Verifications()
  const releases = new HostReleases(options.dataFolder)
  const parts = {
    roots,
    sampleFolder,
    engine,
    grants,
    files,
    consents,
    projects,
    reaches: new KeptReaches(options.dataFolder),
    previews,
    views,
    exports,
    jobs,
    facts,
    watches,
    verifications,
    plans: new Map(),
    releases,
  }
  const implementations = implement(parts)
  let isClosed = false

  return {
    async call(method, input, signal) {
      if (isClosed) throw new InspectorError('engine-gone', 'The engine has stopped.')
      if (!isEngineMethod(method))
        throw new InspectorError('not-available', `${method} is not available here: this program has no way to do it.`)
      const output = await run(implementations, method, input, signal)
      if (signal.aborted) throw new InspectorError('cancelled', 'Cancelled')
      return output
    },
    grant: (path) => grants.grant(path),
    grantFile: (path, purpose) => files.grantFor(path, purpose),
    openDjango: (choice, whatIf, signal) => openForProgram(choice, whatIf, parts, signal),
    openRequest: (request, title) => projects.open('folders', request, title),
    pathOf: (projectId, name) =>
      previews.find(projectId)?.preview.files.find((file) => file.name === name)?.source ?? null,
    exported: (exportId) => exports.get(exportId),
    writeExport: async (exportId, path) => {
      await writeTextFile(path, exports.get(exportId).pieces())
      return null
    },
    async close() {
      isClosed = true
      watches.close()
      await jobs.close()
      verifications.close()
      facts.close()
      releases.close()
      consents.close()
      projects.close()
    },
  }
}

function run<M extends EngineMethod>(
  implementations: Implementations,
  method: M,
  input: unknown,
  signal: AbortSignal,
): unknown {
  return implementations[method](parseInput(method, input), signal)
}
