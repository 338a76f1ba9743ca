import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './app-fixture.ts'

async function openReferences(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Try the sample shop' }).click()
  await expect(window.getByRole('heading', { level: 1, name: /^collectstatic would fail at/ })).toBeVisible()
  await window.keyboard.press('ControlOrMeta+3')
  await expect(window.getByRole('heading', { level: 1, name: /stop collectstatic/ })).toBeVisible()
  await expect(grid(window)).toBeVisible()
}

const grid = (window: Page) => window.getByRole('treegrid', { name: 'Findings' })
const row = (window: Page, name: string | RegExp) => grid(window).getByRole('row', { name })
const detail = (window: Page) => window.getByRole('region', { name: 'Detail' })

test('the sample shows what its references do, the worst first', async ({ window }) => {
  await openReferences(window)
  await expect(window.getByRole('heading', { level: 1 })).toContainText('8 pages would answer 500')
  await expect(grid(window).getByRole('row', { level: 1 }).first()).toContainText('stops collectstatic')
  await expect(row(window, /500 in production/)).toContainText('4 findings')
  await expect(row(window, /broken for visitors/)).toBeVisible()
  await expect(row(window, /served without a hash/)).toBeVisible()
})

test('a finding tells what Django and a browser make of it, in which versions, and what to do', async ({ window }) => {
  await openReferences(window)
  await row(window, /missing-target .*autumn\.css/).click()
  const pane = detail(window)
  await expect(pane.getByRole('heading', { level: 2 })).toHaveText('Target is missing')
  await expect(pane.getByText('stops here')).toBeVisible()
  await expect(pane.getByText(/gets 404 for/)).toBeVisible()
  await expect(pane.getByRole('group', { name: 'By Django version' })).toContainText('fails')
  await expect(pane.getByRole('region', { name: 'What to do' })).toContainText('Accept, with a reason and a date')
})

test('a fix is copied', async ({ window, host }) => {
  if (host === 'browser') await window.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await openReferences(window)
  await row(window, /missing-target .*autumn\.css/).click()
  await detail(window)
    .getByRole('button', { name: /^Copy: / })
    .first()
    .click()
  await expect(window.getByRole('region', { name: 'Messages' })).toContainText('Text copied')
})

test('J and K go through the findings, and the address keeps the one that is shown', async ({ window }) => {
  await openReferences(window)
  await window.keyboard.press('j')
  await expect(grid(window).getByRole('row', { selected: true })).toContainText('leaves-static-root')
  await window.keyboard.press('j')
  await expect(grid(window).getByRole('row', { selected: true })).toContainText('missing-target')
  await window.keyboard.press('k')
  await expect(grid(window).getByRole('row', { selected: true })).toContainText('leaves-static-root')
  await expect(window).toHaveURL(/at=/)
  await window.reload()
  await expect(detail(window).getByRole('heading', { level: 2 })).toHaveText('Reference leaves the static root')
})

test('findings can be grouped, narrowed to a kind, and searched', async ({ window }) => {
  await openReferences(window)
  await window.getByRole('button', { name: /^Group by/ }).click()
  await window.getByRole('option', { name: 'File' }).click()
  await expect(row(window, /^css\/site\.css/).first()).toHaveAttribute('aria-level', '1')
  await window.getByRole('radio', { name: /^Warnings/ }).check({ force: true })
  await expect(row(window, /missing-target/)).toHaveCount(0)
  await window.getByRole('searchbox', { name: 'Filter the list' }).fill('nothing is called so')
  await expect(window.getByText('No finding fits')).toBeVisible()
  await window.getByRole('button', { name: 'Show all open findings' }).click()
  await expect(row(window, /missing-target/).first()).toBeVisible()
})

test('pages tell which of their names would make them answer 500', async ({ window }) => {
  await openReferences(window)
  await window.getByRole('radio', { name: /^Pages/ }).check({ force: true })
  await window.getByRole('option', { name: /404\.html/ }).click()
  await expect(detail(window)).toContainText('This page would answer 500')
  await expect(detail(window)).toContainText('img/Empty-cup.svg')
})

test('unused files are listed with how sure that is, and lead to the preview', async ({ window }) => {
  await openReferences(window)
  await window.getByRole('radio', { name: /^Unused/ }).check({ force: true })
  await expect(window.getByRole('option', { name: /robots\.txt/ })).toContainText('maybe')
  await window.getByRole('option', { name: /invoice\.css/ }).click()
  await expect(detail(window)).toContainText('likely')
  await detail(window).getByRole('button', { name: 'Show in Preview' }).first().click()
  await expect(window.getByRole('treegrid', { name: 'Files' })).toBeVisible()
  await expect(detail(window)).toContainText('invoice.css')
})

test('a finding is accepted with a reason and a day, and taken back', async ({ window }) => {
  await openReferences(window)
  await row(window, /missing-target .*autumn\.css/).click()
  await detail(window).getByRole('button', { name: 'Accept…' }).click()
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The picture comes with the next release')
  await dialog.getByRole('textbox', { name: 'Counts again from' }).fill('2999-01-01')
  await dialog.getByRole('button', { name: 'Accept', exact: true }).click()
  await expect(row(window, /missing-target .*autumn\.css/)).toHaveCount(0)
  await window.getByRole('radio', { name: /^Accepted 1/ }).check({ force: true })
  await row(window, /missing-target .*autumn\.css/).click()
  await expect(detail(window)).toContainText('until 2999-01-01')
  await detail(window).getByRole('button', { name: 'Take back' }).click()
  await window.getByRole('radio', { name: /^Open/ }).check({ force: true })
  await expect(row(window, /missing-target .*autumn\.css/)).toBeVisible()
})

test('accepted findings are kept in the file that was chosen for them', async ({ window, app, workFolder }) => {
  const file = join(workFolder, 'accepted.json')
  await writeFile(file, '{"schema":"staticscope/accepted@1","accepted":[]}')
  await app.electron?.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, file)
  await openReferences(window)
  await window.getByRole('button', { name: 'Export' }).click()
  await window.getByRole('menuitem', { name: /^Choose the file of accepted findings/ }).click()
  if (app.electron === null) {
    await window.getByRole('dialog').getByRole('option').first().click()
    await window.getByRole('dialog').getByRole('option', { name: 'accepted.json' }).click()
  }
  await expect(window.getByRole('region', { name: 'Messages' })).toContainText('kept in this file from now on')
  await row(window, /missing-target .*autumn\.css/).click()
  await detail(window).getByRole('button', { name: 'Accept…' }).click()
  await window.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Known')
  await window.getByRole('dialog').getByRole('textbox', { name: 'Counts again from' }).fill('')
  await window.getByRole('dialog').getByRole('button', { name: 'Accept', exact: true }).click()
  await expect(row(window, /missing-target .*autumn\.css/)).toHaveCount(0)
  const { accepted } = JSON.parse(await readFile(file, 'utf8')) as { accepted: unknown }
  expect(accepted).toEqual([
    { code: 'missing-target', place: 'catalog/css/seasons/autumn.css:4', reason: 'Known', expires: null },
  ])
})

test('the two readings of a file stand beside each other, with the places where they differ', async ({ window }) => {
  await openReferences(window)
  await row(window, /reference-in-comment/).click()
  await detail(window).getByRole('tab', { name: 'Two readings' }).click()
  await expect(detail(window).getByRole('region', { name: 'What Django sees' })).toContainText(/[1-9]\d* places/)
  await expect(detail(window).getByRole('region', { name: 'Where they differ' })).toContainText('img/pattern-old.png')
})

test('the neighbours of a file are walked with the keyboard', async ({ window }) => {
  await openReferences(window)
  await row(window, /missing-target .*css\/site\.css/).click()
  await detail(window).getByRole('tab', { name: 'Neighbours' }).click()
  const graph = window.getByRole('listbox', { name: 'Neighbours' })
  await graph.focus()
  await window.keyboard.press('ArrowLeft')
  await expect(graph.getByRole('option', { selected: true, name: /leads there/ })).toBeVisible()
  await window.keyboard.press('Enter')
  await expect(graph.getByRole('option', { name: /base\.html, in the middle/ })).toBeVisible()
  await expect(window.getByRole('button', { name: 'Back', exact: true })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })
    test('the findings have no accessibility problems', async ({ window, app }) => {
      await openReferences(window)
      await row(window, /missing-target .*css\/site\.css/).click()
      await expect(detail(window).getByRole('heading', { level: 2 })).toBeVisible()
      expect(await problemsOf(window, '#main', app.electron !== null)).toEqual([])
    })
    test('the tabs of the detail have no accessibility problems', async ({ window, app }) => {
      await openReferences(window)
      await row(window, /missing-target .*css\/site\.css/).click()
      for (const tab of ['Two readings', 'Who uses it', 'Neighbours']) {
        await detail(window).getByRole('tab', { name: tab }).click()
        await expect(detail(window).locator('[aria-busy=true]')).toHaveCount(0)
        expect(await problemsOf(window, '#detail', app.electron !== null)).toEqual([])
      }
    })
    test('pages and unused files have no accessibility problems', async ({ window, app }) => {
      await openReferences(window)
      for (const list of [/^Pages/, /^Unused/]) {
        await window.getByRole('radio', { name: list }).check({ force: true })
        await window.getByRole('option').first().click()
        await expect(detail(window).getByRole('heading', { level: 2 })).toBeVisible()
        expect(await problemsOf(window, '#main', app.electron !== null)).toEqual([])
      }
    })
  })
}

/** What axe finds serious in a part of the window. Electron has no isolated worlds for it, hence the older mode there. */
async function problemsOf(window: Page, part: string, isLegacy: boolean): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: window }).include(part).setLegacyMode(isLegacy).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(', ')}`)
}
