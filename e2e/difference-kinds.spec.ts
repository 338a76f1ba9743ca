import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test } from './app-fixture.ts'
import { offerFolder } from './django-project.ts'

const FONTS = resolve(import.meta.dirname, '../node_modules/@fontsource-variable/inter/files')
const SVG = (radius: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><script>alert(1)</script><circle cx="12" cy="12" r="${radius}"/></svg>`

/** Lays two collected folders, `a` and `b`, that differ in a font, an SVG, a source map and other bytes. */
async function layFolders(workFolder: string): Promise<void> {
  for (const [folder, font, number] of [
    ['a', 'inter-latin-wght-normal.woff2', 1],
    ['b', 'inter-latin-standard-normal.woff2', 2],
  ] as const) {
    const at = join(workFolder, folder)
    await mkdir(at)
    await writeFile(join(at, 'inter.woff2'), await readFile(join(FONTS, font)))
    await writeFile(join(at, 'logo.svg'), SVG(6 + number))
    const map = { version: 3, sources: ['same.ts', `${folder}.ts`], sourcesContent: ['', ''], mappings: 'AAAA' }
    await writeFile(join(at, 'app.js.map'), JSON.stringify(map))
    await writeFile(
      join(at, 'mod.wasm'),
      Buffer.concat([Buffer.from('\0asm', 'latin1'), Buffer.alloc(66), Buffer.of(number)]),
    )
  }
}

async function take(window: Page, electron: ElectronApplication | null, path: string): Promise<void> {
  const name = basename(path)
  await window.getByRole('button', { name: 'Take a release…' }).first().click()
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Collected folder' }).check({ force: true })
  await offerFolder(electron, path)
  await dialog.getByRole('button', { name: 'Choose folder…' }).click()
  if (electron === null) {
    await dialog.getByRole('option').first().click()
    await dialog.getByRole('option', { name }).click()
    await dialog.getByRole('button', { name: 'Choose this folder' }).click()
  }
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue(name)
  await dialog.getByRole('button', { name: 'Take it' }).click()
  await expect(window.getByRole('region', { name: `Release ${name}` })).toBeVisible()
}

async function showFile(page: Page, sides: string, name: string): Promise<void> {
  await page.evaluate(
    (address) => {
      window.location.hash = address
    },
    `#/compare/${sides}?file=${encodeURIComponent(name)}`,
  )
}

async function violations(window: Page): Promise<unknown> {
  return (await new AxeBuilder({ page: window }).setLegacyMode(true).include('.kind').analyze()).violations
}

test('a picture is shown side by side, swiped, as an onion skin and as a map of pixels', async ({ window }) => {
  const rail = window.getByRole('navigation', { name: 'Views' })
  await rail.getByRole('button', { name: 'Releases' }).click()
  await window.getByRole('button', { name: 'Try the sample’s two releases' }).click()
  await window.getByRole('region', { name: 'Release Sample 42' }).waitFor()
  await showFile(window, 'Sample%2041/Sample%2042', 'img/logo.png')
  const picture = window.getByRole('group', { name: 'Picture' })
  await expect(picture.getByRole('img', { name: 'Before: img/logo.png' })).toBeVisible()
  await expect(picture.getByRole('img', { name: 'After: img/logo.png' })).toBeVisible()
  expect(await violations(window)).toEqual([])
  await picture.getByRole('radio', { name: 'Swipe' }).click()
  await picture.getByRole('slider', { name: 'Line between before and after' }).fill('20')
  await picture.getByRole('radio', { name: 'Onion skin' }).click()
  await picture.getByRole('slider', { name: 'Strength of after' }).fill('80')
  expect(await violations(window)).toEqual([])
  await picture.getByRole('radio', { name: 'Pixel map' }).click()
  await expect(picture.getByText(/\d+ of [\d,]+ pixels differ/)).toBeVisible()
})

test('fonts, source maps, SVGs and other bytes are each shown in their own way', async ({
  app,
  window,
  workFolder,
}) => {
  await layFolders(workFolder)
  await window.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Releases' }).click()
  await take(window, app.electron, join(workFolder, 'a'))
  await take(window, app.electron, join(workFolder, 'b'))
  await window.getByRole('button', { name: 'Compare with…' }).click()
  await window.getByRole('menuitem', { name: /^a/ }).click()
  await expect(window).toHaveURL(/#\/compare\/a\/b/)

  await showFile(window, 'a/b', 'inter.woff2')
  await expect(
    window.getByRole('table', { name: 'Font, before and after' }).getByRole('row', { name: /Axes/ }),
  ).toContainText('opsz 14–32')
  await showFile(window, 'a/b', 'app.js.map')
  await expect(window.getByRole('region', { name: 'Added sources' })).toContainText('b.ts')
  await showFile(window, 'a/b', 'mod.wasm')
  await expect(window.getByRole('region', { name: 'First difference' })).toContainText('offset 70 (0x46)')
  expect(await violations(window)).toEqual([])

  let alerts = 0
  window.on('dialog', (dialog) => {
    alerts += 1
    void dialog.dismiss()
  })
  await showFile(window, 'a/b', 'logo.svg')
  await expect(window.getByRole('img', { name: 'After: logo.svg' })).toBeVisible()
  await window.getByRole('radiogroup', { name: 'Look' }).getByRole('radio', { name: 'Text' }).click()
  await expect(window.getByRole('group', { name: 'Picture' })).toHaveCount(0)
  expect(alerts).toBe(0)
})
