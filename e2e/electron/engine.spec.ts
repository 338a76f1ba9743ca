import { execFileSync } from 'node:child_process'
import type { ElectronApplication } from '@playwright/test'
import { expect, test } from '../app-fixture.ts'
import { beginToHear, callBridge, heardEvents } from './bridge.ts'

/** Process id of the engine, asked of the program, or of the system where an older Electron has it as a plain child. */
async function engineId(electron: ElectronApplication | null): Promise<number> {
  const found = await electron?.evaluate(({ app }) => ({
    main: process.pid,
    engine: app.getAppMetrics().find(({ name }) => name === 'Staticscope engine')?.pid,
  }))
  if (found === undefined) throw new Error('There is no program')
  if (found.engine !== undefined) return found.engine
  const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(found.main)], { encoding: 'utf8' })
  const line = children.split('\n').find((child) => child.includes('engine.cjs'))
  return Number.parseInt(line ?? '', 10)
}

/** Ends the engine as the system would when memory runs out: from outside, without a word. */
async function killEngine(electron: ElectronApplication | null): Promise<void> {
  process.kill(await engineId(electron), 'SIGKILL')
}

test('a crash of the engine is told, and it comes back once', async ({ app, window }) => {
  await callBridge(window, { type: 'call', id: 'before', method: 'jobs.list', input: {} })
  await beginToHear(window)
  await killEngine(app.electron)
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
  await killEngine(app.electron)
  await expect.poll(states).toEqual(['gone', 'starting', 'ready'])
  await killEngine(app.electron)
  await expect.poll(states).toEqual(['gone', 'starting', 'ready', 'gone'])
  const refused = await callBridge(window, { type: 'call', id: 'gone', method: 'jobs.list', input: {} })
  expect(refused.error?.code).toBe('engine-gone')
  await app.electron?.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('restart-engine')?.click())
  await expect.poll(states).toEqual(['gone', 'starting', 'ready', 'gone', 'starting', 'ready'])
})

test('closing the window ends the engine in order', async ({ app, window }) => {
  await callBridge(window, { type: 'call', id: 'before', method: 'jobs.list', input: {} })
  const pid = await engineId(app.electron)
  const closed = app.electron?.waitForEvent('close')
  await app.electron?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => undefined)
  await closed
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})
