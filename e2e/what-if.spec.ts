import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './app-fixture.ts'

async function openSample(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Try the sample shop' }).click()
  await expect(window.getByRole('heading', { level: 1, name: /^collectstatic would fail at/ })).toBeVisible()
}

async function tryDjango(window: Page, version: string): Promise<void> {
  await window.getByRole('button', { name: /^Django \d/ }).click()
  await window.getByRole('option', { name: version }).click()
}

const bar = (window: Page) => window.getByRole('region', { name: 'What if' })
const row = (window: Page, name: string | RegExp) =>
  window.getByRole('treegrid', { name: 'Files' }).getByRole('row', { name })

test('another Django version shows what would differ, and leads back', async ({ window }) => {
  await openSample(window)
  await tryDjango(window, '6.1')
  await expect(bar(window)).toContainText('With Django 6.1: 1 error goes away, 1 appears')
  await expect(window.getByRole('radio', { name: 'Differs 2' })).toBeChecked()
  await expect(row(window, 'cart.css')).toContainText('new error')
  await expect(row(window, 'site.css')).toContainText('error gone')
  await bar(window).getByRole('button', { name: 'Which errors' }).click()
  await expect(bar(window)).toContainText('cart/css/cart.css:14')
  await bar(window).getByRole('button', { name: 'Back to the project as it is' }).click()
  await expect(bar(window)).toHaveCount(0)
  await expect(window.getByRole('button', { name: 'Django 5.2' })).toBeVisible()
})

test('a file tells both sides, and the address holds what is tried', async ({ window }) => {
  await openSample(window)
  await tryDjango(window, '6.1')
  await row(window, 'cart.css').click()
  const sides = window.getByRole('region', { name: 'What differs' })
  await expect(sides.getByRole('row', { name: /^Hashed name/ })).toContainText(/cart\.[0-9a-f]{12}\.css/)
  await window.reload()
  await expect(bar(window)).toContainText('With Django 6.1')
  await expect(sides).toContainText('With the change')
})

test('an app less takes its files away, by keyboard alone', async ({ window }) => {
  await openSample(window)
  await window.getByRole('treegrid', { name: 'Files' }).focus()
  await window.keyboard.press('ControlOrMeta+Shift+L')
  const dialog = window.getByRole('dialog', { name: 'What if…' })
  await dialog.getByRole('checkbox', { name: 'app cart' }).focus()
  await window.keyboard.press('Space')
  await dialog.getByRole('button', { name: 'Show what would differ' }).focus()
  await window.keyboard.press('Enter')
  await expect(bar(window)).toContainText('With no app cart: 6 files are not collected')
  const removed = row(window, 'storage.js')
  await expect(removed).toContainText('not collected')
  await removed.click()
  await window.getByRole('button', { name: 'Show it in the project as it is' }).click()
  await expect(window.getByRole('tablist', { name: 'About cart/js/storage.js' })).toBeVisible()
})

test('patterns, modules and storage can be tried together, and nothing differs where nothing is changed', async ({
  window,
}) => {
  await openSample(window)
  await window.getByRole('button', { name: 'What if…' }).click()
  const dialog = window.getByRole('dialog', { name: 'What if…' })
  await dialog.getByRole('textbox', { name: /^Ignore patterns/ }).fill('*.svg robots.txt')
  await dialog.getByRole('checkbox', { name: /^JavaScript modules/ }).check({ force: true })
  await dialog.getByRole('button', { name: 'Show what would differ' }).click()
  await expect(bar(window)).toContainText('With JS modules on and -i *.svg -i robots.txt:')
  await expect(bar(window)).toContainText('are not collected')
  await bar(window).getByRole('button', { name: 'Change…' }).click()
  await dialog.getByRole('textbox', { name: /^Ignore patterns/ }).fill('nothing-is-called-so')
  await dialog.getByRole('checkbox', { name: /^JavaScript modules/ }).uncheck({ force: true })
  await dialog.getByRole('button', { name: 'Show what would differ' }).click()
  await expect(bar(window)).toContainText('With -i nothing-is-called-so: nothing would differ.')
  await expect(window.getByText('No file would differ')).toBeVisible()
})

test('settings of the sample can be kept', async ({ window }) => {
  await openSample(window)
  await tryDjango(window, '6.1')
  await bar(window).getByRole('button', { name: 'Keep these settings' }).click()
  await expect(bar(window)).toHaveCount(0)
  await expect(window.getByRole('button', { name: 'Django 6.1' })).toBeVisible()
  await expect(window.getByRole('contentinfo', { name: 'Status' })).toContainText('Django 6.1')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })
    test('a what-if has no accessibility findings', async ({ app, window }) => {
      const look = async () => {
        const { violations } = await new AxeBuilder({ page: window }).setLegacyMode(app.electron !== null).analyze()
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(', ')}`)
      }
      await openSample(window)
      await tryDjango(window, '6.1')
      await row(window, 'cart.css').click()
      await expect(window.getByRole('region', { name: 'What differs' })).toBeVisible()
      await bar(window).getByRole('button', { name: 'Which errors' }).click()
      const shown = await look()
      await bar(window).getByRole('button', { name: 'Change…' }).click()
      await expect(window.getByRole('dialog', { name: 'What if…' })).toBeVisible()
      expect({ shown, dialog: await look() }).toEqual({ shown: [], dialog: [] })
    })
  })
}
