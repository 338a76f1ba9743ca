import type { Condition, NameTable, Outcome, ReleaseSide, SideNames } from '../model/rollout.ts'

/** An outcome in a word or two. */
export function describeOutcome(outcome: Outcome): string {
  switch (outcome) {
    case 'error-500':
      return '500'
    case 'missing':
      return '404'
    case 'missing-cached':
      return '404 from a cache'
    case 'other-version':
      return 'other version'
    case 'stale':
      return 'stale'
    case 'unhashed':
      return 'computed name'
    case 'harmless':
      return 'other name, equal bytes'
    case 'ok':
      return 'fine'
  }
}

/** When it happens, as the beginning of a sentence; empty for always. */
export function describeCondition(condition: Condition, { a }: SideNames): string {
  switch (condition) {
    case 'always':
      return ''
    case 'moment':
      return 'For a moment, and at an edge that has no copy yet: '
    case 'restart':
      return 'If a process restarts: '
    case 'rollback':
      return `If ${a} is rolled back to without a collect: `
  }
}

/** The table of a process, after the word "manifest" or as it stands. */
export function describeTable(table: NameTable, sides: SideNames): string {
  switch (table) {
    case 'a':
    case 'b':
      return `manifest ${sides[table]}`
    case 'empty':
      return 'empty manifest'
    case 'unreadable':
      return 'manifest that cannot be read'
  }
}

/** Pages of a release under a table. */
export function describePages(page: ReleaseSide, table: NameTable, isOpenPage: boolean, sides: SideNames): string {
  const pages = `${isOpenPage ? 'open or cached pages' : 'pages'} of ${sides[page]}`
  if (table === page) return pages
  if (table === 'unreadable') return `${pages} whose process cannot read the manifest`
  return table === 'empty' ? `${pages} without a manifest` : `${pages} with the manifest of ${sides[table]}`
}
