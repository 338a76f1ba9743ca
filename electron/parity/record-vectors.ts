import fc from 'fast-check'
import { readFileSync, writeFileSync } from 'node:fs'
import { DJANGO_SERIES } from '../../shared/model/django-series.ts'
import { rewriteResult } from '../tasks/vectors/check-rewrite.ts'
import { openDisk } from '../tasks/vectors/open-disk.ts'
import { formatJson, type Json } from '../tasks/vectors/ordered-json.ts'
import { readTree } from '../tasks/vectors/tree.ts'
import { World } from '../tasks/vectors/world.ts'
import { filesJson, realTexts, collectForReal } from './compare-with-django.ts'
import { generatedCase, type GeneratedCase } from './generate-files.ts'
import { findPythonEnvironment } from './python-environment.ts'
import { RealDjango } from './real-django.ts'

type Input = GeneratedCase & { readonly id: string; readonly kind: string }

/**
 * Records what real Django makes of cases, in the form of `rewrite.json`:
 *
 *     node electron/parity/record-vectors.ts OUTPUT CASES.json…     cases that a parity test has found
 *     node electron/parity/record-vectors.ts OUTPUT --generate 40   generated ones, always the same
 *
 * Every series that has a Python here is recorded; the file says which.
 */
async function main([output, ...rest]: readonly string[]): Promise<void> {
  if (output === undefined || rest.length === 0)
    throw new Error('Usage: record-vectors.ts OUTPUT CASES.json… | --generate N')
  const inputs = rest[0] === '--generate' ? generate(Number(rest[1])) : rest.flatMap(readInputs)
  const results = inputs.map(() => new Map<string, string[]>())
  const versions = new Map<string, Json>()
  for (const series of DJANGO_SERIES) {
    const environment = findPythonEnvironment(series)
    if (environment.kind === 'missing') {
      process.stderr.write(`${environment.reason}\n`)
      continue
    }
    const real = await RealDjango.start(environment.python)
    versions.set(real.version, new Map([['python', real.python]]))
    for (const [index, input] of inputs.entries()) {
      const result = formatJson(await record(real, input))
      const same = results[index]?.get(result)
      if (same === undefined) results[index]?.set(result, [real.version])
      else same.push(real.version)
    }
    await real.close()
  }
  const cases = inputs.map((input, index) => {
    const groups = [...(results[index] ?? [])].map(
      ([result, names]) => `{"versions": ${JSON.stringify(names)}, "result": ${result}}`,
    )
    const { id, kind, staticUrl, jsModules } = input
    const members = [
      ['id', id],
      ['kind', kind],
      ['staticUrl', staticUrl],
      ['jsModules', jsModules],
    ] as const
    const head = formatJson(new Map<string, Json>([...members, ['files', filesJson(input)]]))
    return `${head.slice(0, -1)},\n  "results": [\n   ${groups.join(',\n   ')}\n  ]}`
  })
  writeFileSync(
    output,
    `{"about": "Outputs recorded from real Django by record-vectors.ts.",\n "versions": ${formatJson(versions)},\n "count": ${cases.length},\n "cases": [\n ${cases.join(',\n ')}\n ]}\n`,
  )
}

async function record(real: RealDjango, input: Input): Promise<Json> {
  const world = new World()
  try {
    world.lay('src', filesJson(input))
    const outcome = await collectForReal(real, world, input, false)
    return rewriteResult(realTexts(outcome, world), filesJson(input), readTree(openDisk(), world, `${world.root}/out`))
  } finally {
    world.remove()
  }
}

function readInputs(path: string): Input[] {
  return JSON.parse(readFileSync(path, 'utf8')) as Input[]
}

function generate(count: number): Input[] {
  return fc
    .sample(generatedCase, { numRuns: count, seed: 1 })
    .map((input, index) => ({ id: `generated/${index + 1}`, kind: 'generated', ...input }))
}

await main(process.argv.slice(2))
