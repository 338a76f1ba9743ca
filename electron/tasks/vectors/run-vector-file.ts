import { readFileSync } from 'node:fs'
import { checkFinders } from './check-finders.ts'
import { checkLookup } from './check-lookup.ts'
import { checkRewrite } from './check-rewrite.ts'
import { checkState } from './check-state.ts'
import { checkTree } from './check-tree.ts'
import { compare, type VectorOutcome } from './compare.ts'
import { parseOrderedJson, type Json } from './ordered-json.ts'
import { readList, readObject, readText } from './read-json.ts'
import { checkCount, kindOfVectors, pythonsOf, recordedResults, type CaseRun } from './vector-file.ts'
import { World } from './world.ts'

const CHECKS: Readonly<Record<'rewrite' | 'finders' | 'lookup' | 'state', (run: CaseRun) => Json>> = {
  rewrite: checkRewrite,
  finders: checkFinders,
  lookup: checkLookup,
  state: checkState,
}

/**
 * Runs one vector file against the engine.
 * @param only when not empty, only cases whose id contains it are run.
 * @param print gets the text of each mismatch.
 * @throws VectorFormatError or SyntaxError when the file does not follow its format.
 */
export async function runVectorFile(path: string, only: string, print: (text: string) => void): Promise<VectorOutcome> {
  const file = readObject(parseOrderedJson(readFileSync(path, 'utf8')), path)
  const kind = kindOfVectors(file)
  if (kind === 'tree') return checkTree(file, path, print)
  checkCount(file)
  const pythons = pythonsOf(file)
  let passed = 0
  let failed = 0
  for (const value of readList(file.get('cases'), 'cases')) {
    const entry = readObject(value, 'A case')
    const id = readText(entry, 'id')
    if (!id.includes(only)) continue
    const world = new World()
    try {
      let isFirst = true
      for (const { version, result } of recordedResults(entry)) {
        const python = pythons.get(version) ?? '3.12.0'
        const lines = compare(result, () => CHECKS[kind]({ entry, version, python, world, isFirst }))
        isFirst = false
        if (lines === null) passed += 1
        else {
          failed += 1
          print(`${id}  Django ${version}\n${lines}`)
        }
      }
    } finally {
      world.remove()
    }
  }
  return { passed, failed, skipped: null }
}
