import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bytes, planOf, tree, WriteFixture } from './write-output-fixture.ts'

let fixture: WriteFixture

describe('on a small disk', () => {
  let disk = ''
  beforeEach(() => {
    fixture = new WriteFixture()
    disk = join(fixture.root, 'disk')
    mkdirSync(disk)
  })
  afterEach(() => {
    spawnSync('umount', [disk])
    fixture.remove()
  })
  const mounts = () => spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k,nr_inodes=40', 'tmpfs', disk]).status === 0

  test('too many bytes end as a full disk with nothing left behind', async ({ skip }) => {
    skip(!mounts(), 'a disk cannot be mounted here')
    fixture.output = join(disk, 'new/output')
    const error = await fixture.failure(
      planOf({ a: bytes('x'.repeat(100_000)), b: fixture.sourceFile('large', 'y'.repeat(300_000)) }),
    )
    expect([error.code, fixture.sentence(error), readdirSync(disk)]).toEqual([
      'disk-full',
      'The disk is too full for <root>/disk/new/output; nothing was left behind. Free some space, or name a folder on another disk.',
      [],
    ])
  })

  test('too many files end as a full disk, and an empty mounted folder is empty again', async ({ skip }) => {
    skip(!mounts(), 'a disk cannot be mounted here')
    fixture.output = disk
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`folder/${index}`, bytes('')]))
    const error = await fixture.failure(planOf(files))
    expect([error.code, readdirSync(disk)]).toEqual(['disk-full', []])
  })

  test('a mounted folder is filled without being replaced', async ({ skip }) => {
    skip(!mounts(), 'a disk cannot be mounted here')
    fixture.output = disk
    await fixture.write(planOf({ 'a/b': bytes('x'), c: bytes('') }))
    expect([Object.keys(tree(disk)), readdirSync(fixture.root)]).toEqual([
      ['a', 'a/b', 'c'],
      ['disk', 'source'],
    ])
  })
})
