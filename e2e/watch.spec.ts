import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './app-fixture.ts'

type Offer = (folders: readonly string[]) => Promise<void>

const row = (window: Page, name: string) => window.getByRole('treegrid', { name: 'Files' }).getByRole('row', { name })

/** A folder of 60 files, opened and previewed. */
async function openFiles(window: Page, offer: Offer, workFolder: string): Promise<string> {
  const folder = join(workFolder, 'static')
  await mkdir(join(folder, 'css'), { recursive: true })
  for (let file = 10; file < 70; file++) await writeFile(join(folder, 'css', `part-${file}.css`), `.p${file} {}`)
  await writeFile(join(folder, 'a.css'), 'a {}')
  await offer([folder])
  await window.getByRole('button', { name: 'Preview', exact: true }).last().click()
  await expect(row(window, 'a.css')).toBeVisible()
  return folder
}

/** Switches "Refresh by itself" on and comes back to the preview. */
async function refreshByItself(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Settings' }).click()
  await window.getByRole('checkbox', { name: /Refresh by itself/ }).check({ force: true })
  await window.getByRole('button', { name: 'Preview', exact: true }).click()
}

test('changes on disk are offered, and nothing moves before the user wants it', async ({ app, window, workFolder }) => {
  const folder = await openFiles(window, app.offerFolders, workFolder)
  await writeFile(join(folder, 'b.css'), 'b {}')
  await writeFile(join(folder, 'a.css'), 'a { color: red }')
  const offer = window.getByRole('status').filter({ hasText: '2 files changed' })
  await expect(offer).toContainText('1 added, 1 edited')
  await expect(row(window, 'b.css')).toHaveCount(0)
  expect((await new AxeBuilder({ page: window }).setLegacyMode(true).include('.preview').analyze()).violations).toEqual(
    [],
  )
  await offer.getByRole('button', { name: 'Refresh' }).click()
  await expect(row(window, 'b.css')).toBeVisible()
  await expect(offer).toHaveCount(0)
})

test('a change that is taken back is offered no more', async ({ app, window, workFolder }) => {
  const folder = await openFiles(window, app.offerFolders, workFolder)
  await writeFile(join(folder, 'b.css'), 'b {}')
  const offer = window.getByRole('status').filter({ hasText: '1 file changed' })
  await expect(offer).toBeVisible()
  await rm(join(folder, 'b.css'))
  await expect(offer).toHaveCount(0)
})

test('a preview that refreshes by itself keeps the selection and the scroll', async ({ app, window, workFolder }) => {
  const folder = await openFiles(window, app.offerFolders, workFolder)
  await refreshByItself(window)
  const grid = window.getByRole('treegrid', { name: 'Files' })
  await expect(row(window, 'a.css')).toBeVisible()
  await grid.press('*')
  await row(window, 'part-12.css').click()
  await grid.evaluate((element) => element.scrollTo(0, 700))
  await expect(row(window, 'part-45.css')).toBeVisible()
  await writeFile(join(folder, 'css', 'part-45.css'), '.p45 { color: red; background: none }')
  await expect(row(window, 'part-45.css')).toContainText('37 B')
  expect(await grid.evaluate((element) => element.scrollTop)).toBe(700)
  await expect(window.getByRole('region', { name: 'Detail' })).toContainText('part-12.css')
  await expect(window.getByRole('status').filter({ hasText: 'changed' })).toHaveCount(0)
})
