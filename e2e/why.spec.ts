import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './app-fixture.ts'

async function openSample(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Try the sample shop' }).click()
  await expect(window.getByRole('heading', { level: 1, name: /^collectstatic would fail at/ })).toBeVisible()
}

const question = (window: Page) => window.getByRole('searchbox', { name: 'Name, URL or path' })
const answer = (window: Page) => window.getByRole('region', { name: 'Answer' })

test('a URL is answered with the file behind it, by keyboard alone', async ({ window }) => {
  await openSample(window)
  await window.getByRole('treegrid', { name: 'Files' }).focus()
  await window.keyboard.press('ControlOrMeta+Shift+Y')
  await expect(question(window)).toBeFocused()
  await window.keyboard.type('https://shop.example/static/admin/css/base.css?v=1')
  await expect(answer(window)).toContainText('Collected as admin/css/base.css')
  await expect(answer(window)).toContainText(/base\.[0-9a-f]{12}\.css/)
  await window.getByRole('button', { name: 'Show the file' }).press('Enter')
  await expect(window.getByRole('tablist', { name: 'About admin/css/base.css' })).toBeVisible()
})

test('a file that does not exist says who asks for it', async ({ window }) => {
  await openSample(window)
  await window.getByRole('button', { name: 'Why not?' }).click()
  await question(window).fill('catalog/img/hero-autumn@2x.png')
  await expect(answer(window)).toContainText('No finder has anything of this name')
  await expect(answer(window)).toContainText('catalog/css/seasons/autumn.css:4')
})

test('a name in another case leads to the right one', async ({ window }) => {
  await openSample(window)
  await window.getByRole('button', { name: 'Why not?' }).click()
  await question(window).fill('catalog/img/Teapot.png')
  await expect(answer(window)).toContainText('differs only in upper and lower case')
  await answer(window).getByRole('button', { name: 'catalog/img/teapot.png' }).click()
  await expect(answer(window)).toContainText('Collected as catalog/img/teapot.png')
  await expect(question(window)).toHaveValue('catalog/img/teapot.png')
})

test('names are offered while one is typed', async ({ window }) => {
  await openSample(window)
  await window.getByRole('button', { name: 'Why not?' }).click()
  await question(window).fill('teap')
  const offered = window.getByRole('region', { name: 'Names with this text' })
  await offered.getByRole('button', { name: 'catalog/img/teapot.png' }).click()
  await expect(answer(window)).toContainText('Collected as')
})

test('a search without a result leads to the question', async ({ window }) => {
  await openSample(window)
  await window.getByRole('searchbox', { name: 'Filter files' }).fill('nowhere.css')
  await window.getByText('No file fits').waitFor()
  await window.locator('.empty').getByRole('button', { name: 'Why not?' }).click()
  await expect(question(window)).toHaveValue('nowhere.css')
  await expect(answer(window)).toContainText('No finder has anything of this name')
})

test('the address holds the question, and Escape leaves it', async ({ window }) => {
  await openSample(window)
  await window.getByRole('button', { name: 'Why not?' }).click()
  await question(window).fill('css')
  await expect(window).toHaveURL(/why=css/)
  await window.reload()
  await expect(answer(window)).toContainText('A folder with')
  await window.getByRole('button', { name: 'Close “Why not?”' }).press('Escape')
  await expect(answer(window)).toHaveCount(0)
  await expect(window.getByRole('treegrid', { name: 'Files' })).toBeFocused()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })
    test('an answer has no accessibility findings', async ({ app, window }) => {
      await openSample(window)
      await window.getByRole('button', { name: 'Why not?' }).click()
      await question(window).fill('admin/css/base.css')
      await expect(answer(window)).toContainText('Collected as')
      const { violations } = await new AxeBuilder({ page: window }).setLegacyMode(app.electron !== null).analyze()
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(', ')}`),
      ).toEqual([])
    })
  })
}
