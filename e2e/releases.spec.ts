import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './app-fixture.ts'
import { offerFolder } from './django-project.ts'
import { chooseSource } from './take-dialog.ts'

const MANIFEST = '{"paths": {"a.txt": "a.0cc175b9c0f1.txt"}, "version": "1.1"}'

async function openReleases(window: Page): Promise<void> {
  await window.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Releases' }).click()
}

/** Takes the two releases of the sample from the empty list. */
async function takeSample(window: Page): Promise<void> {
  await openReleases(window)
  await window.getByRole('button', { name: 'Try the sample’s two releases' }).click()
  await expect(window.getByRole('grid', { name: 'Releases' }).getByRole('row')).toHaveCount(3)
}

function rows(window: Page) {
  return window.getByRole('grid', { name: 'Releases' }).getByRole('row')
}

/** A tar archive with one file, by hand. */
function tarOf(name: string, text: string): Buffer {
  const header = Buffer.alloc(512)
  header.write(name, 0)
  header.write('0000644\0', 100)
  header.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\0', 136)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  const body = Buffer.alloc(512)
  body.write(text)
  return Buffer.concat([header, body, Buffer.alloc(1024)])
}

async function violations(window: Page): Promise<unknown> {
  return (await new AxeBuilder({ page: window }).setLegacyMode(true).analyze()).violations
}

test('the empty list says what to do, and takes the releases of the sample', async ({ window }) => {
  await openReleases(window)
  expect(await violations(window)).toEqual([])
  await takeSample(window)
  await expect(window.getByRole('heading', { level: 1 })).toHaveText('2 releases are kept; the newest is Sample 42.')
  await rows(window).nth(2).click()
  await expect(window.getByRole('region', { name: 'Release Sample 41' })).toContainText('66')
  expect(await violations(window)).toEqual([])
})

test('in a small window releases keep their whole names before labels and places', async ({ window }) => {
  await window.setViewportSize({ width: 900, height: 600 })
  await openReleases(window)
  await takeSample(window)
  const name = window.getByRole('row', { name: /^Sample 42/ }).locator('.release-name > :first-child')
  await expect(name).toHaveText('Sample 42')
  expect(await name.evaluate((cell) => cell.scrollWidth <= cell.clientWidth)).toBe(true)
})

test('a collected folder, an archive and a manifest are taken', async ({ app, window, workFolder }) => {
  await mkdir(join(workFolder, 'root'))
  await writeFile(join(workFolder, 'root', 'a.txt'), 'a')
  await writeFile(join(workFolder, 'static.tar.gz'), gzipSync(tarOf('b.txt', 'b')))
  await writeFile(join(workFolder, 'names.json'), MANIFEST)
  await openReleases(window)
  for (const [kind, file, name] of [
    ['Collected folder', 'root', 'root'],
    ['Archive', 'static.tar.gz', 'static'],
    ['staticfiles.json', 'names.json', 'names'],
  ] as const) {
    await chooseSource(window, app.electron, kind, join(workFolder, file))
    const dialog = window.getByRole('dialog')
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue(name)
    expect(await violations(window)).toEqual([])
    await dialog.getByRole('button', { name: 'Take it' }).click()
    await expect(window.getByRole('region', { name: `Release ${name}` })).toBeVisible()
  }
  await expect(rows(window)).toHaveCount(4)
  await expect(window.getByRole('region', { name: 'Release names' })).toContainText(
    'The bytes of the files are not known',
  )
})

test('the open project is taken, and in spite of its errors only when asked', async ({ window }) => {
  await window.getByRole('button', { name: 'Try the sample shop' }).click()
  await window.getByRole('treegrid', { name: 'Files' }).waitFor()
  await openReleases(window)
  await window.getByRole('button', { name: 'Take a release…' }).first().click()
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('mine')
  await dialog.getByRole('button', { name: 'Take it' }).click()
  const card = window.getByRole('alert').filter({ hasText: 'Release mine was not taken' })
  await expect(card).toContainText('collectstatic would fail')
  expect(await violations(window)).toEqual([])
  await card.getByRole('button', { name: 'Take it in spite of the errors' }).click()
  await expect(window.getByRole('region', { name: 'Release mine' })).toContainText('hero-autumn@2x.png')
  await expect(card).toHaveCount(0)
})

test('a hostile archive and a damaged manifest are refused with the entry and the line', async ({
  app,
  window,
  workFolder,
}) => {
  await writeFile(join(workFolder, 'evil.tar'), tarOf('../outside.txt', 'x'))
  await writeFile(join(workFolder, 'broken.json'), '{\n  "paths": {"a.txt" "a.1.txt"}}')
  await openReleases(window)
  await chooseSource(window, app.electron, 'Archive', join(workFolder, 'evil.tar'))
  const dialog = window.getByRole('dialog')
  await expect(dialog.getByRole('alert')).toContainText('../outside.txt')
  await expect(dialog.getByRole('button', { name: 'Take it' })).toBeDisabled()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await chooseSource(window, app.electron, 'staticfiles.json', join(workFolder, 'broken.json'))
  await expect(dialog.getByRole('alert')).toContainText('line 2 column 21')
  expect(await violations(window)).toEqual([])
})

test('each release of a folder with several manifests can be chosen', async ({ app, window, workFolder }) => {
  for (const release of ['r1', 'r2']) {
    await mkdir(join(workFolder, 'many', release), { recursive: true })
    await writeFile(join(workFolder, 'many', release, 'staticfiles.json'), MANIFEST)
  }
  await openReleases(window)
  await chooseSource(window, app.electron, 'Collected folder', join(workFolder, 'many'))
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('radio', { name: /^r1\/staticfiles\.json/ }).check({ force: true })
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('r1')
  await dialog.getByRole('button', { name: 'Take it' }).click()
  await expect(window.getByRole('region', { name: 'Release r1' })).toBeVisible()
})

test('a release is renamed, removed and had back', async ({ window }) => {
  await takeSample(window)
  const detail = window.getByRole('region', { name: 'Release Sample 42' })
  await detail.getByRole('button', { name: 'Rename, note, labels' }).click()
  await detail.getByRole('textbox', { name: 'Name' }).fill('sample 41')
  await detail.getByRole('button', { name: 'Save' }).click()
  await expect(detail.getByText(/There is a release .* already|already/)).toBeVisible()
  await detail.getByRole('textbox', { name: 'Name' }).fill('autumn')
  await detail.getByRole('textbox', { name: 'Labels' }).fill('live, autumn sale')
  await detail.getByRole('button', { name: 'Save' }).click()
  const renamed = window.getByRole('region', { name: 'Release autumn' })
  await expect(renamed).toContainText('autumn sale')
  await renamed.getByRole('button', { name: 'Remove' }).click()
  await expect(rows(window)).toHaveCount(2)
  await window.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click()
  await expect(rows(window)).toHaveCount(3)
})

test('a release is exported, and the store is checked', async ({ app, window, workFolder }) => {
  await mkdir(join(workFolder, 'exports'))
  await takeSample(window)
  await window.getByRole('button', { name: 'Export…' }).click()
  const dialog = window.getByRole('dialog')
  await offerFolder(app.electron, join(workFolder, 'exports'))
  await dialog.getByRole('button', { name: 'Choose folder…' }).click()
  if (app.electron === null) {
    await dialog.getByRole('option').first().click()
    await dialog.getByRole('option', { name: 'exports' }).click()
    await dialog.getByRole('button', { name: 'Choose this folder' }).click()
  }
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(
    window.getByRole('region', { name: 'Messages' }).getByText('Export of Sample 42 is written'),
  ).toBeVisible()
  expect(await readdir(join(workFolder, 'exports'))).toEqual(['Sample-42.tar.gz'])
  await window.getByRole('button', { name: 'Check the store' }).click()
  await expect(window.getByRole('region', { name: 'Check of the store' })).toContainText(
    'The store is sound: 2 releases',
  )
})

test('a take that is cancelled leaves nothing, and one that was begun goes on in another view', async ({
  app,
  window,
  workFolder,
}) => {
  await mkdir(join(workFolder, 'big'))
  const names = Array.from({ length: 3000 }, (_, number) => `${number}.txt`)
  await Promise.all(names.map((name) => writeFile(join(workFolder, 'big', name), name)))
  await openReleases(window)
  await chooseSource(window, app.electron, 'Collected folder', join(workFolder, 'big'))
  await window.getByRole('dialog').getByRole('button', { name: 'Take it' }).click()
  await window.getByRole('contentinfo', { name: 'Status' }).getByRole('button', { name: 'Cancel: Release big' }).click()
  await expect(window.getByRole('heading', { level: 1 })).toHaveText('No release is kept.')
  await chooseSource(window, app.electron, 'Collected folder', join(workFolder, 'big'))
  await window.getByRole('dialog').getByRole('button', { name: 'Take it' }).click()
  await window.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Settings' }).click()
  await expect(window.getByRole('region', { name: 'Messages' }).getByText('Release big is kept')).toBeVisible()
  await openReleases(window)
  await expect(rows(window)).toHaveCount(2)
})

test('the selected release stands in the address', async ({ window }) => {
  await takeSample(window)
  await window.getByRole('grid', { name: 'Releases' }).focus()
  await window.keyboard.press('ArrowDown')
  await expect(window).toHaveURL(/#\/releases\?release=Sample\+41$/)
  await window.reload()
  await expect(window.getByRole('region', { name: 'Release Sample 41' })).toBeVisible()
})
