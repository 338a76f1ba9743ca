import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './app-fixture.ts'

/** Electron opens no second page for the frames. */
const axe = (window: Page, isElectron: boolean) => new AxeBuilder({ page: window }).setLegacyMode(isElectron)

const detail = (window: Page) => window.getByRole('region', { name: 'Detail' })

test('the findings of two releases are compared on demand, and lead to References, where they are new since one', async ({
  window,
  app,
}) => {
  // Two releases are taken, compared and checked.
  test.setTimeout(240_000)
  const later = { timeout: 60_000 }
  await window.getByRole('button', { name: 'Try the sample shop' }).click()
  await expect(window.getByRole('heading', { level: 1, name: /^collectstatic would fail at/ })).toBeVisible(later)
  await window.getByRole('button', { name: 'Compare', exact: true }).click()
  await window.getByRole('button', { name: 'Compare the sample’s two releases' }).click()
  await expect(window.getByRole('heading', { level: 1, name: /edits change \d+ names/ })).toBeVisible(later)

  const findings = detail(window).getByRole('region', { name: 'Findings of the references' })
  await findings.getByRole('button', { name: 'Compare the findings' }).focus()
  await window.keyboard.press('Enter')
  await expect(findings.getByRole('status')).toHaveText(/^\d+ new findings, \d+ fixed, \d+ remain\.$/, later)
  const lost = 'Show missing-target at catalog/css/seasons/autumn.css:4 in References'
  await expect(findings.getByRole('button', { name: lost })).toBeVisible()
  // A list is chosen once the engine has answered.
  await findings.getByRole('radio', { name: /^Remaining/ }).click()
  await expect(findings.getByRole('button', { name: lost })).toHaveCount(0)
  await findings.getByRole('radio', { name: /^New/ }).click()
  await expect(findings.getByRole('button', { name: lost })).toBeVisible()
  expect(
    (
      await axe(window, app.electron !== null)
        .include('.compare-summary')
        .analyze()
    ).violations,
  ).toEqual([])

  await findings.getByRole('button', { name: lost }).click()
  await expect(window.getByRole('searchbox', { name: 'Filter the list' })).toHaveValue(
    'catalog/img/hero-autumn@2x.png',
    later,
  )
  const grid = window.getByRole('treegrid', { name: 'Findings' })
  await expect(grid.getByRole('row', { name: /missing-target .*autumn\.css/ })).toBeVisible(later)

  await window.getByRole('searchbox', { name: 'Filter the list' }).fill('')
  await window.getByRole('button', { name: 'New since no release' }).click()
  await window.getByRole('option', { name: 'Sample 41' }).click()
  await expect(window.getByRole('radio', { name: /^New \d+$/ })).toBeChecked(later)
  await expect(window.getByText(/^0 findings new since Sample 42, 0 fixed\.$/)).toBeVisible(later)
  await window.getByRole('radio', { name: /^Open/ }).check({ force: true })
  await grid.getByRole('row', { name: /missing-target .*autumn\.css/ }).click()
  await expect(detail(window).getByText('there since Sample 42 at the latest')).toBeVisible()
  await expect(window).toHaveURL(/since=Sample(?:\+|%20)41/)
  expect(
    (
      await axe(window, app.electron !== null)
        .include('.references-view')
        .analyze()
    ).violations,
  ).toEqual([])
})
