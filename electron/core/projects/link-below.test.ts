import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { linkBelow } from './link-below.ts'

const home = mkdtempSync(join(tmpdir(), 'staticscope-links-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

test('a link to a folder is found at any depth, a link to a file and a broken one are none', () => {
  mkdirSync(join(home, 'root/a/b'), { recursive: true })
  mkdirSync(join(home, 'elsewhere'))
  writeFileSync(join(home, 'file'), '')
  symlinkSync(join(home, 'file'), join(home, 'root/to-file'))
  symlinkSync(join(home, 'none'), join(home, 'root/broken'))
  const before = linkBelow(join(home, 'root'))
  symlinkSync(join(home, 'elsewhere'), join(home, 'root/a/b/linked'))
  expect([before, linkBelow(join(home, 'root')), linkBelow(join(home, 'none'))]).toEqual([
    null,
    join(home, 'root/a/b/linked'),
    null,
  ])
})
