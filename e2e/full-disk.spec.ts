import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test as base } from './app-fixture.ts'
import { filesBelow, storeFolder } from './store-folder.ts'
import { takeCollected } from './take-dialog.ts'

/** Bytes that the disk of the releases holds: the store fits, what is taken does not. */
const DISK = 3_000_000

/** The releases lie on a disk of their own that is small. Only root can mount one. */
const test = base.extend({
  userFolder: async ({ host, userFolder }, use, info) => {
    const disk = storeFolder(host, userFolder)
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
  for (const [folder, files, size] of [
    ['small', 2, 1000],
    ['large', 40, 200_000],
  ] as const) {
    await mkdir(join(workFolder, folder))
    for (let file = 0; file < files; file++) await writeFile(join(workFolder, folder, `${file}.bin`), randomBytes(size))
  }
  await takeCollected(window, app.electron, join(workFolder, 'small'))
  await expect(window.getByRole('region', { name: 'Release small' })).toBeVisible({ timeout: 30_000 })
  const contents = await filesBelow(storeFolder(host, userFolder))
  await takeCollected(window, app.electron, join(workFolder, 'large'))
  await expect(window.getByText(/disk is too full/).first()).toBeVisible({ timeout: 30_000 })
  await expect(rows).toHaveCount(2)
  expect(await filesBelow(storeFolder(host, userFolder))).toEqual(contents)
})
