import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { _electron, chromium, test as base, type ElectronApplication, type Locator, type Page } from '@playwright/test'

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
  /** Puts folders into the dialog "Open folders", as people do it in this host. */
  readonly offerFolders: (folders: readonly string[]) => Promise<void>
  /** Opens the dialog "Open a Django project" and chooses a folder that lies right in the work folder. */
  readonly chooseProject: (folder: string) => Promise<void>
  /** Ends the engine from outside and without a word, as the system does when memory runs out. */
  readonly crashEngine: () => Promise<void>
  /** Brings it back as people do: the desktop has done so by itself; the server is started again and its address opened. */
  readonly recover: () => Promise<void>
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
  userFolder: async ({}, use) => inFolder('staticscope-user-', use),
  workFolder: async ({}, use) => inFolder('staticscope-work-', use),
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

async function inFolder(prefix: string, use: (folder: string) => Promise<void>): Promise<void> {
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
  return {
    page,
    electron,
    offerFolders: (folders) => chooseInDialog(page, electron, folders),
    chooseProject: async (folder) => {
      await answerDialog(electron, [folder])
      await page.getByRole('button', { name: 'Open a Django project' }).click()
    },
    crashEngine: async () => void process.kill(await engineId(electron), 'SIGKILL'),
    recover: () => Promise.resolve(),
    close: () => electron.close(),
  }
}

async function openBrowser(userFolder: string, workFolder: string, colorScheme: ColorScheme): Promise<App> {
  let server = await startServer(userFolder, workFolder)
  const browser = await chromium.launch({
    ...(process.env['CHROMIUM_PATH'] === undefined ? {} : { executablePath: process.env['CHROMIUM_PATH'] }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(server.url)
  return {
    page,
    electron: null,
    offerFolders: (folders) => browse(page, folders),
    chooseProject: (folder) => browseToProject(page, folder),
    crashEngine: () => end(server.process, 'SIGKILL'),
    recover: async () => {
      server = await startServer(userFolder, workFolder)
      await page.goto(server.url)
    },
    close: async () => {
      await browser.close()
      await end(server.process, 'SIGTERM')
    },
  }
}

type Server = { readonly process: ChildProcess; readonly url: string }

async function startServer(userFolder: string, workFolder: string): Promise<Server> {
  const server = spawn(
    process.execPath,
    [join(root, '.build/main/cli.cjs'), 'serve', '--no-open', '--allow', workFolder],
    { env: { ...process.env, STATICSCOPE_DATA_FOLDER: userFolder }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  return { process: server, url: await firstAddress(server) }
}

/** Ends a process, if it runs, and waits for it. */
function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((done) => {
    child.once('exit', () => done())
    child.kill(signal)
  })
}

/** Process id of the engine, asked of the program, or of the system where an older Electron has it as a plain child. */
export async function engineId(electron: ElectronApplication): Promise<number> {
  const found = await electron.evaluate(({ app }) => ({
    main: process.pid,
    engine: app.getAppMetrics().find(({ name }) => name === 'Staticscope engine')?.pid,
  }))
  if (found.engine !== undefined) return found.engine
  const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(found.main)], { encoding: 'utf8' })
  const line = children.split('\n').find((child) => child.includes('engine.cjs'))
  return Number.parseInt(line ?? '', 10)
}

/** The native dialog gives the folders at once. */
async function chooseInDialog(page: Page, electron: ElectronApplication, folders: readonly string[]): Promise<void> {
  await answerDialog(electron, folders)
  await page.getByRole('button', { name: 'Open folders' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Add folder…' }).click()
}

async function answerDialog(electron: ElectronApplication, paths: readonly string[]): Promise<void> {
  await electron.evaluate(
    ({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: chosen })
    },
    [...paths],
  )
}

async function browseToProject(page: Page, folder: string): Promise<void> {
  await page.getByRole('button', { name: 'Open a Django project' }).click()
  await walkInto(page.getByRole('dialog'), folder)
}

/** Chooses a folder that lies right in the one that the server allows, each step once the one before has been taken. */
async function walkInto(dialog: Locator, folder: string): Promise<void> {
  await dialog.getByRole('option').first().click()
  await dialog.getByRole('option', { name: basename(folder) }).click()
  // The way down shows the folder once the engine has let the page in; before, the one above would be chosen.
  const way = dialog.getByRole('navigation', { name: 'Where you are' })
  await way.getByRole('button', { name: basename(folder), exact: true }).waitFor()
  await dialog.getByRole('button', { name: 'Choose this folder' }).click()
}

/** Walks down from the folder that the server allows, one folder after the other. All lie directly in it. */
async function browse(page: Page, folders: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Open folders' }).first().click()
  const dialog = page.getByRole('dialog')
  for (const folder of folders) {
    await dialog.getByRole('button', { name: 'Add folder…' }).click()
    await walkInto(dialog, folder)
  }
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
