import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, chromium, test as base, type ElectronApplication, type Page } from '@playwright/test'

const root = resolve(import.meta.dirname, '..')

export type HostOptions = {
  /** Which program carries the engine. Specs do not ask. */
  host: 'browser' | 'electron'
  colorScheme: 'light' | 'dark' | 'no-preference' | null | undefined
}

type App = {
  readonly page: Page
  /** The Electron application; null in the browser. */
  readonly electron: ElectronApplication | null
  readonly close: () => Promise<void>
}

type Fixtures = HostOptions & {
  /** A folder of its own for everything that the program keeps. */
  userFolder: string
  /** A folder for the test's own static files; the browser host may browse it. */
  workFolder: string
  app: App
  /** The window's page, or the tab's. */
  window: Page
}

export const test = base.extend<Fixtures>({
  host: ['browser', { option: true }],
  userFolder: async ({}, use) => use$('staticscope-user-', use),
  workFolder: async ({}, use) => use$('staticscope-work-', use),
  app: async ({ host, userFolder, workFolder, colorScheme }, use) => {
    const app =
      host === 'electron'
        ? await openElectron(userFolder, colorScheme ?? null)
        : await openBrowser(userFolder, workFolder, colorScheme ?? null)
    await use(app)
    await app.close()
  },
  window: async ({ app }, use) => use(app.page),
})
export { expect } from '@playwright/test'

async function use$(prefix: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), prefix))
  await use(folder)
  await rm(folder, { recursive: true, force: true })
}

type ColorScheme = 'light' | 'dark' | 'no-preference' | null

/** Arguments of the unpackaged program. As root, in a container, Chromium starts only without its sandbox. */
export function electronArguments(userFolder: string): string[] {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return [...sandbox, root, `--user-data-dir=${userFolder}`]
}

/** Path of the Electron under test, as the test command found it. */
export function electronPath(): string {
  const path = process.env['STATICSCOPE_ELECTRON']
  if (path === undefined) throw new Error('STATICSCOPE_ELECTRON is not set: run `npm run test:e2e:electron`')
  return path
}

/** Starts the program with a folder of its own and waits for its window. */
export async function openElectron(userFolder: string, colorScheme: ColorScheme): Promise<App> {
  const electron = await _electron.launch({
    executablePath: electronPath(),
    args: electronArguments(userFolder),
    colorScheme,
  })
  const page = await electron.firstWindow()
  await page.waitForLoadState('domcontentloaded')
  return { page, electron, close: () => electron.close() }
}

async function openBrowser(userFolder: string, workFolder: string, colorScheme: ColorScheme): Promise<App> {
  const server = spawn(
    process.execPath,
    [join(root, '.build/main/cli.cjs'), 'serve', '--no-open', '--allow', workFolder],
    { env: { ...process.env, STATICSCOPE_DATA_FOLDER: userFolder }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const url = await firstAddress(server)
  const browser = await chromium.launch({
    ...(process.env['CHROMIUM_PATH'] === undefined ? {} : { executablePath: process.env['CHROMIUM_PATH'] }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(url)
  const close = async () => {
    await browser.close()
    await new Promise((done) => {
      server.once('exit', done)
      server.kill('SIGTERM')
    })
  }
  return { page, electron: null, close }
}

/** The address that `serve` prints. */
function firstAddress(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    server.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const [url] = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/.exec(text) ?? []
      if (url !== undefined) resolve(url)
    })
    server.once('exit', (code) => reject(new Error(`serve ended with code ${code}: ${text}`)))
  })
}
