import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { writeTextFile } from './write-text.ts'

const home = mkdtempSync(join(tmpdir(), 'staticscope-write-text-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe('A text that is written', () => {
  it('is there whole, and nothing lies beside it', async () => {
    const path = join(home, 'whole.json')
    await writeTextFile(path, ['a', 'b'])
    expect(readFileSync(path, 'utf8')).toBe('ab')
    expect(readdirSync(home).filter((name) => name.startsWith('whole'))).toEqual(['whole.json'])
  })

  it('leaves what was there before, and nothing beside it, when it cannot be made', async () => {
    const path = join(home, 'before.json')
    writeFileSync(path, 'before')
    function* pieces() {
      yield 'x'.repeat(1 << 17)
      throw new Error('no more')
    }
    await expect(writeTextFile(path, pieces())).rejects.toThrow('no more')
    expect(readFileSync(path, 'utf8')).toBe('before')
    expect(readdirSync(home).filter((name) => name.startsWith('before'))).toEqual(['before.json'])
  })

  it.skipIf(process.platform === 'win32')('goes where a link leads, and the link stays', async () => {
    const [path, link] = [join(home, 'linked.json'), join(home, 'link.json')]
    writeFileSync(path, 'before')
    symlinkSync(path, link)
    await writeTextFile(link, ['after'])
    expect({ text: readFileSync(path, 'utf8'), isLink: lstatSync(link).isSymbolicLink() }).toEqual({
      text: 'after',
      isLink: true,
    })
  })

  it.skipIf(process.platform === 'win32')('goes into a named pipe or a device, which stays what it is', async () => {
    const path = join(home, 'pipe')
    execFileSync('mkfifo', [path])
    const reader = spawn('timeout', ['10', 'cat', path], { stdio: ['ignore', 'pipe', 'ignore'] })
    let read = ''
    reader.stdout.setEncoding('utf8').on('data', (text: string) => (read += text))
    await writeTextFile(path, ['through ', 'the pipe'])
    expect(lstatSync(path).isFIFO()).toBe(true)
    await once(reader, 'close')
    expect(read).toBe('through the pipe')
  })
})
