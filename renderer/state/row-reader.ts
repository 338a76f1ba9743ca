import { missingPages, noPages, PAGE_SIZE, type RowPages, withPages } from './row-pages.ts'

/** The rows of an outline that the engine holds under an id; the few of them that are in sight are here. */
export type ShownRows<Row> = { readonly viewId: string; readonly rows: RowPages<Row> }

/** Where rows come from and where they are shown. */
export type RowSource<Row> = {
  readonly fetch: (
    viewId: string,
    offset: number,
    limit: number,
  ) => Promise<{ readonly total: number; readonly rows: readonly Row[] }>
  /** What is shown now; null before the first. */
  readonly shown: () => ShownRows<Row> | null
  /** Shows more rows of the same view. */
  readonly show: (rows: RowPages<Row>) => void
  readonly onError: (error: unknown) => void
}

/** Rows that come along with another answer, as `SIGHT` asks for them: those around a row, null for the top. */
export type RowsInSight<Row> = {
  readonly total: number
  readonly index: number | null
  readonly offset: number
  readonly rows: readonly Row[]
}

/** Rows of an answer, from `offset` on, where a page begins. */
type KnownRows<Row> = { readonly offset: number; readonly rows: readonly Row[] }
const NONE: KnownRows<never> = { offset: 0, rows: [] }

/** Rows beyond those in sight that are read as well, so that the next turn of the wheel finds them here. */
const AHEAD = 40

/** What is asked for with an answer that brings rows along. */
export const SIGHT = { reach: AHEAD, pageSize: PAGE_SIZE } as const

/** Rows that are read at first, when nobody has scrolled yet. */
const FIRST: readonly [number, number] = [0, 60]

/** Reads the rows that are in sight of an outline, each page once; rows of an older state of it are dropped. */
export class RowReader<Row> {
  readonly #source: RowSource<Row>
  readonly #pending = new Set<string>()
  #generation = 0
  #inSight = FIRST

  constructor(source: RowSource<Row>) {
    this.#source = source
  }

  /** What will be in sight after the next `readAnew`. */
  lookAt(first: number, last: number): void {
    this.#inSight = [Math.max(0, first), last]
  }

  /** The next `readAnew` begins at the top, with as many rows as are in sight now. */
  lookAtTop(): void {
    this.#inSight = [0, Math.max(FIRST[1], this.#inSight[1] - this.#inSight[0])]
  }

  /** Whole pages with what is in sight, to be asked for with what changes the view, and given to `readAnew`. */
  sight(): { readonly offset: number; readonly limit: number } {
    const [first, last] = this.#inSight
    const page = Math.floor(first / PAGE_SIZE)
    const pages = Math.min(Math.floor(Math.max(first, last) / PAGE_SIZE) + 1 - page, LONGEST_RUN)
    return { offset: page * PAGE_SIZE, limit: pages * PAGE_SIZE }
  }

  /** Takes rows that came with the answer about a view that is new or was opened and closed. */
  adopt({ total, index, offset, rows }: RowsInSight<Row>): RowPages<Row> {
    this.#generation++
    if (index === null) this.lookAtTop()
    else this.lookAt(index - AHEAD, index + AHEAD)
    return withPages(noPages<Row>(total), offset, rows, total)
  }

  /**
   * Reads the rows in sight of a view that is new or was opened and closed, to be shown in one step with the new total,
   * so that nothing flickers.
   * @param known rows that came along already
   * @returns null when a newer call has come in between
   */
  async readAnew(viewId: string, total: number, known: KnownRows<Row> = NONE): Promise<RowPages<Row> | null> {
    const mine = ++this.#generation
    if (this.#inSight[0] >= total) this.#inSight = FIRST
    let rows = withPages(noPages<Row>(total), known.offset, known.rows, total)
    const runs = runsOf(missingPages(rows, this.#inSight[0], Math.max(...this.#inSight)))
    for (const [offset, answer] of await Promise.all(runs.map((run) => this.#fetch(viewId, run))))
      rows = withPages(rows, offset, answer.rows, answer.total)
    return mine === this.#generation ? rows : null
  }

  /** Reads what is missing of the rows in sight, and shows it in one step; those next to them come behind. */
  async read(first: number, last: number): Promise<void> {
    const inSight = [first, last] as const
    this.#inSight = inSight
    await this.#readMissing(first, last)
    if (this.#inSight === inSight) void this.#readMissing(first - AHEAD, last + AHEAD)
  }

  async #readMissing(first: number, last: number): Promise<void> {
    const shown = this.#source.shown()
    if (shown === null) return
    const { rows, viewId } = shown
    const mine = this.#generation
    const keyOf = (page: number) => `${viewId} ${mine} ${page}`
    const pages = missingPages(rows, first, last).filter((page) => !this.#pending.has(keyOf(page)))
    await Promise.all(
      runsOf(pages).map(async (run) => {
        for (const page of run) this.#pending.add(keyOf(page))
        try {
          const [offset, answer] = await this.#fetch(viewId, run)
          const now = this.#source.shown()
          if (now === null || now.viewId !== viewId || mine !== this.#generation) return
          this.#source.show(withPages(now.rows, offset, answer.rows, answer.total))
        } catch (error) {
          if (this.#source.shown()?.viewId === viewId) this.#source.onError(error)
        } finally {
          for (const page of run) this.#pending.delete(keyOf(page))
        }
      }),
    )
  }

  async #fetch(viewId: string, run: readonly number[]) {
    const offset = (run[0] ?? 0) * PAGE_SIZE
    return [offset, await this.#source.fetch(viewId, offset, run.length * PAGE_SIZE)] as const
  }
}

/** Pages that can be asked for at once: one behind the other, and no more rows than the engine gives in one answer. */
const LONGEST_RUN = 500 / PAGE_SIZE

function runsOf(pages: readonly number[]): number[][] {
  const runs: number[][] = []
  for (const page of pages) {
    const run = runs.at(-1)
    if (run !== undefined && run.at(-1) === page - 1 && run.length < LONGEST_RUN) run.push(page)
    else runs.push([page])
  }
  return runs
}
