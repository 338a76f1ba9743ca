import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { prepareJavaScript } from './javascript.ts'
import { packReading } from './pack-reading.ts'
import { decodeText, readPacked } from './read-packed.ts'
import { readReferences } from './read-references.ts'

let home = ''
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'staticscope-read-'))
  await prepareJavaScript()
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

it('reads a file in pieces as it reads it whole, wherever letters are cut', async () => {
  const letters = fc.constantFrom('é', '漢', '😀', 'a', '\xFF', '\uFEFF')
  const bytes = fc.constantFrom([0xc3], [0xe6, 0xbc], [0xf0, 0x9f, 0x98], [0x80, 0x80], [0xff])
  await fc.assert(
    fc.asyncProperty(
      fc.array(letters, { maxLength: 3 }),
      fc.integer({ min: -6, max: 6 }),
      fc.array(
        fc.oneof(
          letters.map((letter) => [...Buffer.from(letter)]),
          bytes,
        ),
        { minLength: 1, maxLength: 6 },
      ),
      async (before, shift, across) => {
        const head = Buffer.from(`/*${before.join('')}`)
        const content = Buffer.concat([
          head,
          Buffer.alloc((1 << 19) - head.byteLength + shift, 'x'),
          Buffer.from(across.flat()),
          Buffer.from('*/import "./b.js"'),
        ])
        const path = join(home, 'a.js')
        writeFileSync(path, content)
        const whole = readReferences('a.js', decodeText(content))
        expect(whole?.references).toHaveLength(1)
        expect(await readPacked(path, 'a.js')).toBe(whole === null ? null : packReading(whole))
      },
    ),
    { numRuns: 60 },
  )
})
