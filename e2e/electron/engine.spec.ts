import { engineId, expect, test } from '../app-fixture.ts'
import { beginToHear, callBridge, heardEvents } from './bridge.ts'

test('a crash of the engine is told, and it comes back once', async ({ app, window }) => {
  await callBridge(window, { type: 'call', id: 'before', method: 'jobs.list', input: {} })
  await beginToHear(window)
  await app.crashEngine()
  await expect
    .poll(async () => (await heardEvents(window, 'engine')).map((payload) => (payload as { state: string }).state))
    .toEqual(['gone', 'starting', 'ready'])
  const after = await callBridge(window, { type: 'call', id: 'after', method: 'jobs.list', input: {} })
  expect(after).toEqual({ type: 'result', id: 'after', output: [] })
})

test('after a second crash calls are answered with engine-gone, and the menu brings it back', async ({
  app,
  window,
}) => {
  await callBridge(window, { type: 'call', id: 'before', method: 'jobs.list', input: {} })
  await beginToHear(window)
  const states = async () =>
    (await heardEvents(window, 'engine')).map((payload) => (payload as { state: string }).state)
  await app.crashEngine()
  await expect.poll(states).toEqual(['gone', 'starting', 'ready'])
  await app.crashEngine()
  await expect.poll(states).toEqual(['gone', 'starting', 'ready', 'gone'])
  const refused = await callBridge(window, { type: 'call', id: 'gone', method: 'jobs.list', input: {} })
  expect(refused.error?.code).toBe('engine-gone')
  await app.electron?.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('restart-engine')?.click())
  await expect.poll(states).toEqual(['gone', 'starting', 'ready', 'gone', 'starting', 'ready'])
})

test('closing the window ends the engine in order', async ({ app, window }) => {
  await callBridge(window, { type: 'call', id: 'before', method: 'jobs.list', input: {} })
  if (app.electron === null) throw new Error('There is no program')
  const pid = await engineId(app.electron)
  const closed = app.electron.waitForEvent('close')
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => undefined)
  await closed
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})
