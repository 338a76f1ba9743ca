import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type HostOptions, test as base } from './app-fixture.ts'
import { offerFolder } from './django-project.ts'

/** Bytes that the disk of the releases holds: the store fits, what is taken does not. */
const DISK = 3_000_000

/** Where each host keeps its releases. */
const store = (host: HostOptions['host'], userFolder: string) =>
  join(userFolder, host === 'electron' ? 'engine/releases' : 'releases')

/** The releases lie on a disk of their own that is small. Only root can mount one. */
const test = base.extend({
  userFolder: async ({ host, userFolder }, use, info) => {
    const disk = store(host, userFolder)
    await mkdir(disk, { recursive: true })
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'none', disk], { stdio: 'pipe' })
    } catch (error) {
      info.skip(true, `no small disk can be mounted here: ${String(error).split('\n')[0] ?? ''}`)
    }
    await use(userFolder)
    execFileSync('umount', ['--lazy', disk], { stdio: 'pipe' })
  },
})

test('a disk that is full while a release is taken is told, and the store stays as it was', async ({
  app,
  host,
  window,
  userFolder,
  workFolder,
}) => {
  await window.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Releases' }).click()
  const rows = window.getByRole('grid', { name: 'Releases' }).getByRole('row')
  const take = async (folder: string) => {
    await window.getByRole('button', { name: 'Take a release…' }).first().click()
    const dialog = window.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Collected folder' }).check({ force: true })
    await offerFolder(app.electron, join(workFolder, folder))
    await dialog.getByRole('button', { name: /^Choose (?:folder|file)…$/ }).click()
    if (app.electron === null) {
      await dialog.getByRole('option').first().click()
      await dialog.getByRole('option', { name: folder }).click()
      await dialog.getByRole('button', { name: 'Choose this folder' }).click()
    }
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue(folder)
    await dialog.getByRole('button', { name: 'Take it' }).click()
  }
  for (const [folder, files, size] of [
    ['small', 2, 1000],
    ['large', 40, 200_000],
  ] as const) {
    await mkdir(join(workFolder, folder))
    for (let file = 0; file < files; file++) await writeFile(join(workFolder, folder, `${file}.bin`), randomBytes(size))
  }
  await take('small')
  await expect(window.getByRole('region', { name: 'Release small' })).toBeVisible({ timeout: 30_000 })
  const contents = await filesBelow(store(host, userFolder))
  await take('large')
  await expect(window.getByText(/disk is too full/).first()).toBeVisible({ timeout: 30_000 })
  await expect(rows).toHaveCount(2)
  expect(await filesBelow(store(host, userFolder))).toEqual(contents)
})

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : [])).toSorted()
}
