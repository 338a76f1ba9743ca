import { collectOnce } from './engine.ts'
import { openDisk } from './open-disk.ts'
import type { Json, JsonObject } from './ordered-json.ts'
import { readFlag, readMembers, readText } from './read-json.ts'
import { manifestJson, readTree, type Tree } from './tree.ts'
import type { CaseRun } from './vector-file.ts'
import { contentJson } from './world.ts'

/** One case of `rewrite.json` with one version: some files, collected with the manifest storage into an empty folder. */
export function checkRewrite({ entry, version, python, world, isFirst }: CaseRun): Json {
  const files = readMembers(entry, 'files')
  if (isFirst) {
    world.lay('', new Map([['src', new Map([['dir', true]])]]))
    world.lay('src', files)
  }
  const disk = openDisk()
  const outcome = collectOnce(disk, world, {
    version,
    python,
    storage: 'manifest',
    staticUrl: readText(entry, 'staticUrl', '/static/'),
    jsModules: readFlag(entry, 'jsModules', false),
    dirs: [{ path: `${world.root}/src`, prefix: null, list: false }],
    useDefaultIgnore: !readFlag(entry, 'noDefaultIgnore', false),
  })
  return rewriteResult(outcome, files, readTree(disk, world, `${world.root}/out`))
}

/** What a run left behind, in the form of `rewrite.json`. `files` are the sources, `tree` is STATIC_ROOT afterwards. */
export function rewriteResult(outcome: RunTexts, files: JsonObject, tree: Tree): Json {
  return outcome.error === null ? success(outcome, files, tree) : failure(outcome)
}

/** The part of an outcome that the result is made of. */
export type RunTexts = { readonly error: Json; readonly stdout: string; readonly stderr: string }

function failure(outcome: RunTexts): Json {
  const result = new Map<string, Json>([['error', outcome.error]])
  if (outcome.stderr !== '') result.set('stderr', outcome.stderr)
  return result
}

function success(outcome: RunTexts, files: JsonObject, tree: Tree): Json {
  const manifest = manifestJson(tree)
  const paths = new Map([...((manifest?.get('paths') as JsonObject | undefined) ?? [])] as [string, string][])
  const result = new Map<string, Json>()
  if (manifest !== null) result.set('manifest', manifest)
  const outputs = new Map<string, Json>()
  for (const name of files.keys()) {
    const hashed = paths.get(name)
    if (hashed === undefined || !/\.(?:css|js)$/.test(name)) continue
    const output = tree.get(hashed)
    if (output?.kind === 'file') outputs.set(hashed, contentJson(output.bytes))
  }
  result.set('outputs', outputs)
  result.set('summary', outcome.stdout.trim())
  const known = new Set([...files.keys(), ...paths.values(), 'staticfiles.json'])
  const extra = [...tree.keys()].filter((name) => !known.has(name)).toSorted()
  if (extra.length > 0) result.set('extra', extra)
  const missing = [...new Set(paths.values())].filter((name) => !tree.has(name)).toSorted()
  if (missing.length > 0) result.set('missing', missing)
  return result
}
