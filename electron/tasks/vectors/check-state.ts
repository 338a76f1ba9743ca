import { collectOnce, type CollectOptionsOfCase } from './engine.ts'
import { openDisk } from './open-disk.ts'
import type { VirtualDisk } from '../../core/files/virtual-disk.ts'
import type { Json, JsonObject } from './ordered-json.ts'
import { readFlag, readList, readMembers, readNumber, readObject, readText, readTexts } from './read-json.ts'
import { manifestJson, readTree, treeJson, writeTreeBack, type Tree, type TreeEntry } from './tree.ts'
import type { CaseRun } from './vector-file.ts'
import type { World } from './world.ts'

/** One case of `state.json` with one version: runs over what already lies in STATIC_ROOT, one after the other. */
export function checkState({ entry, version, python, world }: CaseRun): Json {
  world.empty()
  world.lay('', new Map([['src', new Map([['dir', true]])]]))
  world.lay('src', readMembers(entry, 'sources'))
  world.lay('out', readMembers(entry, 'staticRoot'))
  world.lay('', readMembers(entry, 'outside'))
  return readList(entry.get('steps'), 'steps').map((value) => {
    const step = readObject(value, 'A step')
    const change = readMembers(step, 'change')
    world.lay('src', readMembers(change, 'sources'))
    world.lay('out', readMembers(change, 'staticRoot'))
    const settings = readMembers(step, 'settings')
    const disk = openDisk()
    const before = {
      sources: readTree(disk, world, `${world.root}/src`),
      out: readTree(disk, world, `${world.root}/out`),
    }
    const outcome = collectOnce(disk, world, {
      version,
      python,
      storage: readText(settings, 'storage', readText(entry, 'storage', 'manifest')),
      staticUrl: readText(settings, 'staticUrl', readText(entry, 'staticUrl', '/static/')),
      jsModules: readFlag(settings, 'jsModules', readFlag(entry, 'jsModules', false)),
      dirs: [{ path: `${world.root}/src`, prefix: null, list: false }],
      ...stepOptions(readMembers(step, 'options')),
    })
    return stepResult(disk, world, before, outcome)
  })
}

function stepOptions(options: JsonObject): CollectOptionsOfCase {
  return {
    clear: readFlag(options, 'clear', false),
    link: readFlag(options, 'link', false),
    dryRun: readFlag(options, 'dryRun', false),
    postProcess: !readFlag(options, 'noPostProcess', false),
    ignore: readTexts(options, 'ignore'),
    useDefaultIgnore: !readFlag(options, 'noDefaultIgnore', false),
    verbosity: readNumber(options, 'verbosity', 1),
  }
}

function stepResult(
  disk: VirtualDisk,
  world: World,
  before: { sources: Tree; out: Tree },
  outcome: { stdout: string; stderr: string; error: Json },
): Json {
  const sources = readTree(disk, world, `${world.root}/src`)
  const out = readTree(disk, world, `${world.root}/out`)
  const result = new Map<string, Json>([['tree', treeJson(out)]])
  const kept = [...before.out].filter(([name, old]) => isFile(old) && isKept(old, out.get(name)))
  if (kept.length > 0) result.set('kept', kept.map(([name]) => name).toSorted())
  if ([...before.sources].some(([name, old]) => !isKept(old, sources.get(name)))) {
    result.set('sourcesAfter', treeJson(sources))
  }
  const manifest = manifestJson(out)
  if (manifest !== null) result.set('manifest', manifest)
  if (outcome.stdout !== '') result.set('stdout', outcome.stdout)
  if (outcome.stderr !== '') result.set('stderr', outcome.stderr)
  if (outcome.error !== null) result.set('error', outcome.error)
  writeTreeBack(world, 'src', before.sources, sources)
  writeTreeBack(world, 'out', before.out, out)
  return result
}

/** True if a run neither deleted an entry nor wrote it again. */
function isKept(old: TreeEntry, now: TreeEntry | undefined): boolean {
  return now !== undefined && !now.written && now.kind === old.kind
}

/** Recordings count links among the files that were kept, but not those that lead to a folder. */
function isFile(entry: TreeEntry): boolean {
  return entry.kind === 'file' || (entry.kind === 'link' && !entry.toFolder)
}
