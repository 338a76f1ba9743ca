import { createHash } from 'node:crypto'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { ParsedInput } from '../../../shared/contract/methods.ts'
import type { Project } from '../../../shared/model/project.ts'
import type { Job } from '../../../shared/model/job.ts'
import type { ProjectInspection } from '../../../shared/model/project-inspection.ts'
import type { SettingsCard } from '../../../shared/model/settings-card.ts'
import type { PreviewRequest } from '../collect/preview-result.ts'
import type { JobContext } from '../jobs/job-runner.ts'
import { type DjangoChoice, environmentOf, readerChoice, type WhatIf } from '../projects/django-choice.ts'
import { baseIdOf } from '../../../shared/text/what-if-id.ts'
import { digestEnvironment, isCurrent, type Reading } from '../projects/is-current.ts'
import type { OpenDjango } from '../projects/open-django.ts'
import { findInterpreters } from '../projects/find-interpreters.ts'
import { findProject } from '../projects/find-project.ts'
import { planReading, readProject, settingsOf } from '../projects/read-project.ts'
import { readerCommand } from '../projects/run-reader.ts'
import { settingsCard } from '../projects/settings-card.ts'
import { displayName, displayPath } from './display-path.ts'
import { isFolder } from './granted-folders.ts'
import type { HostParts } from './implementations.ts'
import type { OpenProject } from './open-projects.ts'

/**
 * What the files of a project show, and what would run. Nothing of it runs.
 * @throws InspectorError bad-input when the folder does not look like Django
 */
export async function inspectProject(
  input: ParsedInput<'projects.inspect'>,
  { grants, files, projects, consents }: HostParts,
): Promise<ProjectInspection> {
  const isKnown = 'projectId' in input
  const project = isKnown ? djangoOf(projects.get(input.projectId)).choice.project : grants.pathOf(input.grantId)
  const grantId = isKnown ? (await grants.grant(project)).id : input.grantId
  const last = isKnown ? djangoOf(projects.get(input.projectId)).choice : projects.lastChoice(project)
  const chosen = input.pythonId === null ? null : files.pathOf(input.pythonId)
  const place = findProject(project)
  const interpreters = findInterpreters(place)
  const usual = settingsOf({ settingsModule: null, environment: {} }, place)
  const more = [
    ...(chosen === null ? [] : [{ value: chosen, reason: 'as you chose it' }]),
    ...(last === null ? [] : [{ value: last.python, reason: 'taken last time' }]),
  ].filter(({ value }) => !interpreters.some((found) => found.value === value))
  return {
    grantId,
    title: displayName(project),
    display: displayPath(project),
    folder: displayPath(place.folder),
    hasManage: place.hasManage,
    settingsModules: [...place.settingsModules],
    usual: { settingsModule: usual.value, reason: usual.reason },
    interpreters: [...more, ...interpreters].map(({ value, reason }) => ({
      id: files.grant(value).id,
      display: displayPath(value),
      reason,
      command: readerCommand({ python: value }).map((word) => word.toWellFormed()),
      isAllowed: consents.has(project, value),
    })),
    last:
      last === null
        ? null
        : {
            settingsModule: last.settingsModule,
            interpreterId: files.grant(last.python).id,
            variables: Object.keys(last.environment),
            envFile: last.envFile === null ? null : grantOf(files.grant(last.envFile)),
          },
  }
}

/**
 * Starts to read a project with its own Python; the job's project is there once it is done.
 * @throws InspectorError consent-needed, and for wrong choices
 */
export function openDjangoProject(input: ParsedInput<'projects.openDjango'>, parts: HostParts): Job {
  const { grants, files, projects, consents } = parts
  const project = grants.pathOf(input.grantId)
  const before = projects.lastChoice(project)?.environment ?? {}
  const kept = Object.entries(before).filter(([name]) => input.keptVariables.includes(name))
  const choice: DjangoChoice = {
    project,
    settingsModule: input.settingsModule,
    python: files.pathOf(input.interpreterId),
    environment: { ...Object.fromEntries(kept), ...input.environment },
    envFile: input.envFileId === null ? null : files.pathOf(input.envFileId),
    patience: input.patience,
  }
  if (input.consent) consents.give(project, choice.python)
  return openByChoice(choice, parts)
}

/**
 * Reads and opens a project for a program that has the paths and has asked already.
 * @param whatIf what its command line overrides; null leaves a what-if as it was
 * @throws InspectorError consent-needed, cancelled, and bad-input for a project that cannot be read
 */
export async function openForProgram(
  choice: DjangoChoice,
  whatIf: WhatIf | null,
  { projects, consents }: HostParts,
  signal: AbortSignal,
): Promise<Project> {
  consents.require(choice.project, choice.python)
  const id = idOf(choice)
  const project = await projects.openDjango(id, choice, await read(choice, { signal, report: () => undefined }))
  if (whatIf === null || project.django === null) return project
  return projects.configure(id, { ...project.django.own, ...whatIf.settings }, whatIf.staticRoot)
}

/** Starts to read a project whose Python may run. @throws InspectorError consent-needed */
function openByChoice(choice: DjangoChoice, parts: HostParts): Job {
  parts.consents.require(choice.project, choice.python)
  const id = idOf(choice)
  const what = { kind: 'read', projectId: id, title: titleOf(choice), key: JSON.stringify(choice) } as const
  return parts.jobs.start(what, async (context) => {
    const reading = await read(choice, context)
    await parts.projects.openDjango(id, choice, reading)
  })
}

/**
 * Reads a project again, whatever is remembered of it.
 * @throws InspectorError not-found, consent-needed, bad-input for what is no Django project
 */
export function rereadProject(id: string, parts: HostParts): Job {
  return openByChoice(djangoOf(parts.projects.get(id)).choice, parts)
}

/** The settings card of a Django project; null for other projects, and for one that has not been read. */
export function cardOf({ django }: OpenProject): SettingsCard | null {
  if (django === null || django.reading === null) return null
  return settingsCard(django.choice.project, django.reading.facts)
}

/**
 * The request of a project as its settings are now: they are read again when something that they depend on has changed,
 * so that a change of a static file needs no Python.
 * @throws InspectorError consent-needed, would-fail where Django would not even begin, and for what cannot be read
 */
export async function currentRequest(
  project: OpenProject,
  { projects, consents }: HostParts,
  context: JobContext,
): Promise<PreviewRequest> {
  const { id, django } = project
  if (django === null) return project.request
  const { choice } = django
  if (!(await isFolder(choice.project)))
    throw new InspectorError('missing-folder', `The project ${displayPath(choice.project)} is not there.`)
  const isKnown = django.reading !== null && (await isCurrent(django.reading, digestOf(choice)))
  if (!isKnown) {
    consents.require(choice.project, choice.python)
    await projects.openDjango(baseIdOf(id), choice, await read(choice, context))
  }
  projects.renew(baseIdOf(id))
  const current = projects.get(id)
  if (current.django?.refusal != null) throw current.django.refusal
  return current.request
}

/** Equal folders and settings modules are the same project, whatever Python reads it. */
export function idOf({ project, settingsModule }: DjangoChoice): string {
  return createHash('sha256')
    .update(JSON.stringify(['django', project, settingsModule]))
    .digest('hex')
    .slice(0, 20)
}

async function read(choice: DjangoChoice, { signal, report }: JobContext): Promise<Reading> {
  report({ step: 'Reading the settings', done: 0, total: 0 })
  const plan = planReading(readerChoice(choice))
  const readAt = Date.now()
  const facts = await readProject(plan, signal)
  return { facts, readAt, environment: digestOf(choice) }
}

function digestOf(choice: DjangoChoice): string {
  return digestEnvironment(environmentOf(choice))
}

function titleOf({ project }: DjangoChoice): string {
  return `Reading ${displayName(project)}`
}

function djangoOf({ title, django }: OpenProject): OpenDjango {
  if (django === null) throw new InspectorError('bad-input', `${title} is not a Django project that was opened as one.`)
  return django
}

function grantOf({ id, display }: { readonly id: string; readonly display: string }): { id: string; display: string } {
  return { id, display }
}
