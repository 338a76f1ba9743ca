import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { ConsoleMessage, Locator, Page } from '@playwright/test'
import { expect, test } from './app-fixture.ts'

/** What the page is told when it does something that its policy forbids. */
function hearRefusals(window: Page): readonly string[] {
  const refusals: string[] = []
  const hear = (message: ConsoleMessage) => {
    if (/Refused to|violates|Trusted/i.test(message.text())) refusals.push(message.text())
  }
  window.on('console', hear)
  window.on('pageerror', (error) => refusals.push(error.message))
  return refusals
}

async function openSample(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Try the sample shop' }).click()
  await expect(window.getByRole('heading', { level: 1, name: /^collectstatic would fail at/ })).toBeVisible()
}

/** Opens a file of the shown preview at one of its tabs, by the address as a link does. */
async function openFile(window: Page, file: string, tab: string): Promise<Locator> {
  const address = new URL(window.url())
  const [path] = address.hash.split('?')
  address.hash = `${path}?${new URLSearchParams({ file, tab }).toString()}`
  await window.goto(address.href)
  const detail = window.getByRole('region', { name: 'Detail' })
  await expect(detail.getByRole('tablist', { name: `About ${file}` })).toBeVisible()
  return detail
}

/** Offers folders with these files below the work folder, in order, and waits for their preview. */
async function openFolders(
  app: { readonly offerFolders: (folders: readonly string[]) => Promise<void> },
  window: Page,
  workFolder: string,
  folders: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>>,
): Promise<void> {
  for (const [folder, files] of Object.entries(folders)) {
    await mkdir(join(workFolder, folder), { recursive: true })
    for (const [name, content] of Object.entries(files)) await writeFile(join(workFolder, folder, name), content)
  }
  await app.offerFolders(Object.keys(folders).map((folder) => join(workFolder, folder)))
  await window.getByRole('button', { name: 'Preview', exact: true }).last().click()
  await expect(window.getByRole('treegrid', { name: 'Files' })).toBeVisible()
}

/** Signs of one statement after the other, all in one line. */
function oneLine(size: number): string {
  const parts: string[] = []
  for (let length = 0, at = 0; length < size; at++) {
    const part = `.c${at}{width:${at % 977}px${at % 500 === 0 ? ';background:url(x.png)' : ';color:red'}}`
    parts.push(part)
    length += part.length
  }
  return parts.join('')
}

test('the source of a file is shown with its rewritten and failing references marked', async ({ window }) => {
  const refusals = hearRefusals(window)
  await openSample(window)
  const detail = await openFile(window, 'css/site.css', 'content')
  const text = detail.getByRole('textbox', { name: 'Source of css/site.css' })
  await expect(text).toContainText('@import url("tokens.css");')
  await expect(text.locator('.cm-mark-rewritten').first()).toHaveAttribute('title', /^becomes url\("tokens\./)
  await expect(text.locator('.cm-mark-error').first()).toHaveAttribute('title', /badges\.css' could not be found/)
  await text.focus()
  await window.keyboard.press('Control+f')
  await window.keyboard.type('site-header')
  await expect(text.locator('.cm-searchMatch').first()).toHaveText('site-header')
  await window.keyboard.press('Escape')
  await expect(text).toBeFocused()
  expect(refusals).toEqual([])
})

test('what Django changes in a file is shown side by side or in one, and walked through by key', async ({ window }) => {
  const refusals = hearRefusals(window)
  await openSample(window)
  const detail = await openFile(window, 'css/site.css', 'content')
  await detail.getByRole('radio', { name: 'Changes' }).check({ force: true })
  await detail.getByRole('radio', { name: 'Split' }).check({ force: true })
  const output = detail.getByRole('textbox', { name: 'Output' })
  await expect(output.locator('.cm-changedText').first()).toContainText(/^\.?[0-9a-f]{12}/)
  await expect(detail.getByText(/unchanged lines/).first()).toBeVisible()
  const status = detail.getByRole('status')
  await expect(status).toHaveText('6 changes')
  await output.focus()
  await window.keyboard.press('F7')
  await expect(status).toHaveText(/^Change 2 of 6, line/)
  await window.keyboard.press('Shift+F7')
  await expect(status).toHaveText('Change 1 of 6, line 1')
  await detail.getByRole('button', { name: 'Hide equal lines' }).click()
  await expect(detail.getByText(/unchanged lines/)).toHaveCount(0)
  await detail.getByRole('radio', { name: 'Unified' }).check({ force: true })
  await expect(detail.getByRole('textbox', { name: 'Source and Output, unified' })).toContainText('url("tokens.css")')
  expect(refusals).toEqual([])
})

test('candidates that differ are compared with the winner', async ({ window }) => {
  await openSample(window)
  const detail = await openFile(window, 'admin/css/base.css', 'candidates')
  const difference = detail.getByRole('group', { name: 'Winner and candidate 2 of admin/css/base.css' })
  await expect(difference).toContainText('#417690')
  await expect(difference).toContainText('#2f6b4f')
  await detail.getByRole('button', { name: 'Compare candidate 2 with the winner' }).click()
  await expect(difference).toHaveCount(0)
})

test('other candidates are compared by their bytes', async ({ app, window, workFolder }) => {
  await openFolders(app, window, workFolder, {
    first: { 'a.bin': new Uint8Array([0, 1, 2, 3]) },
    second: { 'a.bin': new Uint8Array([0, 1, 9, 3, 4]) },
  })
  const detail = await openFile(window, 'a.bin', 'candidates')
  await expect(detail.getByRole('group', { name: /^Winner and candidate 2/ })).toContainText('byte 2 (0x2)')
})

test('a file that thousands use names them page by page, with the shortest way to it', async ({
  app,
  window,
  workFolder,
}) => {
  const many = Object.fromEntries(
    Array.from({ length: 3000 }, (_, at) => [`u${at}.css`, 'a{background:url(x.png)}'] as const),
  )
  await openFolders(app, window, workFolder, {
    static: { 'x.png': '1', 'top.css': '@import "u0.css";', ...many },
  })
  const detail = await openFile(window, 'x.png', 'references')
  const users = detail.getByRole('region', { name: 'Used by' })
  await expect(users.getByRole('heading')).toHaveText('Used by 3,000 files')
  await expect(users.getByRole('listitem')).toHaveCount(25)
  for (let page = 0; page < 5; page++) await users.getByRole('button', { name: /^Show 25 more/ }).click()
  await expect(users.getByRole('listitem')).toHaveCount(150)
  const deeper = await openFile(window, 'u0.css', 'references')
  await expect(deeper.getByRole('region', { name: 'Used by' })).toContainText('top.css')
})

test('a file of one line of 5 MB is folded, compared and searched', async ({ app, window, workFolder }) => {
  test.slow()
  const refusals = hearRefusals(window)
  await openFolders(app, window, workFolder, { static: { 'x.png': '1', 'one.css': oneLine(5_000_000) } })
  const detail = await openFile(window, 'one.css', 'content')
  const text = detail.getByRole('textbox', { name: 'Source of one.css' })
  await expect(text).toContainText('.c0{width:0px')
  await expect(detail.getByText(/^↪ Very long lines are folded in/)).toBeVisible()
  const longest = await text
    .locator('.cm-line')
    .evaluateAll((lines) => Math.max(...lines.map((line) => line.textContent.length)))
  expect(longest).toBeLessThanOrEqual(2000)
  await detail.getByRole('radio', { name: 'Changes' }).check({ force: true })
  await expect(detail.getByRole('status')).toHaveText(/change/)
  await expect(detail.locator('.cm-changedText').first()).toBeVisible()
  expect(refusals).toEqual([])
})

test('the treemap is walked, zoomed and left with the keyboard', async ({ window }) => {
  await openSample(window)
  await window.getByRole('radio', { name: 'Treemap' }).check({ force: true })
  const map = window.getByRole('listbox', { name: /^Files by size: All files/ })
  await map.focus()
  const active = window.getByRole('option', { selected: true })
  await expect(active).toHaveText(/^img, 8\.8 KB, 25 %, \d+ files/)
  await window.keyboard.press('ArrowRight')
  await expect(active).not.toHaveText(/^img/)
  await window.keyboard.press('ArrowLeft')
  await expect(active).toHaveText(/^img/)
  await window.keyboard.press('Enter')
  await expect(window.getByRole('navigation', { name: 'Zoomed into' })).toContainText('img')
  await expect(active).toHaveText(/^icon-512\.png, 4\.0 KB, 45 %/)
  await window.keyboard.press('Escape')
  await expect(active).toHaveText(/^img/)
  await window.keyboard.press('Enter')
  await expect(active).toHaveText(/^icon-512\.png/)
  await window.keyboard.press('Enter')
  await expect(window.getByRole('region', { name: 'Detail' })).toContainText('img/icon-512.png')
})

test('the treemap follows filter, search and grouping, and the address keeps it', async ({ window }) => {
  await openSample(window)
  await window.getByRole('radio', { name: 'Treemap' }).check({ force: true })
  await window.getByRole('searchbox', { name: 'Filter files' }).fill('type:css')
  await window.getByRole('radiogroup', { name: 'Group by' }).getByText('Type').click()
  await expect(window.getByRole('option')).toHaveCount(1)
  await expect(window.getByRole('option')).toHaveText(/^\.css, .*, 100 %/)
  await window.getByRole('radio', { name: 'State' }).check({ force: true })
  await expect(window.getByRole('list', { name: 'Colours' })).toContainText('Broken')
  await window.reload()
  await expect(window.getByRole('option')).toHaveText(/^\.css, .*, 100 %/)
})

test('rows, the whole preview and a summary are saved as files', async ({ app, window, workFolder }) => {
  await openSample(window)
  await window.getByRole('searchbox', { name: 'Filter files' }).fill('type:png')
  await expect(window.getByRole('treegrid', { name: 'Files' }).getByRole('row', { name: 'base.css' })).toHaveCount(0)
  const save = async (item: RegExp, name: string): Promise<string> => {
    const path = join(workFolder, name)
    await app.electron?.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
    }, path)
    const downloading = app.electron === null ? window.waitForEvent('download') : null
    await window.getByRole('button', { name: 'Export' }).click()
    await window.getByRole('menuitem', { name: item }).click()
    if (downloading === null) await expect(window.getByText(`Saved as ${name}`).first()).toBeVisible()
    else await (await downloading).saveAs(path)
    return readFile(path, 'utf8')
  }
  const rows = (await save(/CSV/, 'rows.csv')).trimEnd().split('\r\n')
  expect([rows[0]?.startsWith('\ufeffname,action'), rows.slice(1).every((line) => /\.png,/.test(line))]).toEqual([
    true,
    true,
  ])
  const document: unknown = JSON.parse(await save(/JSON/, 'whole.json'))
  expect(document).toMatchObject({ schema: 'staticscope/preview@1', counts: { files: 63 } })
  expect(await save(/Markdown/, 'summary.md')).toContain('# collectstatic would fail at')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })
    test('no detail has a serious accessibility finding', async ({ app, window }) => {
      test.slow()
      const look = async () => {
        const builder = new AxeBuilder({ page: window }).setLegacyMode(app.electron !== null)
        const { violations } = await builder.analyze()
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => `${id}: ${nodes.map(({ target, html }) => `${String(target)} ${html}`).join(', ')}`)
      }
      await openSample(window)
      const detail = await openFile(window, 'css/site.css', 'content')
      await expect(detail.getByRole('textbox', { name: 'Source of css/site.css' })).toBeVisible()
      const source = await look()
      await detail.getByRole('radio', { name: 'Changes' }).check({ force: true })
      await expect(detail.getByRole('status')).toHaveText('6 changes')
      const unified = await look()
      await detail.getByRole('radio', { name: 'Split' }).check({ force: true })
      await expect(detail.getByRole('textbox', { name: 'Output' })).toBeVisible()
      const split = await look()
      await window.getByRole('radio', { name: 'Treemap' }).check({ force: true })
      await expect(window.getByRole('listbox', { name: /^Files by size/ })).toBeVisible()
      expect({ source, unified, split, treemap: await look() }).toEqual({
        source: [],
        unified: [],
        split: [],
        treemap: [],
      })
    })
  })
}
