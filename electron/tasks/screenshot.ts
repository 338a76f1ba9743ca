import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { findChromium } from './find-chromium.mjs'
import { serveProgram } from './serve-program.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const FOLDER = join(ROOT, 'e2e', 'screenshots')
const SIZE = { width: 1280, height: 800 }

/**
 * `npm run screenshot`: the pictures of the README, each light and dark, from the real program: views of the sample in a
 * Chromium without a window, served by `serve`. Words after it name the pictures that are wanted; without any it takes all.
 * Ends with 2 when there is no Chromium.
 */
async function main(wanted: readonly string[]): Promise<number> {
  const found = await findChromium()
  if (found.path === null) {
    process.stderr.write(`No screenshots: ${found.why}\n`)
    return 2
  }
  // A copy of the program and the sample runs in a folder of its own: the pictures show its path, and nobody's home.
  const copy = mkdtempSync(join(tmpdir(), 'staticscope-'))
  for (const part of ['.build/main', '.build/renderer', 'electron/sample'])
    cpSync(join(ROOT, part), join(copy, part), { recursive: true })
  const server = await serveProgram(copy, join(copy, 'data'))
  const browser = await chromium.launch({
    executablePath: found.path,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  try {
    mkdirSync(FOLDER, { recursive: true })
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [view, show] of Object.entries(VIEWS)) {
        if (wanted.length > 0 && !wanted.includes(view)) continue
        const file = join(FOLDER, `${view}-${colorScheme}.png`)
        await takePicture(browser, server.address, colorScheme, file, show)
        process.stdout.write(`${file}: ${Math.round(statSync(file).size / 1024)} KiB\n`)
      }
    }
    return 0
  } finally {
    await browser.close()
    await server.end()
    rmSync(copy, { recursive: true, force: true })
  }
}

/** How each picture's view is reached from the preview of the sample. */
const VIEWS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  preview: async (page) => {
    await page.getByRole('button', { name: 'First error' }).click()
    await page.getByRole('region', { name: 'Detail' }).getByText('ValueError').first().waitFor()
  },
  references: async (page) => {
    await page.getByRole('button', { name: 'References', exact: true }).click()
    await page.getByRole('row', { name: /missing-target .*autumn\.css/ }).click()
    await page.getByRole('region', { name: 'Detail' }).getByRole('region', { name: 'What to do' }).waitFor()
  },
  // Where a restarted server finds no manifest.
  rollout: (page) => showStory(page, '10:06:01'),
  // Where it finds that of the other release.
  'rollout-mixed': (page) => showStory(page, '10:08'),
  'rollout-beside': async (page) => {
    await showStory(page, '10:08')
    await page.getByRole('button', { name: 'Beside Nothing' }).click()
    await page.getByRole('option', { name: 'Shared files, a manifest per release' }).click()
    await page.getByRole('region', { name: 'Shared files, a manifest per release' }).getByRole('slider').waitFor()
  },
  compare: async (page) => {
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    // The rollout's picture, which comes before, has taken them.
    await page.getByRole('button', { name: 'Sample 41 → Sample 42' }).click()
    await page
      .getByRole('treegrid', { name: 'Changes' })
      .getByRole('row', { name: /^accounts\.css/ })
      .click()
    await page.getByRole('region', { name: 'Detail' }).getByText('font-family').first().waitFor()
  },
}

/** Goes through the sample's rollout up to the step at a time of day. */
async function showStory(page: Page, time: string): Promise<void> {
  await page.getByRole('button', { name: 'Rollout', exact: true }).click()
  await page.getByRole('button', { name: 'Try the sample’s two releases' }).click()
  const told = page.getByRole('region', { name: 'Step by step' }).getByRole('status')
  for (let step = 0; step < 20 && !(await told.innerText()).startsWith(`${time} `); step++)
    await page.getByRole('button', { name: 'Next step' }).click()
  await page.getByRole('region', { name: 'Why 500' }).getByText('ValueError').first().waitFor()
}

async function takePicture(
  browser: Browser,
  address: string,
  colorScheme: 'light' | 'dark',
  file: string,
  show: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ colorScheme, viewport: SIZE, reducedMotion: 'reduce', locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(address)
  await page.getByRole('button', { name: 'Try the sample shop' }).click()
  await page.getByRole('heading', { level: 1, name: /^collectstatic would fail/ }).waitFor()
  await show(page)
  // The pointer would leave a button marked.
  await page.mouse.move(SIZE.width / 2, SIZE.height - 1)
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
  await context.close()
}

process.exitCode = await main(process.argv.slice(2))
