import { statSync } from 'node:fs'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { explainReaderEnding, explainReaderFailure } from './explain-failure.ts'
import { findInterpreters } from './find-interpreters.ts'
import { findProject, type Found, type ProjectPlace } from './find-project.ts'
import type { ProjectFacts } from './reader-answer.ts'
import { type ReaderOrder, runReader } from './run-reader.ts'

/** What the user says of a project instead of leaving it to be found. */
export type ProjectChoice = {
  readonly project: string
  readonly settingsModule: string | null
  readonly python: string | null
  readonly environment: Readonly<Record<string, string>>
  readonly timeLimitMs: number
}

/** How a project will be read, and what else was found for when that fails. */
export type ReadingPlan = {
  readonly order: ReaderOrder
  readonly place: ProjectPlace
  readonly interpreters: readonly Found[]
  /** Why this interpreter and these settings, in a few words each. */
  readonly reasons: { readonly python: string; readonly settings: string }
}

/**
 * Decides how to read a project. Looks at files only; nothing of the project runs.
 * @throws InspectorError bad-input, missing-folder
 */
export function planReading(choice: ProjectChoice): ReadingPlan {
  const place = placeOf(choice)
  const interpreters = findInterpreters(place)
  const python: Found | undefined =
    choice.python === null ? interpreters[0] : { value: choice.python, reason: 'as you named it' }
  if (python === undefined)
    throw new InspectorError('bad-input', "No Python was found. Name the project's own with --python FILE.")
  if (choice.python !== null && statSync(choice.python, { throwIfNoEntry: false })?.isFile() !== true)
    throw new InspectorError('bad-input', `${choice.python} (--python) is not a file. Name the interpreter itself.`)
  const settings = settingsOf(choice, place)
  return {
    order: {
      project: choice.project,
      folder: place.folder,
      hasManage: place.hasManage,
      settingsModule: settings.value,
      python: python.value,
      environment: choice.environment,
      timeLimitMs: choice.timeLimitMs,
    },
    place,
    interpreters,
    reasons: { python: python.reason, settings: settings.reason },
  }
}

/**
 * Runs the project's Python and gives its facts. To be called after the user has agreed.
 * @throws InspectorError bad-input with the cause when the project cannot be read, cancelled
 */
export async function readProject(
  { order, place, interpreters }: ReadingPlan,
  signal: AbortSignal,
): Promise<ProjectFacts> {
  const ending = await runReader(order, signal)
  if (ending.kind !== 'answered') throw explainReaderEnding(ending, order, interpreters)
  const named = { ...order, settingsModule: order.settingsModule ?? place.settingsModules[0]?.value ?? null }
  if ('failure' in ending.answer) throw explainReaderFailure(ending.answer.failure, named, interpreters, ending.output)
  return ending.answer.facts
}

function placeOf({ project, settingsModule }: ProjectChoice): ProjectPlace {
  try {
    return findProject(project)
  } catch (error) {
    // Who names the settings need not have a manage.py.
    if (!(error instanceof InspectorError) || settingsModule === null) throw error
    return { project, folder: project, hasManage: false, settingsModules: [] }
  }
}

/** Which settings are read and why. Null leaves the choice to `manage.py` and the environment, as for Django itself. */
export function settingsOf(
  { settingsModule, environment }: Pick<ProjectChoice, 'settingsModule' | 'environment'>,
  { hasManage, settingsModules }: ProjectPlace,
): { readonly value: string | null; readonly reason: string } {
  if (settingsModule !== null) return { value: settingsModule, reason: 'as you named it' }
  if (environment['DJANGO_SETTINGS_MODULE'] !== undefined) return { value: null, reason: 'from --env' }
  if (process.env['DJANGO_SETTINGS_MODULE'])
    return { value: null, reason: 'from the environment variable DJANGO_SETTINGS_MODULE' }
  const [first] = settingsModules
  if (hasManage && (first === undefined || first.reason === 'named in manage.py'))
    return { value: null, reason: 'as manage.py says' }
  return first === undefined ? { value: null, reason: 'nothing names them' } : first
}
