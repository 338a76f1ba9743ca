import { missingPages, noPages, PAGE_SIZE, type RowPages, withPage } from './row-pages.ts'

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

/** Rows beyond those in sight that are read as well, so that the next turn of the wheel finds them here. */
const AHEAD = 40

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
    const [first, last] = this.#inSight
    this.#inSight = [0, Math.max(FIRST[1], last - first)]
  }

  /**
   * Reads the rows in sight of a view that is new or was opened and closed, to be shown in one step with the new total,
   * so that nothing flickers.
   * @returns null when a newer call has come in between
   */
  async readAnew(viewId: string, total: number): Promise<RowPages<Row> | null> {
    const mine = ++this.#generation
    if (this.#inSight[0] >= total) this.#inSight = FIRST
    let rows = noPages<Row>(total)
    const pages = missingPages(rows, this.#inSight[0], Math.max(...this.#inSight))
    const answers = await Promise.all(pages.map((page) => this.#source.fetch(viewId, page * PAGE_SIZE, PAGE_SIZE)))
    for (const [at, page] of pages.entries()) {
      const answer = answers[at]
      if (answer !== undefined) rows = withPage(rows, page, answer.rows, answer.total)
    }
    return mine === this.#generation ? rows : null
  }

  /** Reads what is missing of the rows in sight, and shows it; those next to them come behind. */
  async read(first: number, last: number): Promise<void> {
    this.#inSight = [first, last]
    const shown = this.#source.shown()
    if (shown === null) return
    const { rows, viewId } = shown
    const inSight = missingPages(rows, first, last).map((page) => this.#readPage(viewId, page))
    for (const page of missingPages(rows, first - AHEAD, last + AHEAD)) void this.#readPage(viewId, page)
    await Promise.all(inSight)
  }

  async #readPage(viewId: string, page: number): Promise<void> {
    const mine = this.#generation
    const key = `${viewId} ${mine} ${page}`
    if (this.#pending.has(key)) return
    this.#pending.add(key)
    try {
      const answer = await this.#source.fetch(viewId, page * PAGE_SIZE, PAGE_SIZE)
      const shown = this.#source.shown()
      if (shown === null || shown.viewId !== viewId || mine !== this.#generation) return
      this.#source.show(withPage(shown.rows, page, answer.rows, answer.total))
    } catch (error) {
      if (this.#source.shown()?.viewId === viewId) this.#source.onError(error)
    } finally {
      this.#pending.delete(key)
    }
  }
}
