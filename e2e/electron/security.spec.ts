import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../app-fixture.ts'
import { beginToHear, callBridge, heardEvents } from './bridge.ts'

test('the page is sandboxed, isolated, on our own scheme, and has the bridge of three functions and nothing else', async ({
  app,
  window,
}) => {
  const seen = await window.evaluate(() => ({
    url: location.href.split('#')[0],
    bridge: Object.keys((globalThis as unknown as { staticscope: object }).staticscope).toSorted(),
    node: ['require', 'process', 'module', 'Buffer', '__dirname'].filter((name) => name in globalThis),
    isSecure: isSecureContext,
  }))
  expect(seen).toEqual({
    url: 'app://inspector/',
    bridge: ['call', 'cancel', 'subscribe'],
    node: [],
    isSecure: true,
  })
  const preferences = await app.electron?.evaluate(({ BrowserWindow }) => {
    // Not in the published types, and the only way to see what a window was really made with.
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>
    }
    const { contextIsolation, sandbox, webSecurity, nodeIntegration, webviewTag } = contents.getLastWebPreferences()
    return { contextIsolation, sandbox, webSecurity, nodeIntegration, webviewTag: webviewTag ?? false }
  })
  expect(preferences).toEqual({
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    nodeIntegration: false,
    webviewTag: false,
  })
})

test('the policy comes as a header and stops inline scripts, eval, foreign frames and foreign connections', async ({
  window,
}) => {
  const seen = await window.evaluate(async () => {
    const policy = (await fetch('/')).headers.get('content-security-policy') ?? ''
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
    const script = document.createElement('script')
    try {
      script.textContent = 'globalThis.wasRun = true'
    } catch {
      violations.push('trusted types')
    }
    document.head.append(script)
    const frame = document.createElement('iframe')
    frame.src = 'https://example.com/'
    document.body.append(frame)
    const connection = await fetch('https://example.com/').then(
      () => 'connected',
      () => 'refused',
    )
    let evaluated = 'evaluated'
    try {
      Reflect.construct(Function, ['return 1'])
    } catch {
      evaluated = 'refused'
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
    return { policy, violations, connection, evaluated, wasRun: 'wasRun' in globalThis }
  })
  expect(seen.policy).toMatch(/^default-src 'none'; script-src 'self';/)
  expect([seen.connection, seen.evaluated, seen.wasRun]).toEqual(['refused', 'refused', false])
  expect(seen.violations).toEqual(expect.arrayContaining(['trusted types', 'frame-src', 'connect-src']))
})

test('nothing but files of the page is given on our scheme', async ({ window }) => {
  const statuses = await window.evaluate(async () => {
    const ask = async (url: string, method = 'GET') => (await fetch(url, { method })).status
    return [await ask('/'), await ask('/../package.json'), await ask('/%2e%2e/package.json'), await ask('/', 'POST')]
  })
  expect(statuses).toEqual([200, 404, 404, 405])
})

test('the page cannot be led elsewhere, and no window opens', async ({ app, window }) => {
  const opened = await window.evaluate(() => open('https://example.com/') === null)
  await window.evaluate(() => {
    location.href = 'https://example.com/'
  })
  await window.evaluate(() => {
    location.href = 'file:///etc/passwd'
  })
  await window.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)))
  const windows = await app.electron?.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((one) => one.webContents.getURL().split('#')[0]),
  )
  expect([opened, windows]).toEqual([true, ['app://inspector/']])
})

test('every permission but writing text to the clipboard is denied', async ({ window }) => {
  const states = await window.evaluate(async () => {
    const ask = async (name: string) =>
      (await navigator.permissions.query({ name: name as PermissionName }).catch(() => null))?.state
    return {
      camera: await ask('camera'),
      geolocation: await ask('geolocation'),
      notifications: await ask('notifications'),
      read: await ask('clipboard-read'),
      write: await ask('clipboard-write'),
    }
  })
  expect(states).toEqual({
    camera: 'denied',
    geolocation: 'denied',
    notifications: 'denied',
    read: 'denied',
    write: 'granted',
  })
})

test('the gate answers known methods and refuses unknown ones and wrong inputs with a code', async ({ window }) => {
  const answers = [
    await callBridge(window, { type: 'call', id: 'a', method: 'jobs.list', input: {} }),
    await callBridge(window, { type: 'call', id: 'b', method: 'files.read', input: { path: '/etc/passwd' } }),
    await callBridge(window, { type: 'call', id: 'c', method: 'projects.get', input: { id: 'p', path: '/etc' } }),
    await callBridge(window, { type: 'call', id: 'd', method: 'grants.list', input: { grantId: '/etc' } }),
  ]
  expect(answers.map(({ type, error }) => error?.code ?? type)).toEqual(['result', 'refused', 'bad-input', 'not-found'])
})

test('a frame inside the page gets no bridge', async ({ window }) => {
  const hasBridge = await window.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    return 'staticscope' in (frame.contentWindow ?? {})
  })
  expect(hasBridge).toBe(false)
})

test('what is dropped becomes a grant, folder or file; a drop that a script makes up does not', async ({
  window,
  workFolder,
}) => {
  const folder = join(workFolder, 'static')
  await mkdir(folder)
  await writeFile(join(workFolder, 'single.css'), '')
  await beginToHear(window)
  await window.evaluate(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([''], 'forged'))
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true }))
  })
  const session = await window.context().newCDPSession(window)
  const data = { items: [], files: [folder, join(workFolder, 'single.css')], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  }
  await expect
    .poll(() => heardEvents(window, 'grants'))
    .toEqual([
      [
        { id: expect.any(String), name: 'static', display: expect.stringContaining('static'), isFile: false },
        { id: expect.any(String), name: 'single.css', display: expect.stringContaining('single.css'), isFile: true },
      ],
    ])
})
