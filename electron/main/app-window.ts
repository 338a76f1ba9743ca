import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { MINIMUM_SIZE, placeWindow, readWindowState, writeWindowState } from './window-state.ts'

/** Backgrounds before the first paint; the same as the page's own in either theme. */
const BACKGROUND = { light: '#f6f7f9', dark: '#13161b' }
/** Milliseconds after the last move or resize until the window's place is kept. */
const KEEP_DELAY = 400

export type AppWindowOptions = {
  readonly url: string
  /** File that keeps the window's place. */
  readonly stateFile: string
  /** Never shown: for the self-check. */
  readonly hidden: boolean
}

/** Opens the window on the page and keeps its place. It shows itself when there is something to see. */
export function openAppWindow({ url, stateFile, hidden }: AppWindowOptions): BrowserWindow {
  const kept = readWindowState(stateFile)
  const workAreas = screen.getAllDisplays().map((display) => display.workArea)
  const window = new BrowserWindow({
    ...placeWindow(kept?.bounds ?? null, workAreas),
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    show: false,
    title: 'Staticscope',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  if (kept?.isMaximized === true && !hidden) window.maximize()
  if (!hidden) window.once('ready-to-show', () => window.show())
  keepPlace(window, stateFile)
  void window.loadURL(url)
  return window
}

function keepPlace(window: BrowserWindow, stateFile: string): void {
  let timer: NodeJS.Timeout | undefined
  const keep = () =>
    writeWindowState(stateFile, { version: 1, bounds: window.getNormalBounds(), isMaximized: window.isMaximized() })
  const keepSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(keep, KEEP_DELAY)
  }
  window.on('resize', keepSoon)
  window.on('move', keepSoon)
  window.on('close', () => {
    clearTimeout(timer)
    keep()
  })
}
