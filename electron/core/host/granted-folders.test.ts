import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HostFixture } from './host-fixture.ts'

let at: HostFixture
beforeEach(() => {
  at = new HostFixture()
})
afterEach(() => at.close())

test('a granted folder lists its subfolders by name with what is in them', async () => {
  mkdirSync(join(at.folder, 'shop/.git'))
  const grantId = await at.granted('shop')
  expect(await at.client.call('grants.list', { grantId })).toEqual([
    { name: '.git', folders: 0, files: 0 },
    { name: 'static', folders: 1, files: 1 },
    { name: 'vendor', folders: 0, files: 0 },
  ])
})

test('a link out of a grant is listed and refused, a link within it followed', async () => {
  symlinkSync(join(at.folder, 'blog'), join(at.folder, 'shop/out'))
  symlinkSync(join(at.folder, 'shop/static'), join(at.folder, 'shop/in'))
  const grantId = await at.granted('shop')
  expect((await at.client.call('grants.list', { grantId })).map((one) => one.name)).toEqual([
    'in',
    'out',
    'static',
    'vendor',
  ])
  await expect(at.client.call('grants.narrow', { grantId, folder: 'out' })).rejects.toMatchObject({ code: 'refused' })
  expect((await at.client.call('grants.narrow', { grantId, folder: 'in' })).display).toBe(
    join(at.folder, 'shop/static'),
  )
})

test.each(['..', '.', 'static/shop', '/', 'robots.txt', 'none'])('a grant cannot be narrowed to %s', async (name) => {
  const grantId = await at.granted('shop')
  await expect(at.client.call('grants.narrow', { grantId, folder: name })).rejects.toMatchObject({ code: 'refused' })
})

test('what is no folder cannot be granted', async () => {
  await at.client.call('grants.roots', {})
  await expect(at.host.grant(join(at.folder, 'nothing'))).rejects.toMatchObject({ code: 'missing-folder' })
  await expect(at.host.grant(join(at.folder, 'shop/static/robots.txt'))).rejects.toMatchObject({
    code: 'missing-folder',
  })
})
