// Where a Chromium for the tests is to be had, in this order: CHROMIUM_PATH, Playwright's own, the system's, the npm package.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { root, say, toolEnvironment } from './set-up.mjs'

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const SYSTEM_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
const PACKAGE = '@sparticuz/chromium@153.0.0'

/**
 * Finds a Chromium.
 * @returns {Promise<{ path: string, where: string } | { path: null, why: string }>}
 */
export async function findChromium() {
  const named = process.env['CHROMIUM_PATH']
  if (named) {
    return existsSync(named)
      ? { path: named, where: 'CHROMIUM_PATH' }
      : { path: null, why: `CHROMIUM_PATH names ${named}, which is not there` }
  }
  const own = chromium.executablePath()
  if (existsSync(own)) return { path: own, where: "Playwright's own" }
  const system = [...onPath(), ...SYSTEM_PATHS].find((path) => existsSync(path))
  if (system !== undefined) return { path: system, where: "the system's" }
  return fromPackage()
}

function onPath() {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return SYSTEM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** The last resort: a Chromium in an npm package, for Linux; not kept in package.json because hardly anyone needs it. */
async function fromPackage() {
  if (process.platform !== 'linux') return { path: null, why: 'no Chromium was found; name one in CHROMIUM_PATH' }
  if (!existsSync(join(root, 'node_modules/@sparticuz/chromium'))) {
    say(`Fetching a Chromium (${PACKAGE})…`)
    const { status } = spawnSync('npm', ['i', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', PACKAGE], {
      cwd: root,
      env: toolEnvironment(),
      stdio: ['ignore', 2, 2],
    })
    if (status !== 0) return { path: null, why: 'no Chromium was found and its npm package could not be installed' }
  }
  const { default: packaged } = await import('@sparticuz/chromium')
  return { path: await packaged.executablePath(), where: `the npm package ${PACKAGE}` }
}
