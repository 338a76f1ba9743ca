import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './app-fixture.ts'

async function openPlan(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Try the sample shop' }).click()
  await expect(window.getByRole('heading', { level: 1, name: /^collectstatic would fail at/ })).toBeVisible()
  await window.getByRole('button', { name: 'Storage Manifest' }).click()
  await window.getByRole('option', { name: /S3/ }).click()
  await window.getByRole('radio', { name: 'Upload plan' }).check({ force: true })
}

test('the upload plan tells each call of a remote storage and why it is made', async ({ window }) => {
  await openPlan(window)
  const plan = window.getByRole('region', { name: 'Upload plan' })
  await expect(plan).toContainText(/A first run makes [\d,]+ calls and sends .* in \d+ uploads, then fails at/)
  await plan.getByRole('radio', { name: /^Uploads/ }).check({ force: true })
  await expect(plan.getByRole('option').first()).toContainText('plain copy')
  await plan.getByRole('radio', { name: 'Nothing changed' }).check({ force: true })
  await expect(plan).toContainText('This run makes none of these.')
  await plan.getByRole('radio', { name: /^All calls/ }).check({ force: true })
  await expect(plan.getByRole('option').first()).toContainText('reads the manifest of the last run')
  expect((await new AxeBuilder({ page: window }).setLegacyMode(true).include('.preview').analyze()).violations).toEqual(
    [],
  )
})

test('the upload plan is saved as CSV', async ({ app, window, workFolder }) => {
  await openPlan(window)
  const path = join(workFolder, 'uploads.csv')
  await app.electron?.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, path)
  const downloading = app.electron === null ? window.waitForEvent('download') : null
  await window.getByRole('button', { name: 'Save as CSV' }).click()
  if (downloading === null) await expect(window.getByText('Saved as uploads.csv').first()).toBeVisible()
  else await (await downloading).saveAs(path)
  expect((await readFile(path, 'utf8')).split('\r\n', 2)).toEqual([
    '\ufeffrun,number,call,name,bytes,found,reason,pass,because,absent for calls',
    'first,1,open,staticfiles.json,0,,start,,,',
  ])
})
