import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PythonError } from '../python/python-error.ts'
import { contentOf, readContentBytes } from './file-content.ts'
import { layFiles } from './lay-files.ts'
import { RealDisk } from './real-disk.ts'
import { VirtualDisk } from './virtual-disk.ts'

const NOW = 1_800_000_000_000_000_000n
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

function thrownBy(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof PythonError) return error.pythonMessage
    throw error
  }
  return 'nothing'
}

test('what is written is seen here and not on the real disk', () => {
  using folder = layFiles({ 'a.txt': 'real' })
  const disk = new VirtualDisk(new RealDisk('sorted'), NOW)
  disk.makeFolders(`${folder.path}/x/y`)
  disk.create(`${folder.path}/x/y/b.txt`, contentOf(bytes('new')), 0o644)
  disk.unlink(`${folder.path}/a.txt`)

  const again = new VirtualDisk(new RealDisk('sorted'), NOW)
  expect([...disk.tree(folder.path)].map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'folder x',
    'folder x/y',
    'file x/y/b.txt',
  ])
  expect([...again.tree(folder.path)].map(({ kind, path }) => `${kind} ${path}`)).toEqual(['file a.txt'])
})

test('errors are those of Python, with the path that was asked for', () => {
  using folder = layFiles({ 'd/a.txt': '1', loop: { link: 'loop' }, broken: { link: 'nowhere' } })
  const disk = new VirtualDisk(new RealDisk('sorted'), NOW)
  const at = (name: string): string => `${folder.path}/${name}`
  expect([
    thrownBy(() => disk.open(at('none'))),
    thrownBy(() => disk.open(at('d'))),
    thrownBy(() => disk.open(at('d/a.txt/x'))),
    thrownBy(() => disk.open(at('loop'))),
    thrownBy(() => disk.removeFolder(at('d'))),
    thrownBy(() => disk.create(at('broken'), contentOf(bytes('')), 0o644)),
    thrownBy(() => disk.create(at(`${'x'.repeat(256)}`), contentOf(bytes('')), 0o644)).slice(0, 60),
  ]).toEqual([
    `FileNotFoundError: [Errno 2] No such file or directory: '${at('none')}'`,
    `IsADirectoryError: [Errno 21] Is a directory: '${at('d')}'`,
    `NotADirectoryError: [Errno 20] Not a directory: '${at('d/a.txt/x')}'`,
    `OSError: [Errno 40] Too many levels of symbolic links: '${at('loop')}'`,
    `OSError: [Errno 39] Directory not empty: '${at('d')}'`,
    `FileExistsError: [Errno 17] File exists: '${at('broken')}'`,
    `OSError: [Errno 36] File name too long: '${folder.path}/xxxxxxxx`.slice(0, 60),
  ])
})

test('a link is followed where the system would follow it', () => {
  using folder = layFiles({ 'd/a.txt': '1', l: { link: 'd' }, 'd/up': { link: '..' } })
  const disk = new VirtualDisk(new RealDisk('sorted'), NOW)
  expect([
    Buffer.from(readContentBytes(disk.open(`${folder.path}/l/a.txt`))).toString(),
    disk.isLink(`${folder.path}/l`),
    disk.isFolder(`${folder.path}/l`),
    disk.leadsIntoItself(`${folder.path}/d/up`),
    disk.leadsIntoItself(`${folder.path}/l`),
  ]).toEqual(['1', true, true, true, false])
})

test('a removed folder is not remembered', () => {
  using folder = layFiles({})
  const disk = new VirtualDisk(new RealDisk('disk'), NOW)
  disk.makeFolders(`${folder.path}/d`)
  disk.create(`${folder.path}/d/a`, contentOf(bytes('1')), 0o644)
  disk.unlink(`${folder.path}/d/a`)
  disk.removeFolder(`${folder.path}/d`)
  expect([disk.exists(`${folder.path}/d`), disk.exists(`${folder.path}/d/a`)]).toEqual([false, false])
})

test('a name that is not UTF-8 keeps its bytes', () => {
  using folder = layFiles({})
  const raw = Buffer.concat([Buffer.from(`${folder.path}/caf`), Buffer.from([0xe9])])
  writeFileSync(raw, '1')
  const disk = new VirtualDisk(new RealDisk('disk'), NOW)
  expect(disk.scan(folder.path).map(({ name }) => name)).toEqual(['caf\udce9'])
  expect(disk.open(`${folder.path}/caf\udce9`).size).toBe(1)
})
