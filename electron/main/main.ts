import { isAbsolute, join } from 'node:path'
import { app, ipcMain, Menu, session, utilityProcess, type BrowserWindow } from 'electron'
import { CHANNELS } from '../../shared/contract/channels.ts'
import type { InspectorEvent } from '../../shared/contract/envelope.ts'
import { answerNatively, openInBrowser } from './answer-natively.ts'
import { APP_ORIGIN, APP_URL, handleAppScheme, registerAppScheme } from './app-scheme.ts'
import { openAppWindow } from './app-window.ts'
import { watchForCrash } from './crash-window.ts'
import { engineEnvironment } from './engine-environment.ts'
import { EngineProcess, type EngineChild } from './engine-process.ts'
import { menuTemplate } from './menu-template.ts'
import { DOCUMENTATION } from './native-methods.ts'
import { guardNavigation } from './navigation-guard.ts'
import { applyPermissionTable, originOf } from './permission-table.ts'
import { runSelfCheck } from './self-check.ts'
import { servePage } from './serve-page.ts'
import { describeStartup, markStartup } from './startup-marks.ts'

const isSelfCheck = process.argv.includes('--self-check')
const isTracing = process.argv.includes('--trace-startup')
// The page of the development server, in development only.
const developmentUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
const pageUrl = developmentUrl ?? APP_URL
const pageOrigin = developmentUrl === undefined ? APP_ORIGIN : originOf(developmentUrl)

setUserFolder()
if (isSelfCheck || app.requestSingleInstanceLock()) start()
else app.quit()

function start(): void {
  markStartup('main-loaded')
  registerAppScheme()
  // Unpackaged and as root (in a container, for tests) Chromium starts only with --no-sandbox, which this would undo.
  if (app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  guardNavigation(app, pageUrl)
  app.on('window-all-closed', () => app.quit())
  void app.whenReady().then(openProgram)
}

/** Another folder for everything that is kept, named by `--user-data-dir=` as in Chromium. */
function setUserFolder(): void {
  const named = app.commandLine.getSwitchValue('user-data-dir')
  if (isAbsolute(named)) app.setPath('userData', named)
}

/** The window first; the engine, the menu and the rest while it paints. */
function openProgram(): void {
  markStartup('app-ready')
  applyPermissionTable(session.defaultSession, pageOrigin)
  handleAppScheme(session.defaultSession, join(import.meta.dirname, '../renderer'))

  const userFolder = app.getPath('userData')
  const window = openAppWindow({ url: pageUrl, stateFile: join(userFolder, 'window.json'), hidden: isSelfCheck })
  markStartup('window-created')
  window.webContents.once('did-finish-load', () => markStartup('page-loaded'))
  window.once('show', () => markStartup('window-shown'))

  const engine = new EngineProcess({
    fork: forkEngine,
    start: {
      kind: 'start',
      dataFolder: join(userFolder, 'engine'),
      sampleFolder: app.isPackaged
        ? join(process.resourcesPath, 'sample')
        : join(import.meta.dirname, '../../electron/sample'),
      roots: [],
    },
    onEvent: (event) => {
      if (event.topic === 'engine' && event.payload.state === 'ready') markStartup('engine-ready')
      sendEvent(window, event)
    },
    log: (line) => console.error(line),
  })
  servePage({ ipcMain, channels: CHANNELS, window, engine, pageOrigin, native: answerNatively(window, engine) })
  watchForCrash(window)
  engine.start()
  fillMenu(window, engine)
  focusOnSecondInstance(window)
  stopEngineBeforeQuit(engine)
  if (isTracing) window.once('show', () => setTimeout(() => console.error(describeStartup(startedAt())), 1000))
  if (isSelfCheck) void runSelfCheck(window, engine)
}

function forkEngine(): EngineChild {
  return utilityProcess.fork(join(import.meta.dirname, 'engine.cjs'), [], {
    serviceName: 'Staticscope engine',
    env: engineEnvironment(process.env),
    stdio: 'pipe',
  })
}

function sendEvent(window: BrowserWindow, event: InspectorEvent): void {
  if (!window.isDestroyed()) window.webContents.send(CHANNELS.response, { type: 'event', event })
}

function fillMenu(window: BrowserWindow, engine: EngineProcess): void {
  const template = menuTemplate(process.platform, app.isPackaged, {
    send: (command) => sendEvent(window, { topic: 'menu', payload: { command } }),
    restartEngine: () => void engine.stop().then(() => engine.start()),
    openDocumentation: () => void openInBrowser(DOCUMENTATION['django-staticfiles']),
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

function focusOnSecondInstance(window: BrowserWindow): void {
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  })
}

/** The engine closes its database before the program ends. */
function stopEngineBeforeQuit(engine: EngineProcess): void {
  app.on('will-quit', (event) => {
    if (engine.state === 'gone') return
    event.preventDefault()
    void engine.stop().then(() => app.quit())
  })
}

/** When the process was created, in epoch milliseconds. */
function startedAt(): number {
  return process.getCreationTime() ?? performance.timeOrigin
}
