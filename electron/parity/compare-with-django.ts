import { rmSync } from 'node:fs'
import { rewriteResult } from '../tasks/vectors/check-rewrite.ts'
import { differences, type Difference } from '../tasks/vectors/differences.ts'
import { collectOnce } from '../tasks/vectors/engine.ts'
import { openDisk } from '../tasks/vectors/open-disk.ts'
import type { Json, JsonObject } from '../tasks/vectors/ordered-json.ts'
import { readTree, treeJson } from '../tasks/vectors/tree.ts'
import type { World } from '../tasks/vectors/world.ts'
import type { GeneratedCase } from './generate-files.ts'
import { errorsJson, PLAIN_REQUEST, type RealDjango, type RealOutcome } from './real-django.ts'

/** Runs the real command over `<root>/src` into `<root>/out`. */
export function collectForReal(
  real: RealDjango,
  world: World,
  input: GeneratedCase,
  tolerant: boolean,
): Promise<RealOutcome> {
  return real.collect({
    ...PLAIN_REQUEST,
    sources: [['', `${world.root}/src`]],
    output: `${world.root}/out`,
    staticUrl: input.staticUrl,
    jsModules: input.jsModules,
    tolerant,
  })
}

/** What real Django makes of the files in `<root>/src`, in the form of `rewrite.json`; its output is removed again. */
export async function realResult(
  real: RealDjango,
  world: World,
  input: GeneratedCase,
  tolerant: boolean,
): Promise<Json> {
  const outcome = await collectForReal(real, world, input, tolerant)
  const tree = readTree(openDisk(), world, `${world.root}/out`)
  rmSync(`${world.root}/out`, { recursive: true, force: true })
  return wholeResult(realTexts(outcome, world), filesJson(input), tree, tolerant ? errorsJson(outcome) : null, world)
}

/** What the engine makes of the same files; nothing is written. */
export function engineResult(real: RealDjango, world: World, input: GeneratedCase, tolerant: boolean): Json {
  const disk = openDisk()
  const outcome = collectOnce(disk, world, {
    version: real.version,
    python: real.python,
    storage: 'manifest',
    staticUrl: input.staticUrl,
    jsModules: input.jsModules,
    dirs: [{ path: `${world.root}/src`, prefix: null, list: false }],
    tolerant,
  })
  const tree = readTree(disk, world, `${world.root}/out`)
  return wholeResult(outcome, filesJson(input), tree, tolerant ? outcome.errors : null, world)
}

/** Where the engine and real Django differ on one case, strict and tolerant. */
export async function compareWithDjango(real: RealDjango, world: World, input: GeneratedCase): Promise<Difference[]> {
  world.empty()
  world.lay('src', filesJson(input))
  const found: Difference[] = []
  for (const tolerant of [false, true]) {
    const ours = engineResult(real, world, input, tolerant)
    const theirs = await realResult(real, world, input, tolerant)
    found.push(...differences(theirs, ours, tolerant ? 'tolerant' : 'strict'))
  }
  return found
}

/** The files of a case as a vector file holds them. */
export function filesJson(input: GeneratedCase): JsonObject {
  return new Map(Object.entries(input.files))
}

function wholeResult(
  outcome: { error: Json; stdout: string; stderr: string },
  files: JsonObject,
  tree: ReturnType<typeof readTree>,
  errors: Json,
  world: World,
): Json {
  const result = new Map([...(rewriteResult(outcome, files, tree) as JsonObject)])
  result.set('tree', treeJson(tree))
  if (errors !== null) result.set('errors', hideErrors(errors as readonly JsonObject[], world))
  return result
}

function hideErrors(errors: readonly JsonObject[], world: World): Json {
  return errors.map(
    (error) => new Map([...error].map(([key, value]) => [key, typeof value === 'string' ? world.hide(value) : value])),
  )
}

/** The texts of a real run, with `<root>` for the folder that holds everything. */
export function realTexts(outcome: RealOutcome, world: World): { error: Json; stdout: string; stderr: string } {
  const { error } = outcome
  return {
    error:
      error === null
        ? null
        : new Map<string, Json>([
            ['type', error.type],
            ['message', world.hide(error.message)],
          ]),
    stdout: world.hide(outcome.stdout),
    stderr: world.hide(outcome.stderr),
  }
}
