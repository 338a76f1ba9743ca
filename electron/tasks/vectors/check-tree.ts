import { readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { encodeFileName } from '../../core/python/file-names.ts'
import { collectOnce, type CollectOutcome } from './engine.ts'
import { openDisk } from './open-disk.ts'
import { compare, type VectorOutcome } from './compare.ts'
import { fetchPackage } from './fetch-package.ts'
import type { Json, JsonObject } from './ordered-json.ts'
import { readFlag, readList, readMembers, readObject, readText } from './read-json.ts'
import { digestTree, manifestJson, md5, readTree } from './tree.ts'
import { World } from './world.ts'

/**
 * Runs a file of `trees/`: one whole package, collected by the strict rules and by the tolerant ones.
 * Each run of a version counts twice, strict and tolerant. Skipped, in words, when the package cannot be had.
 */
export function checkTree(file: JsonObject, path: string, print: (text: string) => void): VectorOutcome {
  const origin = readMembers(file, 'package')
  let folder: string
  try {
    folder = fetchPackage({
      registry: readText(origin, 'registry'),
      name: readText(origin, 'name'),
      version: readText(origin, 'version'),
      folder: readText(origin, 'folder'),
    })
  } catch (error) {
    return { passed: 0, failed: 0, skipped: error instanceof Error ? error.message : String(error) }
  }
  const world = new World()
  try {
    symlinkSync(folder, join(world.root, 'src'))
    return checkRuns(file, path, world, print)
  } finally {
    world.remove()
  }
}

function checkRuns(file: JsonObject, path: string, world: World, print: (text: string) => void): VectorOutcome {
  let passed = 0
  let failed = 0
  const check = (title: string, expected: Json, run: () => Json): void => {
    const lines = compare(expected, run)
    if (lines === null) passed += 1
    else {
      failed += 1
      print(`${readText(file, 'name')}  ${title}\n${lines}`)
    }
  }
  check('source files', file.get('source') ?? null, () => sourceDigest(file, world))
  for (const value of readList(file.get('results'), 'results')) {
    const group = readObject(value, 'A result')
    const strict = withLines(readObject(group.get('strict'), 'strict'), path)
    const tolerant = readObject(group.get('tolerant'), 'tolerant')
    for (const runValue of readList(group.get('runs'), 'runs')) {
      const run = readObject(runValue, 'A run')
      const title = `Django ${readText(run, 'version')}${readFlag(run, 'jsModules', false) ? ' with JS modules' : ''}`
      check(`${title}, strict`, strict, () => collectTree(file, run, world, false))
      check(`${title}, tolerant`, expectedTolerant(strict, tolerant, path), () => collectTree(file, run, world, true))
    }
  }
  return { passed, failed, skipped: null }
}

function sourceDigest(file: JsonObject, world: World): Json {
  const tree = readTree(openDisk(), world, `${world.root}/src`)
  const digests = readMembers(file, 'sourceFiles')
  for (const [name, digest] of digests) {
    const entry = tree.get(name)
    if (entry?.kind !== 'file' || md5(entry.bytes) !== digest) throw new Error(`${name} is not the recorded file`)
  }
  return digestTree(tree)
}

function expectedTolerant(strict: JsonObject, tolerant: JsonObject, path: string): JsonObject {
  const errors: Json = tolerant.get('errors') ?? null
  if (tolerant.get('sameAsStrict') === true) return new Map([...strict, ['errors', errors]])
  return new Map([...withLines(tolerant, path)].filter(([key]) => key !== 'sameAsStrict'))
}

/** The same result with the lines of its gzip file in the place of the file's name. */
function withLines(result: JsonObject, path: string): JsonObject {
  const name = result.get('manifestLines')
  if (typeof name !== 'string') return result
  const text = gunzipSync(readFileSync(join(dirname(path), name))).toString('utf8')
  return new Map([...result, ['manifestLines', text.split('\n').filter((line) => line !== '')]])
}

function collectTree(file: JsonObject, run: JsonObject, world: World, tolerant: boolean): Json {
  const prefix = readText(file, 'prefix', '')
  const disk = openDisk()
  const outcome = collectOnce(disk, world, {
    version: readText(run, 'version'),
    python: readText(run, 'python'),
    storage: 'manifest',
    staticUrl: readText(file, 'staticUrl', '/static/'),
    jsModules: readFlag(run, 'jsModules', false),
    dirs: [{ path: `${world.root}/src`, prefix: prefix === '' ? null : prefix, list: false }],
    tolerant,
  })
  const result = new Map<string, Json>()
  if (outcome.error === null) describeSuccess(result, outcome, readTree(disk, world, `${world.root}/out`))
  else {
    result.set('error', outcome.error)
    if (outcome.stderr !== '') result.set('stderr', outcome.stderr)
  }
  if (tolerant) result.set('errors', outcome.errors)
  return result
}

function describeSuccess(result: Map<string, Json>, outcome: CollectOutcome, tree: ReturnType<typeof readTree>): void {
  result.set('summary', outcome.stdout.trim())
  const manifest = manifestJson(tree)
  const paths = manifest?.get('paths') as ReadonlyMap<string, string> | undefined
  if (manifest !== null && paths !== undefined) {
    const { md5: digest, version, hash } = Object.fromEntries(manifest)
    const facts = new Map<string, Json>([['entries', paths.size]])
    for (const [key, value] of Object.entries({ md5: digest, version, hash }))
      if (value !== undefined) facts.set(key, value)
    result.set('manifest', facts)
    const sorted = [...paths].toSorted(([a], [b]) => Buffer.compare(encodeFileName(a), encodeFileName(b)))
    result.set(
      'manifestLines',
      sorted.map(([name, hashed]) => `${name}\t${hashed}`),
    )
  }
  result.set('tree', digestTree(tree))
}
