import { app, type BrowserWindow } from 'electron'
import { METHODS } from '../../shared/contract/methods.ts'
import type { EngineProcess } from './engine-process.ts'

/** Milliseconds that the whole check may take. */
const PATIENCE = 30_000

/**
 * Checks a program as it is shipped, where no test tool can reach in: the page loads, the engine starts and opens its
 * database. Prints one line and exits with 0, or with 1 and the reason.
 */
export async function runSelfCheck(window: BrowserWindow, engine: EngineProcess): Promise<void> {
  const timer = setTimeout(() => finish(1, `it took more than ${PATIENCE / 1000} s`), PATIENCE)
  try {
    await pageLoaded(window)
    const recents = METHODS['projects.recents'].output.parse(
      await engine.ask({ kind: 'call', method: 'projects.recents', input: {} }),
    )
    clearTimeout(timer)
    await engine.stop()
    finish(0, `page, engine and database are well (${recents.length} recent projects)`)
  } catch (error) {
    finish(1, String(error))
  }
}

function pageLoaded(window: BrowserWindow): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!window.webContents.isLoadingMainFrame() && window.webContents.getURL() !== '') resolve()
    window.webContents.once('did-finish-load', () => resolve())
    window.webContents.once('did-fail-load', (_event, _code, reason) => reject(new Error(`The page: ${reason}`)))
  })
}

function finish(code: 0 | 1, what: string): void {
  const { electron, chrome, node } = process.versions
  console.log(
    `self-check ${code === 0 ? 'passed' : 'failed'}: ${what} [Electron ${electron}, Chromium ${chrome}, Node ${node}]`,
  )
  app.exit(code)
}
