import type { OperationTotals, StorageOperation } from '../../../shared/model/upload-plan.ts'

/** What a call is made for, as far as the one who makes it knows. */
export type Purpose = Pick<StorageOperation, 'reason' | 'pass' | 'because'>

/** The calls that a run makes, in their order. */
export class OperationLog {
  readonly operations: StorageOperation[] = []
  #purpose: Purpose = { reason: 'start', pass: null, because: null }
  #begun = 0

  /** What the calls from now on are made for. */
  begin(purpose: Purpose): void {
    this.#purpose = purpose
    this.#begun = this.operations.length
  }

  /** Only now it is known what the calls since the last `begin` were made for. */
  explain(purpose: Purpose): void {
    this.operations.splice(
      this.#begun,
      Infinity,
      ...this.operations.slice(this.#begun).map((operation) => ({ ...operation, ...purpose })),
    )
  }

  add(kind: StorageOperation['kind'], name: string, bytes = 0, found: boolean | null = null): void {
    const number = this.operations.length + 1
    this.operations.push({ number, kind, name, bytes, found, absentFor: null, ...this.#purpose })
  }
}

/** The calls with the absences marked: a name is absent from its deletion until it is saved again. */
export function withAbsences(operations: readonly StorageOperation[]): readonly StorageOperation[] {
  const nextSave = new Map<string, number>()
  const marked: StorageOperation[] = []
  for (const operation of operations.toReversed()) {
    if (operation.kind === 'save') nextSave.set(operation.name, operation.number)
    if (operation.kind !== 'delete') marked.push(operation)
    else {
      const saved = nextSave.get(operation.name)
      marked.push({ ...operation, absentFor: saved === undefined ? 0 : saved - operation.number })
    }
  }
  return marked.toReversed()
}

/** Counts the calls of a run. */
export function totalsOf(operations: readonly StorageOperation[]): OperationTotals {
  const count = (kind: StorageOperation['kind']): number =>
    operations.filter((operation) => operation.kind === kind).length
  const bytesOf = (kind: StorageOperation['kind']): number =>
    operations.reduce((bytes, operation) => bytes + (operation.kind === kind ? operation.bytes : 0), 0)
  return {
    calls: operations.length,
    exists: count('exists'),
    modifiedTimes: count('modified-time'),
    opens: count('open'),
    lists: count('list'),
    deletes: count('delete'),
    saves: count('save'),
    bytesSent: bytesOf('save'),
    bytesFetched: bytesOf('open'),
    absences: operations.filter(({ absentFor }) => (absentFor ?? 0) > 0).length,
    passes: operations.reduce((most, { pass }) => Math.max(most, pass ?? 0), 0),
  }
}
