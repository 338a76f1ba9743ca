import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { findChromium } from '../find-chromium.mjs'
import { serveProgram } from '../serve-program.ts'

/** What one move of the rollout's slider takes in the browser host, in milliseconds; or why it is not known. */
export type SliderFigures =
  | {
      readonly names: number
      /** Processor time of the page's thread for one move, all that follows from it included. */
      readonly processor: number
      /** From the key until the frame with the new moment is painted. */
      readonly median: number
      readonly slow: number
    }
  | { readonly reason: string }

const MOVES = 80

/** Runs in the page. What follows from a move, the matrix of the new moment above all, belongs to it: hence the pause. */
const MOVE = `(async () => {
  const knob = document.querySelector('[role=slider]')
  const painted = () => new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve(performance.now())
      port2.postMessage(null)
    })
  })
  const times = []
  for (let move = 0; move < ${MOVES}; move++) {
    const way = move < ${MOVES / 2} ? ['PageUp', 'ArrowRight'] : ['PageDown', 'ArrowLeft']
    const start = performance.now()
    knob.dispatchEvent(new KeyboardEvent('keydown', { key: way[move % 2], bubbles: true }))
    times.push((await painted()) - start)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return times
})()`

/** Keeps two made-up releases of so many names, shows their rollout in a Chromium and moves the slider by keys. */
export async function measureSlider(root: string, names: number): Promise<SliderFigures> {
  const found = await findChromium()
  if (found.path === null) return { reason: found.why }
  const home = mkdtempSync(join(tmpdir(), 'staticscope-slider-'))
  const cli = join(root, '.build', 'main', 'cli.cjs')
  const env = { ...process.env, STATICSCOPE_DATA_FOLDER: join(home, 'data') }
  for (const side of ['old', 'new']) {
    const manifest = join(home, `${side}.json`)
    writeFileSync(manifest, manifestOf(side, names))
    const words = [cli, 'release', 'add', '--manifest', manifest, '--name', side, '--django', '5.2', '--quiet']
    execFileSync(process.execPath, words, { env, stdio: 'ignore' })
  }
  const server = await serveProgram(root, join(home, 'data'))
  const browser = await chromium.launch({
    executablePath: found.path,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
    await page.goto(server.address)
    // Until the page has taken its token out of the address, another address would be lost.
    await page.getByRole('button', { name: 'Try the sample shop' }).waitFor()
    const plan = encodeURIComponent('{"cdn":true}')
    await page.evaluate(`location.hash = '#/rollout/old/new?topology=shared-manifest&plan=${plan}'`)
    await page.getByRole('slider', { name: 'Moment of the rollout' }).waitFor({ timeout: 120_000 })
    await page.getByRole('grid').waitFor()
    return { names, ...(await moveSlider(page)) }
  } finally {
    await browser.close()
    await server.end()
    rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

/** A manifest as Django writes it; every ninth name has another hash in each, and some are in one alone. */
function manifestOf(side: string, names: number): string {
  const endings = ['css', 'js', 'png', 'svg']
  const own = side === 'old' ? 3 : 4
  const paths = Array.from({ length: names }, (_, index): [string, string] => {
    const stem = `app${index % 97}/dir${index % 13}/file${index}`
    const hash = createHash('md5')
      .update(`${stem}${index % 9 === 0 ? side : ''}`)
      .digest('hex')
      .slice(0, 12)
    const ending = endings[index % endings.length] ?? ''
    return [`${stem}.${ending}`, `${stem}.${hash}.${ending}`]
  }).filter((_, index) => index % 50 !== own)
  return JSON.stringify({ paths: Object.fromEntries(paths), version: '1.1', hash: '' })
}

async function moveSlider(page: Page): Promise<{ processor: number; median: number; slow: number }> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const taskTime = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
  }
  const before = await taskTime()
  const times = await page.evaluate<number[]>(MOVE)
  const processor = ((await taskTime()) - before) / MOVES
  const sorted = times.sort((one, other) => one - other)
  return { processor, median: sorted[MOVES / 2] ?? 0, slow: sorted[Math.floor(MOVES * 0.95)] ?? 0 }
}
