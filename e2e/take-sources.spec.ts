import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './app-fixture.ts'
import { layProject, MANIFEST_STORAGE, NO_DJANGO, offerFolder, openProject } from './django-project.ts'
import { filesBelow, storeFolder } from './store-folder.ts'
import { takeCollected } from './take-dialog.ts'

test.slow()

const releases = (window: Page) => window.getByRole('grid', { name: 'Releases' }).getByRole('row')
const region = (window: Page, name: string) => window.getByRole('region', { name: `Release ${name}` })
const verdict = (window: Page) => window.getByRole('heading', { level: 1 })

async function goTo(window: Page, view: 'Releases' | 'Compare'): Promise<void> {
  await window.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: view, exact: true }).click()
}

/** Takes what the dialog offers of the open project, under a name. */
async function takeOpen(window: Page, kind: string, name: string, ref: string | null): Promise<void> {
  await window.getByRole('button', { name: 'Take a release…' }).first().click()
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('radio', { name: kind }).check({ force: true })
  if (ref !== null) await dialog.getByRole('textbox', { name: 'Commit, branch or tag' }).fill(ref)
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('button', { name: 'Take it' }).click()
  await expect(region(window, name)).toBeVisible({ timeout: 30_000 })
}

/** Commits everything in a folder, with no settings of this machine. */
function commit(folder: string, message: string): void {
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], { cwd: folder })
  git('init', '-q')
  git('add', '-A')
  git('commit', '-q', '-m', message)
}

test('folders and a commit of them are taken, and compared by what the author edited since', async ({
  app,
  window,
  workFolder,
}) => {
  const folder = join(workFolder, 'assets')
  await mkdir(folder)
  await writeFile(join(folder, 'site.css'), 'a { background: url("logo.svg") }\n')
  await writeFile(join(folder, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>\n')
  commit(folder, 'first')
  await writeFile(join(folder, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg" id="b"/>\n')
  await app.offerFolders([folder])
  await window.getByRole('button', { name: 'Preview', exact: true }).last().click()
  await window.getByRole('treegrid', { name: 'Files' }).waitFor()
  await goTo(window, 'Releases')
  await takeOpen(window, 'Commit, branch or tag', 'committed', 'HEAD')
  await takeOpen(window, 'Open project or folders', 'now', null)
  await expect(releases(window)).toHaveCount(3)
  await goTo(window, 'Compare')
  await window.getByRole('button', { name: 'committed → now' }).click()
  await expect(verdict(window)).toContainText('1 edit changes 2 names')
  await expect(window.getByRole('treegrid', { name: 'Changes' }).getByRole('row', { name: /site\.css/ })).toContainText(
    'ripple',
  )
})

test('a Django project is taken behind its consent, and compared with its working tree', async ({
  app,
  window,
  workFolder,
}) => {
  test.skip(NO_DJANGO !== null, NO_DJANGO ?? '')
  const folder = await layProject(workFolder, MANIFEST_STORAGE)
  await openProject(window, app.electron, folder)
  await goTo(window, 'Releases')
  await takeOpen(window, 'Open project or folders', 'shop before', null)
  await writeFile(join(folder, 'assets', 'css', 'base.css'), 'body { margin: 1px }\n')
  await goTo(window, 'Compare')
  await window.getByRole('button', { name: /^shop before → .* as it is now/ }).click()
  await expect(verdict(window)).toContainText('1 edit changes 2 names', { timeout: 30_000 })
})

test('a comparison of names alone says what it cannot know', async ({ app, window, workFolder }) => {
  await goTo(window, 'Releases')
  for (const [name, hash] of [
    ['one', '0cc175b9c0f1'],
    ['two', '92eb5ffee6ae'],
  ] as const) {
    const file = join(workFolder, `${name}.json`)
    await writeFile(file, `{"paths": {"a.txt": "a.${hash}.txt"}, "version": "1.1"}`)
    await window.getByRole('button', { name: 'Take a release…' }).first().click()
    const dialog = window.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'staticfiles.json' }).check({ force: true })
    await offerFolder(app.electron, file)
    await dialog.getByRole('button', { name: /^Choose (?:folder|file)…$/ }).click()
    if (app.electron === null) {
      await dialog.getByRole('option').first().click()
      await dialog.getByRole('option', { name: basename(file) }).click()
    }
    await dialog.getByRole('button', { name: 'Take it' }).click()
    await expect(region(window, name)).toBeVisible()
  }
  await goTo(window, 'Compare')
  await window.getByRole('button', { name: 'one → two' }).click()
  const changes = window.getByRole('treegrid', { name: 'Changes' })
  await expect(changes.getByRole('row', { name: /^a\.txt/ })).toContainText('unknown')
  const detail = window.getByRole('region', { name: 'Detail' })
  await expect(detail).toContainText('sizes are not known')
  await expect(detail.getByText('The bytes of the files are not known').first()).toBeVisible()
  await changes.getByRole('row', { name: /^a\.txt/ }).click()
  await expect(detail).toContainText('A side has names alone, so the reason cannot be known.')
})

test('a release that is removed meanwhile is missed in words, and the comparison is there again when it is put back', async ({
  window,
}) => {
  await goTo(window, 'Compare')
  await window.getByRole('button', { name: 'Compare the sample’s two releases' }).click()
  await expect(verdict(window)).toContainText('names', { timeout: 30_000 })
  await goTo(window, 'Releases')
  await releases(window).filter({ hasText: 'Sample 41' }).click()
  await region(window, 'Sample 41').getByRole('button', { name: 'Remove' }).click()
  await expect(releases(window)).toHaveCount(2)
  const address = window.url().replace(/#.*$/, '#/compare/Sample%2041/Sample%2042')
  await window.goto(address)
  await window.reload()
  await expect(verdict(window)).toHaveText('The releases could not be compared')
  await expect(
    window.getByText('There is no release Sample 41 in the store. It was removed, and can be restored.').first(),
  ).toBeVisible()
  await goTo(window, 'Releases')
  await window.getByText('1 removed release can be had back for a day').click()
  await window.getByRole('button', { name: 'Restore Sample 41' }).click()
  await expect(releases(window)).toHaveCount(3)
  await goTo(window, 'Compare')
  await window.getByRole('button', { name: 'Try again' }).click()
  await expect(verdict(window)).toContainText('names', { timeout: 30_000 })
})

test('bytes that are gone from the store are missed in words, and nothing else is', async ({ window, userFolder }) => {
  await goTo(window, 'Compare')
  await window.getByRole('button', { name: 'Compare the sample’s two releases' }).click()
  await expect(verdict(window)).toContainText('names', { timeout: 30_000 })
  const [data = ''] = (await readdir(userFolder, { recursive: true })).filter((path) =>
    path.endsWith(join('releases', 'contents')),
  )
  rmSync(join(userFolder, data), { recursive: true })
  await window
    .getByRole('treegrid', { name: 'Changes' })
    .getByRole('row', { name: /^accounts\.css/ })
    .click()
  await expect(
    window
      .getByRole('region', { name: 'Detail' })
      .getByText(/^The bytes of .* are gone$/)
      .first(),
  ).toBeVisible()
  await expect(verdict(window)).toContainText('names')
})

test('the changes are seen by their size, and lead to a file', async ({ window }) => {
  await goTo(window, 'Compare')
  await window.getByRole('button', { name: 'Compare the sample’s two releases' }).click()
  await expect(verdict(window)).toContainText('names', { timeout: 30_000 })
  await window.getByRole('radio', { name: 'Treemap' }).check({ force: true })
  const map = window.getByRole('region', { name: 'Changes between the releases' }).getByRole('listbox')
  await expect(map.getByRole('option').first()).toBeVisible()
  await expect(window).toHaveURL(/as=treemap/)
})

test('a folder that goes while it is read is named, nothing of it is kept, and it can be taken once it is back', async ({
  app,
  host,
  window,
  userFolder,
  workFolder,
}) => {
  const small = await layMany(join(workFolder, 'small'), 2)
  const folder = await layMany(join(workFolder, 'many'), 5000)
  const store = storeFolder(host, userFolder)
  await goTo(window, 'Releases')
  await takeCollected(window, app.electron, small)
  await expect(region(window, 'small')).toBeVisible({ timeout: 30_000 })
  const contents = await filesBelow(store)

  await takeCollected(window, app.electron, folder)
  const progress = window.getByRole('progressbar', { name: 'Release many, progress' })
  await expect(progress).toHaveAttribute('aria-valuenow', /[1-9]/, { timeout: 30_000 })
  await rename(folder, `${folder}-elsewhere`)
  const failure = window.getByRole('alert').filter({ hasText: 'Release many was not taken' })
  await expect(failure).toContainText(`The folder ${folder} went away while it was read.`)
  await expect(failure).toContainText('Bring the folder back, or choose another source.')
  await expect(progress).toHaveCount(0)
  await expect(releases(window)).toHaveCount(2)
  expect(await filesBelow(store)).toEqual(contents)
  await window.getByRole('button', { name: 'Check the store' }).click()
  await expect(window.getByRole('region', { name: 'Check of the store' })).toContainText(
    'The store is sound: 1 release',
  )

  await rename(`${folder}-elsewhere`, folder)
  await failure.getByRole('button', { name: 'Try again' }).click()
  await expect(region(window, 'many')).toBeVisible({ timeout: 60_000 })
  await expect(releases(window)).toHaveCount(3)
})

/** A folder of small files, each with a content of its own. */
async function layMany(folder: string, files: number): Promise<string> {
  await mkdir(folder)
  const names = Array.from({ length: files }, (_, number) => `${number}.txt`)
  for (let from = 0; from < files; from += 500)
    await Promise.all(names.slice(from, from + 500).map((name) => writeFile(join(folder, name), name)))
  return folder
}
