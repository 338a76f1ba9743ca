import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'
import type { Check } from '../../core/check/check-result.ts'
import { checkReferences } from '../../core/check/check-references.ts'
import { appFoldersOf, templateFoldersOf } from '../../core/check/template-folders.ts'
import { readProjectNames } from '../../core/check/read-media.ts'
import { previewStatic } from '../../core/collect/preview-static.ts'
import { projectRequest } from '../../core/projects/project-request.ts'
import { planReading, readProject } from '../../core/projects/read-project.ts'
import type { PageProject } from './page-project.ts'

const answerSchema = z.object({
  django: z.string(),
  tags: z.array(z.tuple([z.string(), z.number(), z.string(), z.string().nullable()])),
  broken: z.array(z.tuple([z.string(), z.string()])),
  requests: z.array(
    z.object({
      path: z.string(),
      status: z.number(),
      template: z.string().nullable(),
      names: z.array(z.string()),
      error: z.string().nullable(),
    }),
  ),
})
type Asked = z.infer<typeof answerSchema>['requests'][number]

/** How the check of a real project stands beside its pages, as real Django makes them with DEBUG off. */
export type ComparedPages = {
  readonly django: string
  /** Tags of all templates that look a constant name up, and those of them that fail. */
  readonly tags: number
  readonly failingTags: number
  /** Pages asked for, and those of them that answer 500 for want of a name. */
  readonly requests: number
  readonly failingRequests: number
  /**
   * Those of the failing pages of which the check tells the name, but not of this page: Python puts a form into it, or
   * renders it by a name that it makes, while another template extends it, so that it counts as a part.
   */
  readonly elsewhere: readonly string[]
  /** Pages foreseen to fail that do not, since they did not come to the tag that would. */
  readonly spared: readonly string[]
  readonly differences: readonly string[]
}

const work = { signal: new AbortController().signal, report: () => undefined, facts: null }
const MISSING = /^Missing staticfiles manifest entry for '(.*)'$/s

/**
 * Lays a published project, checks it by its own settings, then collects it with real Django and has it make its pages.
 * Each tag that looks a constant name up must fail as the check tells, word for word, and no other; each page that
 * answers 500 must do so by a name that the check tells; and a page that the check expects to fail may answer only if it
 * did not look the missing names up.
 * @param home an empty folder
 */
export async function comparePages(project: PageProject, python: string, home: string): Promise<ComparedPages> {
  const folder = join(home, 'project')
  project.lay(python, folder)
  const check = await checkProject(project, python, folder)
  const answer = execFileSync(python, ['-B', join(import.meta.dirname, 'ask_pages.py')], {
    cwd: folder,
    env: { ...process.env, DJANGO_SETTINGS_MODULE: project.settingsModule, DJANGO_LOG_LEVEL: 'CRITICAL' },
    input: JSON.stringify({ ignore: project.ignore, urls: project.urls }),
    stdio: ['pipe', 'pipe', 'ignore'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const real = answerSchema.parse(JSON.parse(answer))
  const cannotCompile = new Set(real.broken.map(([template]) => template))
  const ours = new Map(
    [...(check.templates?.references.values() ?? [])].flat().flatMap(({ kind, file, line, url, django }) => {
      const isTag = kind === 'django-static' && url !== null && !cannotCompile.has(file)
      return isTag ? [[`${file}:${line} ${url}`, django.verdict === 'error' ? django.reason : null] as const] : []
    }),
  )
  const theirs = new Map(real.tags.map(([template, line, name, error]) => [`${template}:${line} ${name}`, error]))
  const [spared, elsewhere]: [string[], string[]] = [[], []]
  const asked = real.requests.flatMap((request) => differencesOf(request, check, spared, elsewhere))
  return {
    django: real.django,
    tags: theirs.size,
    failingTags: [...theirs.values()].filter((error) => error !== null).length,
    requests: real.requests.length,
    failingRequests: real.requests.filter(({ error }) => error !== null).length,
    elsewhere,
    spared,
    differences: [...differingTags(ours, theirs), ...asked],
  }
}

async function checkProject(project: PageProject, python: string, folder: string): Promise<Check> {
  const { settingsModule } = project
  const plan = planReading({ project: folder, settingsModule, python, environment: {}, timeLimitMs: 120_000 })
  const facts = await readProject(plan, work.signal)
  const request = projectRequest(facts, { settings: {}, staticRoot: null, hasOutput: false })
  const ignore = [...request.settings.ignore, ...project.ignore]
  const preview = await previewStatic({ ...request, settings: { ...request.settings, ignore } }, work)
  const { references, rendered, remarks } = await readProjectNames(plan.order, appFoldersOf(facts), work.signal)
  const templateFolders = templateFoldersOf(facts)
  return checkReferences({ preview, templateFolders, python: references, rendered, remarks, accepted: [] }, work)
}

type Failures = ReadonlyMap<string, string | null>

function differingTags(ours: Failures, theirs: Failures): string[] {
  const told = (failures: Failures, key: string): string =>
    failures.has(key) ? (failures.get(key) ?? 'found') : 'no such tag'
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .filter((key) => told(ours, key) !== told(theirs, key))
    .map((key) => `${key}: told “${told(ours, key)}”, real Django “${told(theirs, key)}”`)
}

function differencesOf(
  request: Asked,
  { templates, findings }: Check,
  spared: string[],
  elsewhere: string[],
): string[] {
  const missing = findings.filter(({ finding }) => finding.code === 'template-name-missing')
  const page = templates?.pages.find(({ template }) => template === request.template)
  const foreseen = (page?.references ?? []).filter(({ django }) => django.verdict === 'error')
  const failed = MISSING.exec(request.error ?? '')?.[1]
  if (failed !== undefined) {
    const told = missing.find(({ reference }) => reference?.url === failed)
    if (told === undefined) return [`${request.path} answers ${request.status} by ${failed}, which is not told`]
    if (!foreseen.some(({ url }) => url === failed))
      elsewhere.push(`${request.path} (${request.template ?? ''}) by ${failed}, told at ${told.finding.file}`)
    return []
  }
  if (foreseen.length === 0 || request.status === 500) return []
  const cameTo = foreseen.filter(({ url }) => url !== null && request.names.includes(url))
  if (cameTo.length === 0) spared.push(`${request.path} (${request.template ?? ''})`)
  return cameTo.map(({ url }) => `${request.path} answers ${request.status} though ${url ?? ''} is missing`)
}
