import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './app-fixture.ts'

async function openSample(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Try the sample shop' }).click()
  await expect(window.getByRole('heading', { level: 1, name: /^collectstatic would fail at/ })).toBeVisible()
}

const row = (window: Page, name: string | RegExp) =>
  window.getByRole('treegrid', { name: 'Files' }).getByRole('row', { name })

test('the sample opens with its verdict, its counts and its first rows', async ({ window }) => {
  await openSample(window)
  await expect(window.getByRole('heading', { level: 1 })).toContainText(/and \d+ more errors wait behind it/)
  await expect(window.getByRole('radio', { name: /^All \d+$/ })).toBeChecked()
  await expect(row(window, 'base.css')).toContainText(/base\.[0-9a-f]{12}\.css/)
  await expect(window.getByRole('contentinfo', { name: 'Status' })).toContainText('Django 5.2')
})

test('a search leaves the rows that fit, and clearing it brings all back', async ({ window }) => {
  await openSample(window)
  await window.getByRole('searchbox', { name: 'Filter files' }).fill('autumn')
  await expect(row(window, 'autumn.css')).toBeVisible()
  await expect(row(window, 'base.css')).toHaveCount(0)
  await window.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(row(window, 'base.css')).toBeVisible()
})

test('files can be grouped by provider and by type', async ({ window }) => {
  await openSample(window)
  const grouping = window.getByRole('radiogroup', { name: 'Group by' })
  await grouping.getByText('Provider').click()
  await expect(row(window, /^frontend\/dist/)).toHaveAttribute('aria-level', '1')
  await grouping.getByText('Type').click()
  await expect(window.getByRole('treegrid', { name: 'Files' }).getByRole('row', { level: 1 }).first()).toBeVisible()
  await expect(window).toHaveURL(/type/)
})

test('all errors are listed in order, the first as Django prints it', async ({ window }) => {
  await openSample(window)
  await window.getByRole('radio', { name: /^Errors/ }).check({ force: true })
  const errors = window.getByRole('region', { name: 'All errors' })
  await expect(errors.getByRole('option').first()).toContainText('catalog/css/seasons/autumn.css')
})

test('a file that fails has no URL until its reference is mended', async ({ window }) => {
  await openSample(window)
  await window.getByRole('button', { name: 'First error' }).click()
  const detail = window.getByRole('region', { name: 'Detail' })
  await expect(detail).toContainText('autumn.css')
  await expect(detail).toContainText('none until the reference is mended')
  await expect(detail).toContainText('catalog/img/hero-autumn@2x.png')
  await expect(row(window, 'autumn.css')).toContainText('cannot be hashed')
})

test('a file that works shows its URL and its source', async ({ window }) => {
  await openSample(window)
  await row(window, 'base.css').click()
  const detail = window.getByRole('region', { name: 'Detail' })
  await expect(detail).toContainText(/\/static\/admin\/css\/base\.[0-9a-f]{12}\.css/)
  await expect(detail).toContainText('shadows 1')
})

test('the address holds what is shown: a reload shows it again', async ({ window }) => {
  await openSample(window)
  await row(window, 'accounts.css').click()
  await window.getByRole('searchbox', { name: 'Filter files' }).fill('accounts')
  await expect(window).toHaveURL(/q=accounts/)
  await window.reload()
  await expect(window.getByRole('searchbox', { name: 'Filter files' })).toHaveValue('accounts')
  await expect(window.getByRole('region', { name: 'Detail' })).toContainText('accounts.css')
})

test('the choices in the top bar are called by their name and value', async ({ window }) => {
  await openSample(window)
  for (const name of ['Django 5.2', 'Storage Manifest', 'JS modules Off']) {
    await expect(window.getByRole('button', { name, exact: true })).toBeVisible()
  }
})

test('in a small window the folder dialog keeps its buttons in sight', async ({ window }) => {
  await window.setViewportSize({ width: 900, height: 500 })
  await window.getByRole('button', { name: 'Open folders' }).first().click()
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('button', { name: 'More options' }).click()
  await expect(dialog.getByRole('textbox', { name: /^Ignore patterns/ })).toBeAttached()
  await expect(dialog.getByRole('button', { name: 'Preview', exact: true })).toBeInViewport({ ratio: 1 })
})

test('folders open with their order, and the first one wins', async ({ app, window, workFolder }) => {
  for (const folder of ['first', 'second']) {
    await mkdir(join(workFolder, folder), { recursive: true })
    await writeFile(join(workFolder, folder, 'site.css'), `/* ${folder} */`)
  }
  await app.offerFolders([join(workFolder, 'first'), join(workFolder, 'second')])
  await window.getByRole('button', { name: 'Preview', exact: true }).last().click()
  await expect(window.getByRole('heading', { level: 1 })).toContainText('collectstatic would succeed')
  await row(window, 'site.css').click()
  await expect(window.getByRole('region', { name: 'Detail' })).toContainText('first')
  await expect(window.getByRole('radio', { name: 'Shadowed 1' })).toBeVisible()
})

test('a folder that changes is noticed, and refreshed on demand', async ({ app, window, workFolder }) => {
  const folder = join(workFolder, 'static')
  await mkdir(folder)
  await writeFile(join(folder, 'a.css'), 'a {}')
  await app.offerFolders([folder])
  await window.getByRole('button', { name: 'Preview', exact: true }).last().click()
  await expect(row(window, 'a.css')).toBeVisible()
  await writeFile(join(folder, 'b.css'), 'b {}')
  await window.getByRole('button', { name: 'Refresh' }).first().click()
  await expect(row(window, 'b.css')).toBeVisible()
})

test('a long preview shows its progress and can be cancelled', async ({ app, window, workFolder }) => {
  const folder = join(workFolder, 'many')
  await mkdir(folder)
  const text = '.a { background: url("x.png") }\n'.repeat(20_000)
  await writeFile(join(folder, 'one.css'), text)
  for (let index = 0; index < 150; index++) await cp(join(folder, 'one.css'), join(folder, `copy-${index}.css`))
  await app.offerFolders([folder])
  await window.getByRole('button', { name: 'Preview', exact: true }).last().click()
  await window
    .getByRole('button', { name: /^Cancel/ })
    .first()
    .click()
  await expect(window.getByRole('heading', { level: 1, name: /cancelled/i })).toBeVisible()
  await expect(window.getByRole('button', { name: /again/i })).toBeVisible()
})

test('a crash of the engine is told, and after it work goes on', async ({ app, window }) => {
  await openSample(window)
  await app.crashEngine()
  await expect(window.getByText(/The engine stopped|local server has stopped/).first()).toBeVisible()
  await app.recover()
  const again = window.getByRole('button', { name: /^(Refresh|Fernleaf Tea)/ }).first()
  await again.click()
  await expect(window.getByRole('heading', { level: 1, name: /^collectstatic would fail at/ })).toBeVisible()
  await expect(window.getByRole('contentinfo', { name: 'Status' })).toContainText('Engine ready')
  await row(window, 'accounts.css').click()
  await expect(window.getByRole('region', { name: 'Detail' })).toContainText('accounts.css')
})

test('everything can be reached with the keyboard alone', async ({ window }) => {
  await expect(window.getByRole('heading', { level: 1, name: 'What will collectstatic do?' })).toBeVisible()
  await window.keyboard.press('Control+k')
  await expect(window.getByRole('dialog')).toBeVisible()
  await window.keyboard.type('sample')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('heading', { level: 1, name: /^collectstatic would fail at/ })).toBeVisible()
  await window.keyboard.press('Control+f')
  await window.keyboard.type('autumn')
  await expect(row(window, 'base.css')).toHaveCount(0)
  await window.getByRole('treegrid', { name: 'Files' }).focus()
  await window.keyboard.press('End')
  await expect(window.getByRole('region', { name: 'Detail' })).toContainText('autumn.css')
  await window.keyboard.press('Alt+2')
  await expect(window.getByRole('region', { name: 'All errors' })).toBeVisible()
  await window.keyboard.press('?')
  await expect(window.getByRole('dialog')).toContainText('Keyboard shortcuts')
  await window.keyboard.press('Escape')
  await expect(window.getByRole('dialog')).toHaveCount(0)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })
    test('no page has a serious accessibility finding', async ({ app, window }) => {
      const look = async () => {
        const builder = new AxeBuilder({ page: window }).setLegacyMode(app.electron !== null)
        const { violations } = await builder.analyze()
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(', ')}`)
      }
      const start = await look()
      await openSample(window)
      const preview = await look()
      await window.getByRole('button', { name: 'First error' }).click()
      await expect(window.getByRole('region', { name: 'Detail' })).toContainText('autumn.css')
      const detail = await look()
      await window.keyboard.press('Control+Shift+o')
      await expect(window.getByRole('dialog')).toBeVisible()
      expect({ start, preview, detail, dialog: await look() }).toEqual({
        start: [],
        preview: [],
        detail: [],
        dialog: [],
      })
    })
  })
}
