import { expect, test } from 'vitest'
import { layFiles } from '../files/lay-files.ts'
import { previewFolders } from './contents-fixture.ts'
import { usersOf } from './file-users.ts'

test('who uses a file is told, whatever query or fragment they add', async () => {
  using folder = layFiles({
    'img/x.png': '1',
    'a.css': 'b{}\nurl(img/x.png?v=1) url(img/x.png)',
    'd/b.css': 'url("../img/x.png#y")',
    'c.css': 'a{}',
  })
  expect(await usersOf(await previewFolders(folder.path), 'img/x.png', 0, 9)).toEqual({
    total: 2,
    users: [
      { name: 'd/b.css', references: 1, line: 1, column: 6 },
      { name: 'a.css', references: 2, line: 2, column: 5 },
    ],
    chain: ['d/b.css', 'img/x.png'],
  })
})

test('the chain is a shortest one, from a file that nobody refers to', async () => {
  using folder = layFiles({
    'x.png': '1',
    'deep.css': 'url(x.png)',
    'middle.css': '@import "deep.css"; @import "middle.css"',
    'top.css': '@import "middle.css"',
    'other.css': '@import "top.css"',
    'short.css': '@import "deep.css"',
  })
  const preview = await previewFolders(folder.path)
  const chain = async (name: string) => (await usersOf(preview, name, 0, 1)).chain
  expect([await chain('x.png'), await chain('middle.css'), await chain('short.css')]).toEqual([
    ['short.css', 'deep.css', 'x.png'],
    ['other.css', 'top.css', 'middle.css'],
    ['short.css'],
  ])
})

test('a file that is reached through a circle alone has no chain', async () => {
  using folder = layFiles({ 'a.css': '@import "b.css"', 'b.css': '@import "a.css"; url(x.png)', 'x.png': '1' })
  const preview = await previewFolders(folder.path)
  expect((await usersOf(preview, 'x.png', 0, 9)).chain).toBe(null)
})

test('users of a file that thousands use come in pages', async () => {
  using folder = layFiles({
    'x.png': '1',
    ...Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`${at}.css`, 'a{background:url(x.png)}'])),
  })
  const { total, users } = await usersOf(await previewFolders(folder.path), 'x.png', 2990, 100)
  expect([total, users.length]).toEqual([3000, 10])
})
