import { lstatSync } from 'node:fs'
import { encodeFileName } from '../core/python/file-names.ts'
import { differences, type Difference } from '../tasks/vectors/differences.ts'
import { collectOnce } from '../tasks/vectors/engine.ts'
import { openDisk } from '../tasks/vectors/open-disk.ts'
import type { Json } from '../tasks/vectors/ordered-json.ts'
import { readTree, treeJson, type Tree } from '../tasks/vectors/tree.ts'
import type { World } from '../tasks/vectors/world.ts'
import { realTexts } from './compare-with-django.ts'
import { treeInput, type GeneratedProject, type GeneratedStep } from './generate-projects.ts'
import { PLAIN_REQUEST, type RealDjango } from './real-django.ts'

/**
 * Where the engine and real Django differ on a project: after each run the whole STATIC_ROOT, what was kept in it, the
 * sources, and all that was printed. Each run starts from what real Django left.
 */
export async function compareProject(real: RealDjango, world: World, project: GeneratedProject): Promise<Difference[]> {
  world.empty()
  for (const folder of ['src', 'src2', 'out', 'apps/one', 'apps/two'])
    world.lay('', new Map([[folder, new Map([['dir', true]])]]))
  world.lay('', treeInput(project.files))
  world.lay('out', treeInput(project.staticRoot))
  for (const [index, step] of project.steps.entries()) {
    if (index > 0 && !layChange(world, step)) return []
    const ours = runEngine(real, world, project, step)
    const theirs = await runReal(real, world, project, step)
    const found = differences(theirs, ours, `step ${index + 1}`)
    if (found.length > 0) return found
  }
  return []
}

/** False when a change cannot be made because a run has put a folder in its place. */
function layChange(world: World, step: GeneratedStep): boolean {
  try {
    world.lay('src', treeInput(step.sources))
    return true
  } catch {
    return false
  }
}

function runEngine(real: RealDjango, world: World, project: GeneratedProject, step: GeneratedStep): Json {
  const disk = openDisk()
  const before = readTree(disk, world, `${world.root}/out`)
  const outcome = collectOnce(disk, world, {
    version: real.version,
    python: real.python,
    storage: project.storage,
    keepOnlyHashed: project.keepOnlyHashed,
    staticUrl: '/static/',
    jsModules: true,
    dirs: project.dirs.map(({ path, prefix }) => {
      return { path: `${world.root}/${path}`, prefix: prefix === '' ? null : prefix, list: false }
    }),
    apps: project.apps.map((label) => ({ label, path: `${world.root}/apps/${label}` })),
    clear: step.clear,
    link: step.link,
    dryRun: step.dryRun,
    postProcess: step.postProcess,
    ignore: step.ignore,
    useDefaultIgnore: step.defaultIgnore,
    verbosity: step.verbosity,
  })
  const after = readTree(disk, world, `${world.root}/out`)
  const kept = [...before.keys()].filter((name) => {
    const entry = after.get(name)
    return entry !== undefined && entry.kind !== 'dir' && !entry.written
  })
  return resultJson(project, outcome, after, kept, readTree(disk, world, `${world.root}/src`))
}

async function runReal(real: RealDjango, world: World, project: GeneratedProject, step: GeneratedStep): Promise<Json> {
  const before = stampsOf(world, readTree(openDisk(), world, `${world.root}/out`))
  const outcome = await real.collect({
    ...PLAIN_REQUEST,
    sources: project.dirs.map(({ path, prefix }) => [prefix, `${world.root}/${path}`]),
    apps: project.apps.map((label) => [label, `${world.root}/apps/${label}`]),
    output: `${world.root}/out`,
    storage: project.storage === 'static' ? 'plain' : project.storage,
    keepOnlyHashed: project.keepOnlyHashed,
    jsModules: true,
    clear: step.clear,
    link: step.link,
    dryRun: step.dryRun,
    postProcess: step.postProcess,
    ignore: step.ignore,
    defaultIgnore: step.defaultIgnore,
    verbosity: step.verbosity,
    patience: 3,
  })
  const tree = readTree(openDisk(), world, `${world.root}/out`)
  const now = stampsOf(world, tree)
  const kept = [...before].filter(([name, stamp]) => now.get(name) === stamp).map(([name]) => name)
  return resultJson(project, realTexts(outcome, world), tree, kept, readTree(openDisk(), world, `${world.root}/src`))
}

/** What changes when a file is written again or made anew. */
function stampsOf(world: World, tree: Tree): Map<string, string> {
  const names = [...tree].flatMap(([name, entry]) => (entry.kind === 'dir' ? [] : [name]))
  return new Map(
    names.map((name) => {
      const stat = lstatSync(encodeFileName(`${world.root}/out/${name}`), { bigint: true })
      return [name, `${stat.ino}/${stat.mtimeNs}/${stat.ctimeNs}`]
    }),
  )
}

function resultJson(
  project: GeneratedProject,
  outcome: { error: Json; stdout: string; stderr: string },
  tree: Tree,
  kept: readonly string[],
  sources: Tree,
): Json {
  // Where WhiteNoise fails half-way, the order of a Python set and of threads decides what it has done by then.
  if (project.storage.startsWith('whitenoise') && outcome.error !== null) return 'failed'
  return new Map<string, Json>([
    ['error', outcome.error],
    // WhiteNoise compresses a Python set in several threads: the order of its lines means nothing.
    ['stdout', project.storage.startsWith('whitenoise') ? outcome.stdout.split('\n').toSorted() : outcome.stdout],
    ['stderr', outcome.stderr],
    ['tree', treeJson(tree)],
    ['kept', kept.toSorted()],
    ['sources', treeJson(sources)],
  ])
}
