import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type CDPSession, type Locator, type Page } from '@playwright/test'
import { findChromium } from '../find-chromium.mjs'
import { serveProgram } from '../serve-program.ts'
import { keepWideReleases, WIDE } from './wide-releases.ts'

/** From an input to the painted rows, in milliseconds. */
export type ActionTimes = {
  readonly action: string
  readonly inputs: number
  readonly p50: number
  readonly p95: number
  readonly most: number
  /**
   * Processor time of one input, which does not depend on what else the machine does: of the page's thread at the 95th of
   * a hundred, and of the server in the middle of all.
   */
  readonly page: number
  readonly server: number
}

/** What one input took, in milliseconds: to the painted rows, and of the page's thread. */
type Took = { readonly time: number; readonly page: number }

/** What was measured, or why nothing was. */
export type CompareTimes =
  | { readonly files: number; readonly actions: readonly ActionTimes[] }
  | { readonly reason: string }

const LIST = '.compare-outline'
/** Inputs of each kind: of fewer than twenty, the 95th of a hundred would be the slowest. */
const INPUTS = 40
/** Milliseconds after which an input that changes nothing is given up. */
const PATIENCE = 10_000
/** What is typed into the filter; of each word every key changes the list. They are taken back key by key and at once in turn. */
const WORDS = ['12/c', '3/j', 'p4', 'n-1', '2.j', '4/p', '0.s', '7/i']
/** Where the list is, and its last place, in pixels; an expression of the page. */
const SCROLL = `(({ scrollTop: top, scrollHeight, clientHeight }) => ({ top, end: scrollHeight - clientHeight }))(document.querySelector('${LIST}'))`
/** Names and causes of the files that are shown; an expression of the page. */
const FILES = `[...document.querySelectorAll('${LIST} [role=row]')].flatMap((row) => {
  const name = row.querySelector('.name-file')?.title
  return name === undefined ? [] : [{ name, cause: row.querySelector('.cell-cause').textContent }]
})`

/**
 * Opens the comparison of two releases of so many files each, of which many differ, in a Chromium without a window, and
 * works in it as people do. The product is the built one, served by `serve`.
 * @param root folder of the project
 */
export async function measureCompare(root: string, files: number): Promise<CompareTimes> {
  const found = await findChromium()
  if (found.path === null) return { reason: found.why }
  const data = mkdtempSync(join(tmpdir(), 'staticscope-bench-compare-'))
  await keepWideReleases(join(data, 'releases'), files)
  const server = await serveProgram(root, data)
  const browser = await chromium.launch({
    executablePath: found.path,
    // Chromium would move a page over many frames to where a wheel has sent it, which is no work of the page.
    args: ['--disable-smooth-scrolling', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
    await page.addInitScript({ path: join(import.meta.dirname, 'watch-paints.js') })
    await page.goto(server.address)
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    await page.getByRole('button', { name: WIDE.join(' → '), exact: true }).click()
    const stopwatch = await Stopwatch.of(page)
    await stopwatch.list.getByRole('row').nth(5).waitFor()
    // The sizes of the compressed forms are computed behind a new comparison, on all processors, for a few seconds.
    await page.getByRole('progressbar').first().waitFor({ state: 'detached' })
    await stopwatch.list.press('*')
    await stopwatch.list.locator('[aria-expanded=false]').first().waitFor({ state: 'detached' })
    const actions: ActionTimes[] = []
    for (const [action, act] of Object.entries(ACTIONS)) {
      const before = processorTime(server.pid)
      const took = await act(stopwatch)
      actions.push(timesOf(action, took, (processorTime(server.pid) - before) / took.length))
    }
    return { files, actions }
  } finally {
    await browser.close()
    await server.end()
    rmSync(data, { recursive: true, force: true })
  }
}

/** What people do, each as many inputs, one after the other. */
const ACTIONS: Readonly<Record<string, (stopwatch: Stopwatch) => Promise<Took[]>>> = {
  'wheel, a few rows': async (stopwatch) => {
    await stopwatch.list.hover()
    return stopwatch.times(INPUTS, (at) => stopwatch.page.mouse.wheel(0, 260 + at * 13))
  },
  'wheel, to far places': async (stopwatch) => {
    const { page, list } = stopwatch
    await list.hover()
    const scroll = await page.evaluate<{ top: number; end: number }>(SCROLL)
    // No place twice, and none near the one before.
    const places = Array.from({ length: 30 }, (_, at) => Math.round((((at * 13) % 31) / 31) * scroll.end))
    return stopwatch.times(places.length, (at) => {
      return page.mouse.wheel(0, (places[at] ?? 0) - (at === 0 ? scroll.top : (places[at - 1] ?? 0)))
    })
  },
  'Page Down': async (stopwatch) => {
    await stopwatch.list.focus()
    return stopwatch.times(INPUTS, () => stopwatch.page.keyboard.press('PageDown'))
  },
  'Home, End': (stopwatch) =>
    stopwatch.times(INPUTS, (at) => stopwatch.page.keyboard.press(at % 2 === 0 ? 'Home' : 'End')),
  'a key in the filter': async (stopwatch) => {
    const { page } = stopwatch
    const found: Took[] = []
    for (const [at, word] of WORDS.entries()) {
      await page.getByRole('searchbox', { name: 'Filter changes' }).focus()
      const pieces = Array.from(word, (key, index) => ({ key, text: word.slice(0, index + 1) }))
      const taken = pieces.map((_, index) => ({ key: 'Backspace', text: word.slice(0, -index - 1) }))
      for (const { key, text } of [...pieces, ...(at % 2 === 0 ? taken : [{ key: 'Escape', text: '' }])]) {
        found.push(await stopwatch.time(() => page.keyboard.press(key)))
        await stopwatch.expectFiles(({ name }) => name.includes(text))
      }
    }
    return found
  },
  'only the author’s, all that changed': async (stopwatch) => {
    const chips = stopwatch.page.getByRole('radiogroup', { name: 'Show' })
    const found: Took[] = []
    for (let at = 0; at < INPUTS; at++) {
      found.push(await stopwatch.timeClick(chips.getByText(at % 2 === 0 ? /^Only the author’s/ : /^Changed/)))
      if (at % 2 === 0) await stopwatch.expectFiles(({ cause }) => !cause.includes('ripple'))
    }
    return found
  },
  'a cause': (stopwatch) => {
    const expectRipple = () => stopwatch.expectFiles(({ cause }) => cause.includes('ripple'))
    return choose(stopwatch, 'Cause', [/^ripple/, /^Any/], INPUTS, expectRipple)
  },
  'open and close a folder': async (stopwatch) => {
    const { page, list } = stopwatch
    await list.focus()
    await stopwatch.time(() => page.keyboard.press('Home'))
    return stopwatch.times(INPUTS, (at) => page.keyboard.press(at % 2 === 0 ? 'ArrowLeft' : 'ArrowRight'))
  },
  'next change': (stopwatch) => stopwatch.times(INPUTS, () => stopwatch.page.keyboard.press('j')),
  'next own edit': (stopwatch) => stopwatch.times(INPUTS, () => stopwatch.page.keyboard.press('e')),
  'group by cause, by path': (stopwatch) => choose(stopwatch, 'Group by', [/^Cause$/, /^Path$/], INPUTS),
}

/** Chooses one of a list of choices and then the other, again and again. */
async function choose(
  { page, timeClick }: Stopwatch,
  label: string,
  names: readonly [RegExp, RegExp],
  inputs: number,
  afterFirst?: () => Promise<void>,
): Promise<Took[]> {
  const found: Took[] = []
  for (let at = 0; at < inputs; at++) {
    await page.getByRole('button', { name: new RegExp(`^${label}`) }).click()
    found.push(await timeClick(page.getByRole('option', { name: names[at % 2] ?? '' })))
    if (at % 2 === 0) await afterFirst?.()
  }
  return found
}

/** Times inputs into a page. */
class Stopwatch {
  readonly page: Page
  readonly list
  readonly #session: CDPSession

  private constructor(page: Page, session: CDPSession) {
    this.page = page
    this.list = page.getByRole('treegrid', { name: 'Changes' })
    this.#session = session
  }

  static async of(page: Page): Promise<Stopwatch> {
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    return new Stopwatch(page, session)
  }

  /** @throws Error when an input changes nothing in the list */
  readonly time = async (act: () => Promise<unknown>): Promise<Took> => {
    await this.page.evaluate(`paints.arm(${JSON.stringify(LIST)})`)
    const before = await this.#pageTime()
    await act()
    const time = await this.page.evaluate<number | null>(`paints.settled(${PATIENCE})`)
    if (time === null) throw new Error('An input changed nothing in the list.')
    return { time, page: (await this.#pageTime()) - before }
  }

  /**
   * A click on what is found before the time begins: to find it by its role, and to wait until it stands still, is work of
   * the page's thread that nobody at a mouse asks for.
   */
  readonly timeClick = async (target: Locator): Promise<Took> => {
    await target.click({ trial: true })
    const box = await target.boundingBox()
    if (box === null) throw new Error('What is to be clicked cannot be seen.')
    return this.time(() => this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2))
  }

  /** @throws Error when the list shows a file that it should not */
  async expectFiles(isRight: (file: { readonly name: string; readonly cause: string }) => boolean): Promise<void> {
    const files = await this.page.evaluate<{ name: string; cause: string }[]>(FILES)
    const wrong = files.find((file) => !isRight(file))
    if (wrong !== undefined) throw new Error(`The list shows ${wrong.name}.`)
  }

  /** Times so many inputs, one after the other. */
  async times(inputs: number, act: (at: number) => Promise<unknown>): Promise<Took[]> {
    const found: Took[] = []
    for (let at = 0; at < inputs; at++) found.push(await this.time(() => act(at)))
    return found
  }

  async #pageTime(): Promise<number> {
    const { metrics } = await this.#session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
  }
}

/** Processor time of a process in milliseconds, from /proc, in steps of ten; 0 on systems without it. */
function processorTime(pid: number): number {
  try {
    // What stands behind the name, which may hold anything, begins with the third field; the 14th and 15th are the times.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return 0
  }
}

function timesOf(action: string, took: readonly Took[], server: number): ActionTimes {
  const share = (part: number, times: readonly number[]): number => {
    const sorted = times.toSorted((a, b) => a - b)
    return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 10) / 10
  }
  const times = took.map(({ time }) => time)
  const page = took.map((one) => one.page)
  return {
    action,
    inputs: took.length,
    p50: share(0.5, times),
    p95: share(0.95, times),
    most: share(1, times),
    page: share(0.95, page),
    server: Math.round(server * 10) / 10,
  }
}
