import { resolve } from 'node:path'
import { InspectorError } from '../../shared/contract/errors.ts'
import type { DjangoChoice } from '../core/projects/django-choice.ts'
import { readEnvironmentFile } from '../core/projects/environment-file.ts'
import type { ProjectFacts } from '../core/projects/reader-answer.ts'
import { type ProjectChoice, planReading, readProject, type ReadingPlan } from '../core/projects/read-project.ts'
import { askConsent } from './ask-consent.ts'
import type { ProjectOptions } from './project-options.ts'
import { readFolder } from './read-sources.ts'

/** A project that was read, and how. */
export type OpenedProject = { readonly project: string; readonly facts: ProjectFacts; readonly plan: ReadingPlan }

/**
 * Reads the project that a command line names, after its user has agreed that its Python runs.
 * @param original where the user has the project, when `options` name a commit of it that was laid out aside: consent
 *   and interpreter are those of the original
 * @throws InspectorError for wrong use, no consent, a project that cannot be read, and cancelling
 */
export async function openProject(
  options: ProjectOptions,
  signal: AbortSignal,
  original: string | null = null,
): Promise<OpenedProject> {
  const choice = readChoice(options)
  const python =
    original === null ? choice.python : planReading({ ...readChoice({ ...options, project: original }) }).order.python
  const plan = planReading({ ...choice, python })
  await askConsent(plan, options.yes === true, signal, original ?? choice.project)
  return { project: choice.project, facts: await readProject(plan, signal), plan }
}

/**
 * Asks whether the Python of the project that a command line names may run, and gives how it is to be opened.
 * @throws InspectorError for wrong use and no consent
 */
export async function chooseProject(options: ProjectOptions, signal: AbortSignal): Promise<DjangoChoice> {
  const plan = planReading(readChoice(options))
  await askConsent(plan, options.yes === true, signal)
  return {
    project: plan.order.project,
    settingsModule: plan.order.settingsModule,
    python: plan.order.python,
    environment: Object.fromEntries((options.env ?? []).map(readPair)),
    envFile: options.envFile === undefined ? null : resolve(options.envFile),
    patience: options.timeout ?? 60,
  }
}

function readChoice(options: ProjectOptions): ProjectChoice {
  if (options.project === undefined) throw new InspectorError('bad-input', 'No project is named. Add --project DIR.')
  const module = options.settings ?? null
  if (module !== null && !/^[\w.]+$/.test(module))
    throw new InspectorError('bad-input', `--settings ${module} is not a module. Write it as shop.settings.`)
  return {
    project: readFolder(options.project, '--project'),
    settingsModule: module,
    python: options.python === undefined ? null : resolve(options.python),
    environment: { ...fromFile(options.envFile), ...Object.fromEntries((options.env ?? []).map(readPair)) },
    timeLimitMs: (options.timeout ?? 60) * 1000,
  }
}

function readPair(text: string): [string, string] {
  const equals = text.indexOf('=')
  if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)]
  throw new InspectorError(
    'bad-input',
    `--env ${text} is not of the form NAME=VALUE. Write, for example, --env DEBUG=0.`,
  )
}

function fromFile(file: string | undefined): Record<string, string> {
  return file === undefined ? {} : readEnvironmentFile(resolve(file), `${resolve(file)} (--env-file)`)
}
