import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test } from './app-fixture.ts'
import { browseTo, layProject, MANIFEST_STORAGE, NO_DJANGO, offerFolder, openProject } from './django-project.ts'

test.skip(NO_DJANGO !== null, NO_DJANGO ?? '')

/** Opens the dialog "Collect" and chooses a folder right in the work folder. */
async function chooseOutput(window: Page, electron: ElectronApplication | null, folder: string): Promise<void> {
  await window.getByRole('button', { name: 'Collect…' }).click()
  await offerFolder(electron, folder)
  await window.getByRole('dialog').getByRole('button', { name: 'Choose folder…' }).click()
  if (electron === null) await browseTo(window, folder)
}

test('the output goes into a new folder that the user names', async ({ app, window, workFolder }) => {
  await openProject(window, app.electron, await layProject(workFolder, MANIFEST_STORAGE))
  const parent = join(workFolder, 'parent')
  await mkdir(parent)
  await chooseOutput(window, app.electron, parent)
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'New folder in it' }).fill('out')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await dialog.getByRole('button', { name: 'Collect', exact: true }).click()
  await expect(window.getByRole('region', { name: 'Messages' }).getByText(/Collected into .*out/)).toBeVisible()
  expect(await readdir(join(parent, 'out'))).toContain('staticfiles.json')
})

test('a folder with files in it is refused', async ({ app, window, workFolder }) => {
  await openProject(window, app.electron, await layProject(workFolder, MANIFEST_STORAGE))
  const filled = join(workFolder, 'filled')
  await mkdir(filled)
  await writeFile(join(filled, 'mine.txt'), 'mine')
  await chooseOutput(window, app.electron, filled)
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByRole('alert')).toContainText('is not empty')
  expect((await new AxeBuilder({ page: window }).setLegacyMode(true).include('.dialog').analyze()).violations).toEqual(
    [],
  )
  expect(await readdir(filled)).toEqual(['mine.txt'])
})

test('the configured STATIC_ROOT is overwritten only after it was shown and agreed to', async ({
  app,
  window,
  workFolder,
}) => {
  const folder = await layProject(workFolder, MANIFEST_STORAGE)
  const root = join(folder, 'collected')
  await mkdir(root)
  await writeFile(join(root, 'staticfiles.json'), '{"version": "1.1", "paths": {}, "hash": ""}')
  await openProject(window, app.electron, folder)
  await window.getByRole('button', { name: 'Collect…' }).click()
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Collect into the configured STATIC_ROOT' }).click()
  await expect(dialog.getByRole('heading', { name: 'Overwrite STATIC_ROOT?' })).toBeVisible()
  const collect = dialog.getByRole('button', { name: 'Collect', exact: true })
  await expect(collect).toBeDisabled()
  expect(existsSync(join(root, 'css'))).toBe(false)
  expect((await new AxeBuilder({ page: window }).setLegacyMode(true).include('.dialog').analyze()).violations).toEqual(
    [],
  )
  await dialog.getByRole('checkbox', { name: 'Overwrite 1 and remove 0 of these files' }).check({ force: true })
  await collect.click()
  await expect(window.getByRole('region', { name: 'Messages' }).getByText(/Collected into/)).toBeVisible()
  expect(readFileSync(join(root, 'staticfiles.json'), 'utf8')).toContain('css/site.css')
})
