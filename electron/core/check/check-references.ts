import type { RenderedNames } from '../../../shared/analysis/pages-of.ts'
import type { AcceptedFinding, CheckedReference } from '../../../shared/model/check.ts'
import type { Unreadable } from '../../../shared/model/reference.ts'
import { effectiveStaticUrl } from '../collect/collect-settings.ts'
import { textOf } from '../collect/describe-file.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import type { Preview } from '../collect/preview-result.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { applyAccepted } from './apply-accepted.ts'
import { bothReadings } from './both-readings.ts'
import type { Check, UnacceptedFinding } from './check-result.ts'
import { checkTemplates, namesJudge } from './check-templates.ts'
import { findUnused } from './find-unused.ts'
import { browserFindings } from './findings/browser-findings.ts'
import { cycleFindings } from './findings/cycle-findings.ts'
import { fileFindings } from './findings/file-findings.ts'
import { findingMaker } from './findings/finding-of.ts'
import { moduleFindings } from './findings/module-findings.ts'
import { previewFindings } from './findings/preview-findings.ts'
import { nameFinding, templateFindings } from './findings/template-findings.ts'
import { NOTHING_READ } from '../references/pack-reading.ts'
import { type AlsoRead, readAlso } from './read-also.ts'
import { readFiles, type Readings } from './read-files.ts'
import { type FoundTemplate, readTemplates, type TemplateFolder } from './read-templates.ts'
import type { PythonReferences } from './read-python.ts'
import { isRepaired, repairedReading } from './repaired-reading.ts'
import { indexUsers } from './reference-users.ts'
import { type ServedNames, servedNames } from './served-names.ts'
import { sortFindings } from './sort-findings.ts'

/** What a check looks at besides the preview. */
export type CheckSources = {
  readonly preview: Preview
  /** Folders of templates in the order of the loaders; null where none are known. */
  readonly templateFolders: readonly TemplateFolder[] | null
  /** Templates that are known without reading them, instead of folders. */
  readonly templates?: ReadonlyMap<string, FoundTemplate> | null
  /** What Python files ask for. */
  readonly python: PythonReferences
  /** Templates that Python is known to render, so that they are pages even if others extend them; not set: none. */
  readonly rendered?: RenderedNames
  /** Other files that are read for addresses; not set: none. */
  readonly also?: readonly AlsoRead[]
  /** What could not be told of the project, in sentences; each becomes a note. */
  readonly remarks?: readonly string[]
  readonly accepted: readonly AcceptedFinding[]
}

const NO_ENTRIES: ReadonlyMap<string, readonly CheckedReference[]> = new Map()

/**
 * Everything that asks for a static file, and whether it gets it: reads each collected file as a browser does, lays
 * Django's reading beside it, looks the names of templates and Python up as production does, and finds what breaks or
 * goes stale. Nothing is written, and nothing of a project runs.
 * @throws InspectorError cancelled
 */
export async function checkReferences(sources: CheckSources, work: WorkContext): Promise<Check> {
  const startedAt = performance.now()
  const { preview } = sources
  const slices = new TimeSlices(work.signal)
  const served = await servedNames(preview, slices)
  const readings = await readFiles(preview, work)
  const files = await judgeFiles(preview, readings, served, slices)
  const staticUrl = effectiveStaticUrl(preview.evidence.settings)
  const texts =
    sources.templates ??
    (sources.templateFolders === null ? null : await readTemplates(sources.templateFolders, staticUrl, slices))
  const templates = texts === null ? null : await checkTemplates(texts, preview, served, sources.rendered)
  const python = await judgePython(sources.python, preview, served)
  const also = await judgeAlso(sources.also ?? [], preview, served, slices)
  await slices.rest()
  const users = indexUsers(chained(files, templates?.references ?? NO_ENTRIES, python, also))
  await slices.rest()
  const hasDynamic = [...chained(templates?.references ?? NO_ENTRIES, python)].flat().some(({ url }) => url === null)
  await slices.rest()
  const unused = findUnused(preview, users, templates !== null, hasDynamic)
  const unreadable = new Map<string, Unreadable>()
  for (const [name, reading] of readings) if (reading.unreadable !== null) unreadable.set(name, reading.unreadable)

  await slices.rest()
  const maker = findingMaker(preview)
  const ofPreview = previewFindings(preview, files, served, maker)
  const told = new Set(ofPreview.map(({ file, line, reference }) => `${file}\0${line}\0${reference?.offset ?? ''}`))
  /** Lists, since a call does not take as many arguments as there may be findings. */
  const found = [ofPreview]
  for (const references of files.values()) {
    if (slices.isOver) await slices.rest()
    // What the preview tells of a place is more exact.
    const ofFile = browserFindings(references, preview, served, maker).filter(
      (finding) => !told.has(`${finding.file}\0${finding.line}\0${finding.reference?.offset ?? ''}`),
    )
    if (ofFile.length > 0) found.push(ofFile)
  }
  const { run } = await preview.evidence.run()
  found.push(cycleFindings(preview, run.post?.references ?? new Map<string, never>(), maker))
  found.push(moduleFindings(users, maker))
  if (templates !== null) found.push(templateFindings(templates, preview, served, maker))
  const named = (kind: 'python' | 'other', asking: Iterable<readonly CheckedReference[]>): UnacceptedFinding[] =>
    [...asking].flat().flatMap((reference) => nameFinding(reference, kind, [], preview, served, maker) ?? [])
  found.push(named('python', python.values()), named('other', also.values()))
  await slices.rest()
  found.push(fileFindings(preview, unused, unreadable, maker))
  found.push((sources.remarks ?? []).map((remark) => maker.atFile('template-name-dynamic', 'note', '', remark)))
  const today = new Date().toISOString().slice(0, 10)
  const sorted = await sortFindings(found.flat(), slices)
  const { findings, outcome } = await applyAccepted(sorted, sources.accepted, today, slices)
  const duration = performance.now() - startedAt
  const read = readings.size
  return {
    preview,
    served,
    files,
    unreadable,
    read,
    templates,
    python,
    also,
    users,
    unused,
    findings,
    accepted: outcome,
    duration,
  }
}

async function judgeFiles(
  preview: Preview,
  readings: Readings,
  served: ServedNames,
  slices: TimeSlices,
): Promise<ReadonlyMap<string, readonly CheckedReference[]>> {
  const { run } = await preview.evidence.run()
  const django = run.post?.references ?? new Map<string, never>()
  const staticUrl = effectiveStaticUrl(preview.evidence.settings)
  const files = new Map<string, readonly CheckedReference[]>()
  for (const { name } of preview.files) {
    if (slices.isOver) await slices.rest()
    const own = django.get(name) ?? []
    const source = own.some(isRepaired) ? textOf(preview, name) : null
    const repaired = source === null ? null : repairedReading(source, own)
    const reading = repaired ?? readings.get(name) ?? NOTHING_READ
    const checked = bothReadings(name, reading, own, staticUrl, served)
    if (checked.length > 0) files.set(name, checked)
  }
  return files
}

async function judgePython(
  python: PythonReferences,
  preview: Preview,
  served: ServedNames,
): Promise<ReadonlyMap<string, readonly CheckedReference[]>> {
  if (python.size === 0) return NO_ENTRIES
  const judge = await namesJudge(preview, served)
  return new Map([...python].map(([file, references]) => [file, references.map((found) => judge(file, found))]))
}

async function judgeAlso(
  also: readonly AlsoRead[],
  preview: Preview,
  served: ServedNames,
  slices: TimeSlices,
): Promise<ReadonlyMap<string, readonly CheckedReference[]>> {
  const judged = new Map<string, readonly CheckedReference[]>()
  if (also.length === 0) return judged
  const judge = await namesJudge(preview, served)
  const staticUrl = effectiveStaticUrl(preview.evidence.settings)
  for (const wanted of also)
    for (const [file, references] of await readAlso(wanted, staticUrl, slices))
      judged.set(
        file,
        references.map((found) => judge(file, found)),
      )
  return judged
}

function* chained(
  ...maps: readonly ReadonlyMap<string, readonly CheckedReference[]>[]
): Generator<readonly CheckedReference[]> {
  for (const map of maps) yield* map.values()
}
