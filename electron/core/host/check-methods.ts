import type { CHECK_METHODS } from '../../../shared/contract/check-methods.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { parseWhatIfId } from '../../../shared/text/what-if-id.ts'
import type {
  AcceptedFinding,
  CheckedReference,
  CheckQuery,
  CheckReach,
  CheckSummary,
  PageSummary,
} from '../../../shared/model/check.ts'
import type { Job } from '../../../shared/model/job.ts'
import type { AlsoRead } from '../check/read-also.ts'
import { readAccepted, writeAccepted } from '../check/accepted-file.ts'
import { applyAccepted } from '../check/apply-accepted.ts'
import type { CheckSources } from '../check/check-references.ts'
import type { CheckedPage } from '../check/check-templates.ts'
import { ageOf, summariseSince } from '../check/finding-ages.ts'
import { groupFindings, groupKey, queryFindings } from '../check/query-findings.ts'
import { usersOfName } from '../check/reference-users.ts'
import { missingNames } from '../check/summarise-check.ts'
import type { TemplateFolder } from '../check/read-templates.ts'
import {
  appFoldersOf,
  djangoFolders,
  templateFoldersOf,
  usualTemplateFolders,
  withAddedFolders,
} from '../check/template-folders.ts'
import type { JobContext } from '../jobs/job-runner.ts'
import { KnownReleases, releasesOf } from './checked-releases.ts'
import { cardOf } from './django-projects.ts'
import type { HostParts, Implementations } from './implementations.ts'
import { checkSummary, OpenChecks } from './open-checks.ts'
import { readerChoice } from '../projects/django-choice.ts'
import type { OpenProject } from './open-projects.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { readSample } from './sample-project.ts'
import { finishedPreview } from './start-preview.ts'

/** The methods of References, for the one list of what the engine's side does. */
export function checkMethods(parts: HostParts): Pick<Implementations, keyof typeof CHECK_METHODS> {
  const checks = new OpenChecks()
  const known = new KnownReleases()
  const queried = (projectId: string, query: CheckQuery) => {
    const releases = known.find(projectId)
    return queryFindings(
      checks.get(projectId).check,
      query,
      (finding) => releases !== null && ageOf(finding, releases).kind === 'new',
    )
  }
  return {
    'check.start': ({ projectId }) => startCheck(parts.projects.get(projectId), checks, parts),
    'check.summary': ({ projectId }) => {
      const open = checks.find(projectId)
      return open === null ? null : checkSummary(open)
    },
    'check.groups': ({ projectId, query, by, offset, limit }) => {
      const groups = groupFindings(queried(projectId, query), by)
      return { total: groups.length, groups: groups.slice(offset, offset + limit) }
    },
    'check.findings': ({ projectId, query, group, offset, limit }) => {
      const all = queried(projectId, query)
      const findings = group === null ? all : all.filter((finding) => groupKey(finding, group.by) === group.key)
      return { total: findings.length, findings: findings.slice(offset, offset + limit) }
    },
    'check.finding': async ({ projectId, findingId }) => {
      const { describeFinding } = await import('../check/describe-finding.ts')
      return describeFinding(checks.get(projectId).check, findingId, known.find(projectId))
    },
    'check.locate': ({ projectId, query, by, findingId }) => {
      const all = queried(projectId, query)
      const found = all.find(({ id }) => id === findingId)
      if (found === undefined) return null
      const group = groupKey(found, by)
      return { group, index: all.filter((finding) => groupKey(finding, by) === group).indexOf(found) }
    },
    'check.reach': ({ projectId }) => describeReach(projectId, parts),
    'check.setReach': async ({ projectId, also, templates }) => {
      const paths = templates.map((grantId) => parts.grants.pathOf(grantId))
      await parts.reaches.keep(ownId(projectId), { also, templates: paths })
      return describeReach(projectId, parts)
    },
    'check.releases': ({ projectId }) =>
      releasesOf(parts.projects.get(projectId), parts).map(({ release: { name, takenAt } }) => ({ name, takenAt })),
    'check.startSince': ({ projectId, release }) => {
      const project = parts.projects.get(projectId)
      const what = { kind: 'findings', projectId, title: `Findings since ${release}`, key: release } as const
      return parts.jobs.start(what, (context) => known.look(project, release, parts, context))
    },
    'check.since': ({ projectId }) => {
      const releases = known.find(projectId)
      if (releases === null) return null
      return summariseSince(
        checks.get(projectId).check.findings.map(({ finding }) => finding),
        releases,
      )
    },
    'check.references': ({ projectId, file, offset, limit }) => {
      const { files, templates, python, also } = checks.get(projectId).check
      const references = files.get(file) ?? templates?.references.get(file) ?? python.get(file) ?? also.get(file) ?? []
      return { total: references.length, references: references.slice(offset, offset + limit) }
    },
    'check.pages': ({ projectId, search, offset, limit }) => {
      const wanted = search.toLowerCase()
      const pages = pagesOf(checks, projectId).filter(({ template }) => template.toLowerCase().includes(wanted))
      return { total: pages.length, pages: pages.slice(offset, offset + limit).map(summarisePage) }
    },
    'check.page': ({ projectId, template }) => {
      const page = pagesOf(checks, projectId).find((candidate) => candidate.template === template)
      if (page === undefined) throw new InspectorError('not-found', `${template} is no page of this project.`)
      return { ...summarisePage(page), references: [...new Set(page.references)] }
    },
    'check.unused': ({ projectId, search, offset, limit }) => {
      const wanted = search.toLowerCase()
      const fitting = checks.get(projectId).check.unused.filter(({ name }) => name.toLowerCase().includes(wanted))
      // A whole name comes first: so its file is on the first page however many names hold it.
      const files = [...fitting.filter(({ name }) => name === search), ...fitting.filter(({ name }) => name !== search)]
      return { total: files.length, files: files.slice(offset, offset + limit) }
    },
    'check.users': ({ projectId, name, offset, limit }) =>
      usersOfName(checks.get(projectId).check.users, name, offset, limit),
    'check.neighbours': async ({ projectId, name, limit }) => {
      const { neighboursOf } = await import('../check/neighbours-of.ts')
      return neighboursOf(checks.get(projectId).check, name, limit)
    },
    'check.useAccepted': async ({ projectId, fileId }) => {
      const path = parts.files.pathOf(fileId)
      checks.keepAccepted(projectId, { path, all: await readAccepted(path) })
      return renewed(projectId, checks)
    },
    'check.accept': async ({ projectId, findingId, reason, expires }) => {
      const found = checks.get(projectId).check.findings.find(({ finding }) => finding.id === findingId)
      if (found === undefined) throw new InspectorError('not-found', 'This finding is not there any more. Check again.')
      const { code, file, line } = found.finding
      const entry = { code, place: line === null ? file || '*' : `${file}:${line}`, reason, expires }
      return changeAccepted(projectId, checks, (all) => [...all, entry])
    },
    'check.unaccept': async ({ projectId, findingId }) => {
      const found = checks.get(projectId).check.findings.find(({ finding }) => finding.id === findingId)
      const entry = found?.finding.accepted ?? null
      if (entry === null) throw new InspectorError('not-found', 'This finding is not accepted.')
      const key = JSON.stringify(entry)
      return changeAccepted(projectId, checks, (all) => all.filter((other) => JSON.stringify(other) !== key))
    },
    'check.prepareExport': async ({ projectId, format, query }) => {
      const { checkDocument } = await import('../reports/check-document.ts')
      const { check } = checks.get(projectId)
      const document = checkDocument(check, parts.projects.get(projectId).title, format, queried(projectId, query))
      return { exportId: parts.exports.add(document), fileName: document.fileName }
    },
  }
}

function startCheck(project: OpenProject, checks: OpenChecks, parts: HostParts): Job {
  const { id, title } = project
  const reach = parts.reaches.find(ownId(id))
  const key = JSON.stringify([project.request, project.django?.choice, reach])
  const what = { kind: 'check', projectId: id, title: `References of ${title}`, key } as const
  return parts.jobs.start(what, async (context) => {
    const { preview, revision } = await finishedPreview(project, parts, context)
    const { checkReferences } = await import('../check/check-references.ts')
    const sources = {
      preview,
      templateFolders: await foldersOf(project, reach.templates, parts),
      also: alsoOf(project, reach.also),
      ...(await pythonOf(project, parts, context)),
      accepted: checks.acceptedOf(id).all,
    }
    const check = await checkReferences(sources, { ...context, facts: parts.facts.open() })
    if (!context.signal.aborted) checks.finish({ projectId: id, revision, check })
  })
}

/** Of folders only what lies within them: nothing beside a granted folder is read. */
async function foldersOf(
  project: OpenProject,
  added: readonly string[],
  parts: HostParts,
): Promise<readonly TemplateFolder[] | null> {
  return withAddedFolders(await knownFoldersOf(project, parts), added)
}

async function knownFoldersOf(
  project: OpenProject,
  { sampleFolder }: HostParts,
): Promise<readonly TemplateFolder[] | null> {
  if (project.kind === 'sample') return djangoFolders((await readSample(sampleFolder)).templates)
  const card = cardOf(project)
  return card === null ? usualTemplateFolders(project.request.sources, false) : templateFoldersOf(card)
}

/** Other files are looked for in the project's folder, or in its sources: nothing beside a granted folder is read. */
function alsoOf({ django, request }: OpenProject, patterns: readonly string[]): readonly AlsoRead[] {
  if (patterns.length === 0) return []
  const folders = django === null ? request.sources.map(({ path }) => path) : [django.choice.project]
  return folders.map((folder) => ({ folder, patterns }))
}

/** A what-if reads what its project does. */
function ownId(projectId: string): string {
  return parseWhatIfId(projectId)?.projectId ?? projectId
}

/** The user gave these folders, maybe to an engine before this one. Those that are not there now are left out. */
async function describeReach(projectId: string, { reaches, grants }: HostParts): Promise<CheckReach> {
  const { also, templates } = reaches.find(ownId(projectId))
  const granted = await Promise.all(templates.map(async (path) => grants.grant(path).catch(() => null)))
  return {
    also: [...also],
    templates: granted.flatMap((grant) => (grant === null ? [] : [{ id: grant.id, display: grant.display }])),
  }
}

/** Python files, forms and admin classes are asked only with the project's own interpreter, which its user has allowed to run. */
async function pythonOf(
  project: OpenProject,
  { consents }: HostParts,
  { signal, report }: JobContext,
): Promise<Pick<CheckSources, 'python' | 'rendered' | 'remarks'>> {
  if (project.django === null) return { python: new Map<string, never>() }
  const { choice } = project.django
  consents.require(choice.project, choice.python)
  const [{ readProjectNames }, { planReading }] = await Promise.all([
    import('../check/read-media.ts'),
    import('../projects/read-project.ts'),
  ])
  report({ step: 'Asking forms and admin classes', done: 0, total: 0 })
  const card = cardOf(project)
  const { order } = planReading(readerChoice(choice))
  const { references, ...told } = await readProjectNames(order, card === null ? [] : appFoldersOf(card), signal)
  return { python: references, ...told }
}

function pagesOf(checks: OpenChecks, projectId: string): readonly CheckedPage[] {
  return checks.get(projectId).check.templates?.pages ?? []
}

function summarisePage(page: CheckedPage): PageSummary {
  const names = new Set(page.references.flatMap(({ url }) => url ?? []))
  return {
    template: page.template,
    names: names.size,
    missing: new Set(missingNames(page).map(({ url }: CheckedReference) => url)).size,
    dynamic:
      page.references.filter(({ url, rest }) => url === null || rest?.isKnown === false).length + page.unknown.length,
  }
}

async function changeAccepted(
  projectId: string,
  checks: OpenChecks,
  change: (all: readonly AcceptedFinding[]) => readonly AcceptedFinding[],
): Promise<CheckSummary> {
  await checks.inTurn(async () => {
    const { path, all } = checks.acceptedOf(projectId)
    // Somebody else may have changed the file meanwhile.
    const changed = change(path === null ? all : await readAccepted(path))
    if (path !== null) await writeAccepted(path, changed)
    checks.keepAccepted(projectId, { path, all: changed })
  })
  return renewed(projectId, checks)
}

/** The check with the accepted findings as they are now. */
async function renewed(projectId: string, checks: OpenChecks): Promise<CheckSummary> {
  const open = checks.get(projectId)
  const plain = open.check.findings.map(
    ({ finding: { id: _, accepted: __, expired: ___, ...finding }, reference }) => ({
      ...finding,
      reference,
    }),
  )
  const today = new Date().toISOString().slice(0, 10)
  const slices = new TimeSlices(null)
  const { findings, outcome } = await applyAccepted(plain, checks.acceptedOf(projectId).all, today, slices)
  // Another check, or another list, may have come meanwhile.
  if (checks.get(projectId).check !== open.check) return renewed(projectId, checks)
  const renewedCheck = { ...open, check: { ...open.check, findings, accepted: outcome } }
  checks.finish(renewedCheck)
  return checkSummary(renewedCheck)
}
