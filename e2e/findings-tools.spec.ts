import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './app-fixture.ts'

/** Electron opens no second page for the frames. */
const axe = (window: Page, isElectron: boolean) => new AxeBuilder({ page: window }).setLegacyMode(isElectron)

const LATER = { timeout: 60_000 }

test('a finding stays selected after a reload, groups of notes are folded, and more can be read', async ({
  window,
  app,
}) => {
  test.setTimeout(240_000)
  await window.getByRole('button', { name: 'Try the sample shop' }).click()
  await expect(window.getByRole('heading', { level: 1, name: /^collectstatic would fail at/ })).toBeVisible(LATER)

  // Who asks for a name, from the box "Why not?".
  await window.keyboard.press('ControlOrMeta+Shift+Y')
  await window.getByRole('searchbox', { name: 'Name, URL or path' }).fill('catalog/img/hero-autumn@2x.png')
  const askers = window.getByRole('region', { name: 'Who asks for it' })
  await askers.getByRole('button', { name: 'Check the references' }).press('Enter')
  await expect(askers.getByRole('status')).toHaveText('1 place asks for it.', LATER)
  await expect(askers).toContainText(/\.html → catalog\/css\/seasons\/autumn\.css → catalog\/img\/hero-autumn@2x\.png/)
  expect(
    (
      await axe(window, app.electron !== null)
        .include('.why-card')
        .analyze()
    ).violations,
  ).toEqual([])
  await window.keyboard.press('Escape')

  await window.keyboard.press('ControlOrMeta+3')
  await expect(window.getByRole('heading', { level: 1, name: /stop collectstatic/ })).toBeVisible(LATER)
  const grid = window.getByRole('treegrid', { name: 'Findings' })
  const notes = grid.getByRole('row', { name: /nobody asks for it/ })
  await grid.focus()
  await window.keyboard.press('End')
  await expect(notes).toHaveAttribute('aria-expanded', 'false', LATER)
  await notes.click()
  await grid.focus()
  await window.keyboard.press('End')
  await grid.getByRole('row', { level: 2 }).last().click()
  const selected = grid.getByRole('row', { selected: true })
  const words = (await selected.textContent()) ?? ''
  await window.reload()
  await expect(selected).toHaveText(words, LATER)
  await expect(selected).toBeInViewport()

  await window.getByRole('button', { name: 'What is read…' }).press('Enter')
  const dialog = window.getByRole('dialog', { name: 'What is read' })
  await dialog.getByRole('textbox', { name: 'Other files' }).fill('*.json')
  expect(
    (
      await axe(window, app.electron !== null)
        .include('.dialog')
        .analyze()
    ).violations,
  ).toEqual([])
  await dialog.getByRole('button', { name: 'Check again' }).click()
  await expect(dialog).toHaveCount(0, LATER)
  await window.getByRole('button', { name: 'What is read…' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Other files' })).toHaveValue('*.json', LATER)
})

test('a folder of templates that was added is read by the check, after a restart too', async ({
  window,
  app,
  workFolder,
}) => {
  test.skip(app.electron !== null, 'its dialog for folders is the system’s own')
  test.setTimeout(240_000)
  mkdirSync(join(workFolder, 'mail'))
  writeFileSync(join(workFolder, 'mail/order-sent.html'), `{% load static %}{% static 'mail/none.png' %}`)
  await window.getByRole('button', { name: 'Try the sample shop' }).click()
  await expect(window.getByRole('heading', { level: 1, name: /^collectstatic would fail at/ })).toBeVisible(LATER)
  await window.keyboard.press('ControlOrMeta+3')
  await expect(window.getByRole('heading', { level: 1, name: /stop collectstatic/ })).toBeVisible(LATER)

  const what = window.getByRole('button', { name: 'What is read…' })
  const dialog = window.getByRole('dialog')
  await what.click()
  await dialog.getByRole('button', { name: 'Add a folder…' }).click()
  await dialog.getByRole('option', { name: basename(workFolder) }).click()
  await dialog.getByRole('option', { name: 'mail' }).click()
  const way = dialog.getByRole('navigation', { name: 'Where you are' })
  await way.getByRole('button', { name: 'mail', exact: true }).waitFor()
  await dialog.getByRole('button', { name: 'Choose this folder' }).click()
  const added = dialog.getByRole('list', { name: 'Folders of templates' })
  await expect(added).toContainText(/mail$/)
  await dialog.getByRole('button', { name: 'Check again' }).click()
  await expect(dialog).toHaveCount(0, LATER)
  const search = window.getByRole('searchbox', { name: 'Filter the list' })
  const found = window.getByRole('treegrid', { name: 'Findings' }).getByRole('row', { name: /mail\/none\.png/ })
  await search.fill('mail/none.png')
  await expect(found.first()).toBeVisible(LATER)

  await app.crashEngine()
  await app.recover()
  await window.getByRole('button', { name: 'Try the sample shop' }).click()
  await expect(window.getByRole('heading', { level: 1, name: /^collectstatic would fail at/ })).toBeVisible(LATER)
  await window.keyboard.press('ControlOrMeta+3')
  await expect(window.getByRole('heading', { level: 1, name: /stop collectstatic/ })).toBeVisible(LATER)
  await search.fill('mail/none.png')
  await expect(found.first()).toBeVisible(LATER)
  await what.click()
  await expect(added).toContainText(/mail$/, LATER)
})
