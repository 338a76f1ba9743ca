import { app, dialog, type BrowserWindow } from 'electron'

const WHY: Readonly<Record<string, string>> = {
  oom: 'It ran out of memory.',
  killed: 'It was ended from outside.',
  crashed: 'It crashed.',
  'launch-failed': 'It could not start.',
  'integrity-failure': 'Its files are damaged.',
}

/**
 * Tells that the page is gone or does not answer, and offers to load it again. Nothing of the user's is lost with a page:
 * what the engine has stays.
 */
export function watchForCrash(window: BrowserWindow): void {
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit')
      void offerReload(window, 'The window has stopped.', WHY[reason] ?? `Reason: ${reason}.`)
  })
  window.on('unresponsive', () => {
    void offerReload(window, 'The window does not answer.', 'It may be busy, or stuck.')
  })
}

async function offerReload(window: BrowserWindow, message: string, detail: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message,
    detail,
    buttons: ['Load Again', 'Wait', 'Quit'],
    defaultId: 0,
    cancelId: 1,
  })
  if (response === 0 && !window.isDestroyed()) window.webContents.reload()
  if (response === 2) app.quit()
}
