import { spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { electronArguments, electronPath, expect, openElectron, test } from '../app-fixture.ts'
import { beginToHear, callBridge, heardEvents } from './bridge.ts'

test('menu items that the page carries out reach it as commands', async ({ app, window }) => {
  await beginToHear(window)
  await app.electron?.evaluate(({ Menu }) => {
    for (const id of ['open-folders', 'shortcuts']) Menu.getApplicationMenu()?.getMenuItemById(id)?.click()
  })
  await expect.poll(() => heardEvents(window, 'menu')).toEqual([{ command: 'open-folders' }, { command: 'shortcuts' }])
})

test('folders chosen in the native dialog come as grants without a path', async ({ app, window, workFolder }) => {
  const folder = join(workFolder, 'assets')
  await mkdir(folder)
  await app.electron?.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, folder)
  const call = { type: 'call', id: 'choose', method: 'grants.choose', input: { purpose: 'source' } }
  const { output } = await callBridge(window, call)
  expect(output).toEqual([{ id: expect.any(String), name: 'assets', display: expect.any(String) }])
  expect(JSON.stringify((output as { id: string }[])[0]?.id)).not.toContain('assets')
})

test('a cancelled dialog gives no folders', async ({ app, window }) => {
  await app.electron?.evaluate(({ dialog }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] })
  })
  const call = { type: 'call', id: 'choose', method: 'grants.choose', input: { purpose: 'source' } }
  expect((await callBridge(window, call)).output).toEqual([])
})

test('text is copied to the system clipboard', async ({ app, window }) => {
  const text = 'css/site.3f9a0c12b7de.css'
  await callBridge(window, { type: 'call', id: 'copy', method: 'system.copyText', input: { text } })
  expect(await app.electron?.evaluate(({ clipboard }) => clipboard.readText())).toBe(text)
})

test('documentation opens in the system browser by its topic, on https', async ({ app, window }) => {
  await app.electron?.evaluate(({ shell }) => {
    shell.openExternal = (url) => {
      ;(globalThis as unknown as { opened: string }).opened = url
      return Promise.resolve()
    }
  })
  const call = { type: 'call', id: 'doc', method: 'system.openDocumentation', input: { topic: 'whitenoise' } }
  await callBridge(window, call)
  const opened = await app.electron?.evaluate(() => (globalThis as unknown as { opened: string }).opened)
  expect(opened).toMatch(/^https:\/\/whitenoise\./)
})

test('the window comes back where it was', async ({ userFolder }) => {
  const first = await openElectron(userFolder, null)
  await first.electron?.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1000, height: 700 }),
  )
  await expect.poll(() => readFile(join(userFolder, 'window.json'), 'utf8').catch(() => '')).toContain('"width":1000')
  await first.close()
  const second = await openElectron(userFolder, null)
  const bounds = await second.electron?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  await second.close()
  expect(bounds).toMatchObject({ width: 1000, height: 700 })
})

test('a damaged window file is no obstacle', async ({ userFolder }) => {
  await writeFile(join(userFolder, 'window.json'), '{"version":1,"bounds":"everywhere"')
  const app = await openElectron(userFolder, null)
  await expect(app.page).toHaveTitle(/Staticscope/)
  await app.close()
})

test('a second start shows the first window and ends', async ({ app, userFolder }) => {
  await app.electron?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const second = spawn(electronPath(), electronArguments(userFolder), { stdio: 'ignore' })
  const code = await new Promise((resolve) => second.once('exit', resolve))
  const windows = await app.electron?.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((one) => one.isMinimized()),
  )
  expect([code, windows]).toEqual([0, [false]])
})

test('the self-check opens the page, the engine and the database, and ends with 0', async ({ userFolder }) => {
  const check = spawn(electronPath(), [...electronArguments(userFolder), '--self-check'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let text = ''
  check.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const code = await new Promise((resolve) => check.once('exit', resolve))
  expect([code, text]).toEqual([0, expect.stringMatching(/^self-check passed: page, engine and database are well/)])
})
