import { DIFF_SCHEMA, type DiffDocument, type DifferenceSide } from '../model/comparison.ts'
import type { Comparison } from './comparison.ts'

/** The document of a comparison. Equal releases give equal documents. */
export function diffDocument({ head, differences, alarms }: Comparison): DiffDocument {
  return {
    schema: DIFF_SCHEMA,
    a: head.a,
    b: head.b,
    verdict: head.verdict,
    ruleChanges: head.ruleChanges,
    remarks: head.remarks,
    files: differences.map(({ difference }) => difference),
    alarms: [...alarms],
    cost: head.cost,
  }
}

/** Files of a release by logical name, as a document tells of them. */
export type FileTable = ReadonlyMap<string, DifferenceSide>

/** Applies a document to the table of A. @returns the table of B */
export function applyDiff({ files }: Pick<DiffDocument, 'files'>, a: FileTable): FileTable {
  const table = new Map(a)
  for (const { name, from, a: before } of files) if (before !== null) table.delete(from ?? name)
  for (const { name, b: after } of files) if (after !== null) table.set(name, after)
  return table
}
