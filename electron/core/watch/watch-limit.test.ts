import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { layFiles } from '../files/lay-files.ts'

/** A user namespace has a limit of its own, so that it can be lowered without one for the rest of the system. */
const inNamespace = ['--user', '--map-root-user', '/bin/sh', '-c']
const lowered = 'echo "$0" > /proc/sys/user/max_inotify_watches && exec "$@"'
const canLower = spawnSync('unshare', [...inNamespace, lowered, '2', 'true']).status === 0

describe.skipIf(!canLower)('where the system gives no more watches', () => {
  it('looks at the folders instead, and still tells what changed', { timeout: 30_000 }, () => {
    using folder = layFiles({ 'a.css': 'a {}', 'b/b.css': 'b {}', 'c/c.css': 'c {}', 'd/d.css': 'd {}' })
    const program = join(import.meta.dirname, 'watch-under-limit-fixture.ts')
    const { stdout, stderr } = spawnSync(
      'unshare',
      [...inNamespace, lowered, '2', process.execPath, program, folder.path],
      { encoding: 'utf8' },
    )
    if (stdout === '') throw new Error(stderr)
    const still = { added: 0, removed: 0, settingsChanged: false, watching: 'polling' }
    expect(JSON.parse(stdout)).toEqual({
      before: { ...still, fresh: true, changed: 0 },
      after: { ...still, fresh: false, changed: 1 },
    })
  })
})
