import type { JsonObject } from './ordered-json.ts'
import { readList, readMembers, readNumber, readObject, readText, readTexts, VectorFormatError } from './read-json.ts'
import type { Json } from './ordered-json.ts'
import type { World } from './world.ts'

/** One case to be run with the rules of one version. */
export type CaseRun = {
  readonly entry: JsonObject
  /** Full version of Django, such as `5.2.19`. */
  readonly version: string
  /** Full version of Python. */
  readonly python: string
  readonly world: World
  /** True for the first version of a case: `<root>` is empty then, and holds what the earlier versions laid there else. */
  readonly isFirst: boolean
}

/** The five formats, recognised by what is in the file. */
export type VectorKind = 'rewrite' | 'finders' | 'lookup' | 'state' | 'tree'

/** Which format a vector file has. @throws VectorFormatError when it is none of the five. */
export function kindOfVectors(file: JsonObject): VectorKind {
  if (file.has('package')) return 'tree'
  const [first] = readList(file.get('cases'), 'cases')
  const entry = readObject(first, 'The first case')
  if (entry.has('steps')) return 'state'
  if (entry.has('dirs')) return 'finders'
  if (entry.has('name') && entry.has('manifest')) return 'lookup'
  if (entry.has('files')) return 'rewrite'
  throw new VectorFormatError('This is none of the five formats of test vectors')
}

/** The Python that each version of Django ran on. */
export function pythonsOf(file: JsonObject): ReadonlyMap<string, string> {
  const versions = readMembers(file, 'versions')
  return new Map([...versions].map(([version, facts]) => [version, readText(readObject(facts, version), 'python')]))
}

/** One recorded result of a case, with each version that gave it. */
export function recordedResults(entry: JsonObject): readonly { version: string; result: Json }[] {
  return readList(entry.get('results'), 'results').flatMap((value) => {
    const group = readObject(value, 'A result')
    const result = group.get('result')
    if (result === undefined) throw new VectorFormatError('A group of results has none')
    return readTexts(group, 'versions').map((version) => ({ version, result }))
  })
}

/** The number of cases that a file says it has; its list must have as many. */
export function checkCount(file: JsonObject): void {
  const cases = readList(file.get('cases'), 'cases').length
  if (readNumber(file, 'count', cases) !== cases) throw new VectorFormatError('count is not the number of cases')
}
