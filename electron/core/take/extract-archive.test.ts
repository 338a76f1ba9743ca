import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ARCHIVE_LIMITS } from './archive-guard.ts'
import { extractArchive } from './extract-archive.ts'
import { tarOf, zipOf } from './take-fixture.ts'

let folder = ''
let temporary: string | undefined
const work = { signal: new AbortController().signal, report: () => undefined }

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'archive-'))
  temporary = process.env['TMPDIR']
  // What is laid out aside can then be counted.
  process.env['TMPDIR'] = join(folder, 'tmp')
  rmSync(join(folder, 'tmp'), { recursive: true, force: true })
})
afterEach(() => {
  if (temporary === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = temporary
  rmSync(folder, { recursive: true })
})

async function unpack(bytes: Uint8Array, limits = ARCHIVE_LIMITS): Promise<Record<string, string>> {
  mkdirSync(join(folder, 'tmp'), { recursive: true })
  const file = join(folder, 'archive')
  writeFileSync(file, bytes)
  const aside = await extractArchive(file, work, limits)
  const files: Record<string, string> = {}
  for (const entry of readdirSync(aside.folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name)
      files[relative(aside.folder, path)] = readFileSync(path, 'latin1')
    }
  await aside.discard()
  return files
}

const GOOD = { 'a.css': 'a', 'img/b.png': 'b' }
const goodTar = tarOf([
  { name: './', type: '5' },
  { name: './a.css', bytes: 'a' },
  { name: './img/b.png', bytes: 'b' },
])

describe('a good archive gives its files', () => {
  it.each([
    ['tar', goodTar],
    ['tar.gz', gzipSync(goodTar)],
    ['tar.zst', zstdCompressSync(goodTar)],
    ['zip', zipOf([{ name: 'a.css', bytes: 'a' }, { name: 'img/' }, { name: 'img/b.png', bytes: 'b' }])],
    [
      'zip of another system',
      zipOf([
        { name: 'a.css', bytes: 'a', mode: 0 },
        { name: 'img/b.png', bytes: 'b', mode: 0 },
      ]),
    ],
  ])('from a %s', async (_, bytes) => {
    expect(await unpack(bytes)).toEqual(GOOD)
  })

  it('with links inside of it as copies', async () => {
    const linked = { 'a.css': 'a', 'x/b.css': 'a', 'c.css': 'a' }
    const tar = tarOf([
      { name: 'x/b.css', type: '2', link: '../a.css' },
      { name: 'a.css', bytes: 'a' },
      { name: 'c.css', type: '1', link: 'x/b.css' },
    ])
    const zip = zipOf([
      { name: 'x/b.css', bytes: '../a.css', mode: 0o120777 },
      { name: 'a.css', bytes: 'a' },
      { name: 'c.css', bytes: 'x/b.css', mode: 0o120777 },
    ])
    expect([await unpack(tar), await unpack(zip)]).toEqual([linked, linked])
  })
})

describe('a hostile archive is refused with the entry named, and nothing is left', () => {
  const notUtf8 = Buffer.from([0x61, 0xe9, 0x2e, 0x63, 0x73, 0x73])
  const pax = (record: Buffer) => Buffer.concat([Buffer.from(`${record.length + 3} `), record])
  it.each([
    ['a name that leads out (tar)', tarOf([{ name: '../evil.css' }]), /"\.\.\/evil\.css" leads out/],
    ['a name that leads out (zip)', zipOf([{ name: 'a/../../evil.css' }]), /leads out/],
    ['an absolute path (tar)', tarOf([{ name: '/etc/evil' }]), /"\/etc\/evil" has an absolute path/],
    ['an absolute path (zip)', zipOf([{ name: 'C:/evil' }]), /absolute/],
    ['a backslash', zipOf([{ name: 'a\\b.css' }]), /backslash/],
    [
      'a symbolic link that leads out',
      tarOf([{ name: 'x', type: '2', link: '../../etc/passwd' }]),
      /"x" is a link that leads out/,
    ],
    ['an absolute link', tarOf([{ name: 'x', type: '2', link: '/etc/passwd' }]), /leads out/],
    ['a link that leads out (zip)', zipOf([{ name: 'x', bytes: '/etc/passwd', mode: 0o120777 }]), /leads out/],
    ['a hard link that leads out', tarOf([{ name: 'x', type: '1', link: '../x' }]), /leads out/],
    ['a link to nothing', tarOf([{ name: 'x', type: '2', link: 'y' }]), /no file of the archive/],
    ['a link to itself', tarOf([{ name: 'x', type: '2', link: 'x' }]), /leads back to itself/],
    [
      'a file below a link',
      tarOf([{ name: 'x', type: '2', link: 'y' }, { name: 'x/a' }]),
      /a file and a folder at once/,
    ],
    ['a device', tarOf([{ name: 'dev', type: '3' }]), /"dev" is a character device/],
    ['a pipe', tarOf([{ name: 'pipe', type: '6' }]), /fifo/],
    ['a device (zip)', zipOf([{ name: 'dev', mode: 0o020666 }]), /device/],
    ['the same name twice', tarOf([{ name: 'a' }, { name: './a' }]), /is there twice/],
    ['the same name twice (zip)', zipOf([{ name: 'a' }, { name: 'a' }]), /is there twice/],
    ['a file that is a folder too', tarOf([{ name: 'a' }, { name: 'a/b' }]), /a file and a folder at once/],
    [
      'names that differ only in case',
      tarOf([{ name: 'Logo.png' }, { name: 'logo.png' }]),
      /"logo\.png" differs from "Logo\.png" only in case/,
    ],
    ['folders that differ only in case', tarOf([{ name: 'A/x' }, { name: 'a/y' }]), /only in case/],
    [
      'names that differ only in their accents',
      zipOf([{ name: 'é' }, { name: 'e\u0301' }]),
      /only in case or in the way/,
    ],
    ['a name that is not UTF-8 (tar)', tarOf([{ name: notUtf8 }]), /"aé\.css" has a name that is not UTF-8/],
    ['a name that is not UTF-8 (zip)', zipOf([{ name: notUtf8 }]), /not UTF-8/],
    [
      'a POSIX name that is not UTF-8',
      tarOf([{ name: 'h', type: 'x', bytes: pax(Buffer.from('path=a\xe9.css\n', 'latin1')) }, { name: 'a.css' }]),
      /not UTF-8/,
    ],
    ['a name that is too long', zipOf([{ name: 'a'.repeat(256) }]), /too long/],
    ['an encrypted file', zipOf([{ name: 'a', flag: 1 }]), /encrypted/],
    ['an absurd size', tarOf([{ name: 'a', size: 8 * 1024 ** 3 - 1 }]), /"a" states 8\.6 GB; at most 2\.1 GB/],
  ])('%s', async (_, bytes, message) => {
    await expect(unpack(bytes)).rejects.toMatchObject({
      code: 'hostile-archive',
      message: expect.stringMatching(message),
    })
    expect(readdirSync(join(folder, 'tmp'))).toEqual([])
  })

  it.each([
    ['too many entries', tarOf([{ name: 'a' }, { name: 'b' }, { name: 'c' }]), { entries: 2 }, /more than 2 entries/],
    ['too large a file', tarOf([{ name: 'a', bytes: 'x'.repeat(11) }]), { fileBytes: 10 }, /states 11 B/],
    [
      'too much in all',
      tarOf([
        { name: 'a', bytes: 'xxxxxx' },
        { name: 'b', bytes: 'xxxxxx' },
      ]),
      { totalBytes: 10 },
      /"b" brings the archive over 10 B/,
    ],
    [
      'a bomb',
      gzipSync(tarOf([{ name: 'zeros', bytes: Buffer.alloc(3 << 20) }])),
      { ratioFrom: 1 << 20 },
      /"zeros" brings what comes out to more than 200 times/,
    ],
    ['a bomb (zip)', zipOf([{ name: 'zeros', bytes: Buffer.alloc(3 << 20) }]), { ratioFrom: 1 << 20 }, /200 times/],
  ])('%s, with the limit named', async (_, bytes, limits, message) => {
    await expect(unpack(bytes, { ...ARCHIVE_LIMITS, ...limits })).rejects.toMatchObject({
      code: 'hostile-archive',
      message: expect.stringMatching(message),
    })
    expect(readdirSync(join(folder, 'tmp'))).toEqual([])
  })
})

describe('a damaged archive is told as such, and nothing is left', () => {
  it.each([
    ['a tar that is cut off', goodTar.subarray(0, 700), /damaged/],
    ['a tar.gz that is cut off', gzipSync(goodTar).subarray(0, 40), /damaged/],
    [
      'a tar.zst with other bytes',
      Buffer.concat([zstdCompressSync(goodTar).subarray(0, 20), Buffer.alloc(90)]),
      /damaged/,
    ],
    ['a zip without its end', zipOf([{ name: 'a', bytes: 'a' }]).subarray(0, 20), /damaged/],
    ['a zip with another checksum', zipOf([{ name: 'a', bytes: 'a', crc: 1 }]), /checksum/],
    ['a zip with another size', zipOf([{ name: 'a', bytes: 'a', size: 99 }]), /damaged/],
    ['something else', Buffer.from('<html>'), /none of the archives/],
    ['nothing', Buffer.alloc(0), /none of the archives/],
  ])('%s', async (_, bytes, message) => {
    await expect(unpack(bytes)).rejects.toMatchObject({ code: 'unreadable', message: expect.stringMatching(message) })
    // Words of a library that end in a stop get no second one.
    await expect(unpack(bytes)).rejects.not.toThrow(/[.?!]{2}/)
    expect(readdirSync(join(folder, 'tmp'))).toEqual([])
  })
})
