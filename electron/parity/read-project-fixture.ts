import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { SettingsCard } from '../../shared/model/settings-card.ts'
import { collectToFolder } from '../core/collect/collect-to-folder.ts'
import type { WorkContext } from '../core/collect/preview-context.ts'
import { projectRequest } from '../core/projects/project-request.ts'
import { planReading, type ProjectChoice, readProject } from '../core/projects/read-project.ts'
import type { ProjectFacts } from '../core/projects/reader-answer.ts'
import { settingsCard } from '../core/projects/settings-card.ts'
import { layFiles } from './project-fixture.ts'
import { findPythonEnvironment, type PythonEnvironment } from './python-environment.ts'
import { treeOnDisk } from './tree-on-disk.ts'

export const NO_OVERRIDES = { settings: {}, staticRoot: null, hasOutput: false }
/** A work that nobody watches, without threads. */
export const work: WorkContext = {
  signal: new AbortController().signal,
  report: () => undefined,
  facts: null,
  workers: 0,
}
/** A folder for the projects of one test file, which removes it. */
export const home = mkdtempSync(join(tmpdir(), 'staticscope-projects-'))
/** The Python that reads projects where the series does not matter. */
export const environment = findPythonEnvironment('5.2')

/** The least settings that collectstatic asks for; STATIC_ROOT is `collected` in the project, and no folder is named. */
export const BASIC = `BASE = __import__('os').path.dirname(__import__('os').path.abspath(__file__))
STATIC_ROOT = BASE + '/collected'
STATIC_URL = 'static/'; INSTALLED_APPS = ['django.contrib.staticfiles']; SECRET_KEY = 's'; USE_TZ = True
`

/** Lays a project out; gives its folder. */
export function lay(name: string, files: Readonly<Record<string, string>>): string {
  const project = join(home, name)
  layFiles(project, files)
  return project
}

/** A project with the settings and the Python that are found. */
export function choiceOf(project: string, variables: Readonly<Record<string, string>>): ProjectChoice {
  return { project, settingsModule: null, python: null, environment: variables, timeLimitMs: 30_000 }
}

export function pythonOf(found: PythonEnvironment): string {
  return found.kind === 'ready' ? found.python : ''
}

/** Reads a project with one Python. */
export function read(
  found: PythonEnvironment,
  project: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<ProjectFacts> {
  const plan = planReading({ ...choiceOf(project, variables), python: pythonOf(found) })
  return readProject(plan, new AbortController().signal)
}

export async function cardOf(project: string): Promise<SettingsCard> {
  return settingsCard(project, await read(environment, project))
}

/** Collects with both; the project's own command writes into its STATIC_ROOT. */
export async function expectSameTree(project: string, facts: ProjectFacts): Promise<void> {
  const ours = `${project}-ours`
  await collectToFolder(projectRequest(facts, NO_OVERRIDES), ours, { keepGoing: false }, work)
  expect(existsSync(join(project, 'collected'))).toBe(false)
  runManage(environment, project, {})
  expect(treeOnDisk(ours)).toEqual(treeOnDisk(join(project, 'collected')))
}

/** Runs the project's own collectstatic. */
export function runManage(
  found: PythonEnvironment,
  project: string,
  variables: Readonly<Record<string, string>>,
): void {
  execFileSync(pythonOf(found), ['manage.py', 'collectstatic', '--noinput'], {
    cwd: project,
    env: { ...process.env, ...variables, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}
