import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './app-fixture.ts'
import { layProject, MANIFEST_STORAGE, NO_DJANGO, openProject, OWN_STORAGE } from './django-project.ts'

test.skip(NO_DJANGO !== null, NO_DJANGO ?? '')

const OWN = `from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class Own(ManifestStaticFilesStorage):
    def file_hash(self, name, content=None):
        return 'v1' if name in ('css/base.css', 'css/site.css', 'img/logo.svg', 'js/app.js') else 'x%d' % len(name or '')
`

test('real Django agrees, and the badge is out of date once a file has changed', async ({
  app,
  window,
  workFolder,
}) => {
  const folder = await layProject(workFolder, MANIFEST_STORAGE)
  await openProject(window, app.electron, folder)
  await window.getByRole('button', { name: 'Verify', exact: true }).click()
  const status = window.getByRole('contentinfo', { name: 'Status' })
  const badge = status.getByRole('button', { name: /verified by Django 5\.2\.\d+: 3 of 3/ })
  await expect(badge).toBeVisible({ timeout: 30_000 })
  await expect(window.getByText(/agrees: 3 of 3 names, bytes equal/).first()).toBeVisible()
  expect((await new AxeBuilder({ page: window }).setLegacyMode(true).include('.preview').analyze()).violations).toEqual(
    [],
  )
  expect(existsSync(join(folder, 'collected'))).toBe(false)

  await writeFile(join(folder, 'assets/css/base.css'), 'body { margin: 1px }\n')
  await expect(status.getByRole('button', { name: /out of date: Static files changed/ })).toBeVisible()
})

test('a real difference is shown with both sides, and becomes the answer', async ({ app, window, workFolder }) => {
  const folder = await layProject(workFolder, OWN_STORAGE, OWN)
  await openProject(window, app.electron, folder)
  await window.getByRole('button', { name: 'Verify', exact: true }).click()
  const list = window.getByRole('listbox', { name: 'All differences' })
  await expect(list.getByRole('option', { name: 'css/base.css' })).toBeVisible({ timeout: 30_000 })
  await list.getByRole('option', { name: 'css/site.css' }).click()
  const detail = window.getByRole('region', { name: 'Detail' })
  await expect(detail.getByText('css/site.v1.css', { exact: true })).toBeVisible()
  await expect(detail.getByRole('group', { name: /output of css\/site\.css/ })).toBeVisible()
  expect((await new AxeBuilder({ page: window }).setLegacyMode(true).include('.preview').analyze()).violations).toEqual(
    [],
  )

  await window.getByRole('radio', { name: 'Files' }).check({ force: true })
  const grid = window.getByRole('treegrid', { name: 'Files' })
  await grid.press('*')
  await expect(grid.getByRole('row', { name: 'base.css' })).toContainText('v1')
})

test('a doubt leads to its code in the settings card, and from there back and to Verify', async ({
  app,
  window,
  workFolder,
}) => {
  await openProject(window, app.electron, await layProject(workFolder, OWN_STORAGE, OWN))
  await window.getByRole('radio', { name: /^Findings/ }).check({ force: true })
  const doubt = window.getByRole('option', { name: /own\.Own\.file_hash/ })
  await doubt.click()
  const doubts = window.getByRole('region', { name: 'Where the preview may differ' })
  await expect(doubts).toContainText("return 'v1' if name in")
  await doubts.getByRole('button', { name: 'Findings of the preview' }).click()
  await expect(doubt).toBeVisible()
  await doubt.click()
  await doubts.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(window.getByRole('listbox', { name: 'All differences' })).toBeVisible({ timeout: 30_000 })
})

test('cancelling ends the project’s processes and leaves no result', async ({ app, window, workFolder }) => {
  const started = join(workFolder, 'started')
  const own = `${OWN}
    def post_process(self, *args, **options):
        import os, time
        with open('${started}', 'w') as file:
            file.write(str(os.getpid()))
        time.sleep(300)
        yield
`
  const folder = await layProject(workFolder, OWN_STORAGE, own)
  await openProject(window, app.electron, folder)
  await window.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect.poll(() => existsSync(started), { timeout: 30_000 }).toBe(true)
  await window.getByRole('button', { name: /^Cancel: Verifying/ }).click()
  await expect(window.getByRole('region', { name: 'Messages' }).getByText('Verify was cancelled.')).toBeVisible()
  await expect.poll(() => isRunning(Number(readFileSync(started, 'utf8')))).toBe(false)
})

test('a project whose collectstatic fails otherwise than the preview says', async ({ app, window, workFolder }) => {
  const own = `${OWN}
    def post_process(self, *args, **options):
        raise RuntimeError('the build is not there')
        yield
`
  await openProject(window, app.electron, await layProject(workFolder, OWN_STORAGE, own))
  await window.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(window.getByText('RuntimeError: the build is not there').first()).toBeVisible({ timeout: 30_000 })
  await window.getByRole('radio', { name: 'Files' }).check({ force: true })
  await expect(window.getByRole('heading', { level: 1 })).toContainText('collectstatic would fail')
})

/** Zombies have ended, and have an empty command line. */
function isRunning(id: number): boolean {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8') !== ''
  } catch {
    return false
  }
}
