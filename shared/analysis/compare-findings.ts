import type { CheckFinding } from '../model/check.ts'

/** Findings of two releases, told apart. All are those of B but `fixed`, which are those of A. */
export type FindingsChange = {
  readonly added: readonly CheckFinding[]
  readonly fixed: readonly CheckFinding[]
  readonly remaining: readonly CheckFinding[]
}

/** What two findings have in common that are one: code, file and what is asked for. A line moves with every edit above it. */
export type FindingKey = string

/**
 * The key of a finding. Of names that templates and Python ask for the file does not count: a release knows which names its
 * pages ask for, and not in which of their templates they stand.
 * @param renamed names of the other release by those of this one, where they differ
 */
export function findingKey(
  { code, in: place, file, target }: Pick<CheckFinding, 'code' | 'in' | 'file' | 'target'>,
  renamed: ReadonlyMap<string, string> = NOT_RENAMED,
): FindingKey {
  const isOfCode = place === 'template' || place === 'python' || place === 'other'
  return JSON.stringify([
    code,
    isOfCode ? null : (renamed.get(file) ?? file),
    target === null ? null : (renamed.get(target) ?? target),
  ])
}

const NOT_RENAMED: ReadonlyMap<string, string> = new Map()

/**
 * Which findings are new in B, which are fixed, and which remain. Each place is told; that one file asks for the same
 * missing file once more is nothing new.
 * @param renamed names in B of files that are called otherwise in A
 */
export function compareFindings(
  a: readonly CheckFinding[],
  b: readonly CheckFinding[],
  renamed: ReadonlyMap<string, string>,
): FindingsChange {
  const keysA = new Set(a.map((finding) => findingKey(finding, renamed)))
  const keysB = new Set(b.map((finding) => findingKey(finding)))
  return {
    added: b.filter((finding) => !keysA.has(findingKey(finding))),
    fixed: a.filter((finding) => !keysB.has(findingKey(finding, renamed))),
    remaining: b.filter((finding) => keysA.has(findingKey(finding))),
  }
}
