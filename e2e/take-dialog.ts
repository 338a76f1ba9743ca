import { basename } from 'node:path'
import { type ElectronApplication, expect, type Page } from '@playwright/test'
import { offerFolder } from './django-project.ts'

/**
 * Opens the dialog that takes a release and chooses a folder or file that lies right in the work folder, as people do it
 * in this host.
 * @param kind the label of the kind of source
 */
export async function chooseSource(
  window: Page,
  electron: ElectronApplication | null,
  kind: string,
  path: string,
): Promise<void> {
  await window.getByRole('button', { name: 'Take a release…' }).first().click()
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('radio', { name: kind }).check({ force: true })
  await offerFolder(electron, path)
  await dialog.getByRole('button', { name: /^Choose (?:folder|file)…$/ }).click()
  if (electron !== null) return
  await dialog.getByRole('option').first().click()
  await dialog.getByRole('option', { name: basename(path) }).click()
  if (kind === 'Collected folder') await dialog.getByRole('button', { name: 'Choose this folder' }).click()
}

/** Takes a collected folder, which names the release. */
export async function takeCollected(window: Page, electron: ElectronApplication | null, path: string): Promise<void> {
  await chooseSource(window, electron, 'Collected folder', path)
  const dialog = window.getByRole('dialog')
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue(basename(path))
  await dialog.getByRole('button', { name: 'Take it' }).click()
}
