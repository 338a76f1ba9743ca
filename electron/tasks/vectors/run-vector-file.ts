import { readFileSync } from 'node:fs'
import { checkFinders } from './check-finders.ts'
import { checkLookup } from './check-lookup.ts'
import { checkRewrite } from './check-rewrite.ts'
import { checkState } from './check-state.ts'
import { checkTree } from './check-tree.ts'
import { describeDifference, differences } from './differences.ts'
import { parseOrderedJson, type Json } from './ordered-json.ts'
import { readList, readObject, readText } from './read-json.ts'
import { checkCount, kindOfVectors, pythonsOf, recordedResults, type CaseRun } from './vector-file.ts'
import { World } from './world.ts'

/** How a vector file went. One case with one version counts as one. */
export type VectorOutcome = {
  readonly passed: number
  readonly failed: number
  /** Why the file could not be run at all, such as a package that could not be fetched; else null. */
  readonly skipped: string | null
}

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

/** The differences as text, or null if there are none. What the engine throws is a mismatch as well. */
export function compare(expected: Json, run: () => Json): string | null {
  let actual: Json
  try {
    actual = run()
  } catch (error) {
    return `    the engine threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  }
  const found = differences(expected, actual)
  if (found.length === 0) return null
  const shown = found.slice(0, 8).map(describeDifference)
  if (found.length > shown.length) shown.push(`    and ${found.length - shown.length} more differences`)
  return shown.join('\n')
}
