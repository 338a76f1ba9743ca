import { type Hazard, type MatrixCell, OUTCOMES, type SideNames } from '../../../shared/model/rollout.ts'
import { describeTable } from '../../../shared/text/describe-rollout.ts'
import { plural } from '../../../shared/text/plural.ts'
import { CONDITION_WORDS } from './outcome-words.ts'

/** Cells of one kind of page, one for each storage that its files may come from. */
export type MatrixRow = {
  readonly key: string
  readonly title: string
  readonly detail: string
  readonly cells: readonly (MatrixCell | null)[]
}
export type MatrixTable = { readonly columns: readonly string[]; readonly rows: readonly MatrixRow[] }

/** Lays the cells of a moment out: who made the page down, where its files come from across. */
export function matrixTable(cells: readonly MatrixCell[], names: SideNames): MatrixTable {
  const asked = cells.filter(({ outcomes }) => outcomes.length > 0)
  const columns = [...new Set(asked.map(({ storage }) => storage))]
  const keys = [...new Set(asked.map(keyOf))]
  const rows = keys.flatMap((key): MatrixRow[] => {
    const mine = asked.filter((cell) => keyOf(cell) === key)
    const [first] = mine
    if (first === undefined) return []
    const servers = [...new Set(mine.flatMap((cell) => cell.servers))]
    const parts = [
      first.isOpenPage ? 'opened or cached before' : servers.length === 0 ? '' : describeServers(servers),
      CONDITION_WORDS[first.condition],
    ]
    return [
      {
        key,
        title: `code ${names[first.page]}, ${describeTable(first.table, names)}`,
        detail: parts.filter((part) => part !== '').join(' · '),
        cells: columns.map((column) => mine.find(({ storage }) => storage === column) ?? null),
      },
    ]
  })
  return { columns, rows }
}

function keyOf({ page, table, isOpenPage, condition }: MatrixCell): string {
  return `${page} ${table} ${isOpenPage} ${condition}`
}

/** A name for a cell that lasts as long as the moment does. */
export function cellKey(cell: MatrixCell): string {
  return `${keyOf(cell)} ${cell.storage}`
}

/** The cell with the worst outcome; the first of equals. */
export function worstCell(cells: readonly MatrixCell[]): MatrixCell | null {
  return cells.reduce<MatrixCell | null>(
    (worst, cell) => (worst === null || OUTCOMES.indexOf(cell.worst) < OUTCOMES.indexOf(worst.worst) ? cell : worst),
    null,
  )
}

function describeServers(servers: readonly number[]): string {
  if (servers.length > 4) return plural(servers.length, 'server')
  return servers.length === 1 ? `server ${servers.join()}` : `servers ${servers.join(', ')}`
}

/** The hazards of a moment that a cell's outcomes belong to. */
export function hazardsOf(cell: MatrixCell, hazards: readonly Hazard[]): readonly Hazard[] {
  return hazards.filter(
    (one) =>
      one.page === cell.page &&
      one.table === cell.table &&
      one.isOpenPage === cell.isOpenPage &&
      cell.outcomes.some(({ outcome, condition }) => outcome === one.outcome && condition === one.condition),
  )
}

type CellOutcome = MatrixCell['outcomes'][number]

/** Outcomes of one kind together: what differs is only why. */
export function mergedOutcomes(outcomes: readonly CellOutcome[]): readonly CellOutcome[] {
  const merged = new Map<string, CellOutcome>()
  for (const one of outcomes) {
    const key = `${one.outcome} ${one.condition}`
    const known = merged.get(key)
    const pageCount = Math.max(known?.pageCount ?? 0, one.pageCount ?? 0)
    merged.set(
      key,
      known === undefined
        ? one
        : {
            ...known,
            fileCount: known.fileCount + one.fileCount,
            // Pages can be the same ones: the larger count is what is certain.
            pageCount: one.pageCount === null ? null : pageCount,
          },
    )
  }
  return [...merged.values()]
}

/** How much of a rollout's outcome there is: `3 pages, 2 files`. */
export function amountOf(one: { readonly fileCount: number; readonly pageCount: number | null }): string {
  const files = plural(one.fileCount, 'file')
  return one.pageCount === null || one.pageCount === 0 ? files : `${plural(one.pageCount, 'page')}, ${files}`
}
