import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { collectToFolder } from '../../core/collect/collect-to-folder.ts'
import type { Preview, PreviewRequest } from '../../core/collect/preview-result.ts'
import { previewStatic } from '../../core/collect/preview-static.ts'
import { projectRequest } from '../../core/projects/project-request.ts'
import { planReading, readProject } from '../../core/projects/read-project.ts'
import { treeOnDisk } from '../tree-on-disk.ts'
import type { SetUp } from './set-up.ts'

/** What `record_collectstatic.py` prints. */
type Recorded = {
  readonly django: string
  readonly winners: readonly (readonly [name: string, source: string])[]
  readonly shadowed: readonly (readonly [name: string, source: string])[]
  readonly names: Readonly<Record<string, readonly [hashed: string | null, url: string | null]>>
  readonly error: { readonly type: string; readonly message: string } | null
}

/** How the preview of a real project stands beside its real `collectstatic`. */
export type Compared = {
  readonly django: string
  readonly winners: number
  readonly shadowed: number
  /** Entries of the two trees that were held against each other byte for byte. */
  readonly entries: number
  readonly error: string | null
  /** What cannot be followed, in the preview's own words. */
  readonly doubts: readonly string[]
  readonly differences: readonly string[]
}

const RECORDER = join(import.meta.dirname, 'record_collectstatic.py')
const work = { signal: new AbortController().signal, report: () => undefined, facts: null }
/** Differences told of one kind; more are not read. */
const MOST = 5

/**
 * Lays a project, previews and collects it from its own settings, then runs its real command and compares: winners in
 * order, shadowed files, hashed names, URLs, the manifest's bytes, the first error, and the whole tree.
 * @param home an empty folder
 */
export async function compareRealProject(setUp: SetUp, python: string, home: string): Promise<Compared> {
  const project = layProject(setUp, home)
  const plan = planReading({
    project,
    settingsModule: setUp.settingsModule ?? null,
    python,
    environment: setUp.environment ?? {},
    timeLimitMs: 60_000,
  })
  const facts = await readProject(plan, work.signal)
  const request = projectRequest(facts, { settings: {}, staticRoot: null, hasOutput: false })
  const preview = await previewStatic(request, work)
  const ours = join(home, 'ours')
  const collected = await collectOrNull(request, ours)
  const theirs = runReal(setUp, python, plan.order.folder)
  const root = join(plan.order.folder, 'collected')
  const differences = [
    ...differingWinners(preview, theirs),
    ...differingErrors(preview, theirs),
    ...(theirs.error === null ? [...differingNames(preview, theirs), ...differingManifest(preview, root)] : []),
  ]
  const trees =
    theirs.error === null ? compareTrees(collected === null ? null : ours, root) : { entries: 0, differences: [] }
  return {
    django: theirs.django,
    winners: theirs.winners.length,
    shadowed: theirs.shadowed.length,
    entries: trees.entries,
    error: theirs.error === null ? null : theirs.error.type,
    doubts: (request.project?.notEmulated ?? []).map(({ severity, sentence }) => `${severity}: ${sentence}`),
    differences: [...differences, ...trees.differences],
  }
}

/** Writes the files of a set-up; the folder of the project is below `home`. */
export function layProject({ files }: SetUp, home: string): string {
  const project = join(home, 'project')
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true })
    writeFileSync(join(project, path), text)
  }
  return project
}

async function collectOrNull(request: PreviewRequest, folder: string): Promise<Preview | null> {
  try {
    return await collectToFolder(request, folder, { keepGoing: false }, work)
  } catch (error) {
    if (error instanceof InspectorError && error.code === 'would-fail') return null
    throw error
  }
}

function runReal({ environment, settingsModule }: SetUp, python: string, folder: string): Recorded {
  rmSync(join(folder, 'collected'), { recursive: true, force: true })
  const output = execFileSync(python, [RECORDER], {
    cwd: folder,
    env: {
      ...process.env,
      DJANGO_SETTINGS_MODULE: settingsModule ?? 'config.settings',
      ...environment,
      PYTHONDONTWRITEBYTECODE: '1',
      STATICSCOPE_REAL_RUN: '1',
    },
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return JSON.parse(output.toString('utf8')) as Recorded
}

function differingWinners(preview: Preview, theirs: Recorded): string[] {
  const found = preview.files.map(({ name, source }) => `${name} ← ${source}`)
  const shadowed = preview.files.flatMap(({ name, shadowed: losers }) =>
    losers.map(({ source }) => `${name} ← ${source}`),
  )
  // Django stops at an error of copying; the preview goes on.
  const isCut = theirs.error !== null && theirs.winners.length < found.length
  return [
    ...listDifferences('winner', isCut ? found.slice(0, theirs.winners.length) : found, theirs.winners.map(pair)),
    ...(isCut ? [] : listDifferences('shadowed', shadowed.toSorted(), theirs.shadowed.map(pair).toSorted())),
  ]
}

function pair([name, source]: readonly [string, string]): string {
  return `${name} ← ${source}`
}

function differingErrors({ firstError }: Preview, { error }: Recorded): string[] {
  const ours = firstError === null ? null : `${firstError.type}: ${firstError.message}`
  const theirs = error === null ? null : `${error.type}: ${error.message}`
  return ours === theirs ? [] : [`first error: ${ours} instead of ${theirs}`]
}

function differingNames(preview: Preview, { names }: Recorded): string[] {
  const ours = preview.files.map(({ name, hashedName, url }) => `${name} ${hashedName} ${url}`)
  const theirs = Object.entries(names).map(([name, [hashed, url]]) => `${name} ${hashed} ${url}`)
  return listDifferences('name', ours.toSorted(), theirs.toSorted())
}

function differingManifest({ manifest }: Preview, root: string): string[] {
  if (manifest === null) return []
  const file = manifest.name.startsWith('/') ? manifest.name : join(root, manifest.name)
  if (!existsSync(file)) return [`manifest: there is none at ${file}`]
  return Buffer.compare(readFileSync(file), manifest.bytes) === 0 ? [] : [`manifest: ${manifest.name} has other bytes`]
}

function compareTrees(ours: string | null, theirs: string): Pick<Compared, 'entries' | 'differences'> {
  const expected = existsSync(theirs) ? treeOnDisk(theirs) : []
  const found = ours !== null && existsSync(ours) ? treeOnDisk(ours) : []
  return { entries: expected.length, differences: listDifferences('tree', found.toSorted(), expected.toSorted()) }
}

function listDifferences(what: string, ours: readonly string[], theirs: readonly string[]): string[] {
  const [a, b] = [new Set(ours), new Set(theirs)]
  const more = ours.filter((line) => !b.has(line)).map((line) => `${what} too many: ${line}`)
  const less = theirs.filter((line) => !a.has(line)).map((line) => `${what} missing: ${line}`)
  if (more.length + less.length > 0) {
    const all = [...more.slice(0, MOST), ...less.slice(0, MOST)]
    return [...all, `${what}: ${more.length} too many, ${less.length} missing`]
  }
  return ours.every((line, at) => line === theirs[at]) ? [] : [`${what}: another order`]
}
