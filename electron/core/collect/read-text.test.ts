import { expect, test } from 'vitest'
import { layFiles } from '../files/lay-files.ts'
import { previewFolders } from './contents-fixture.ts'
import { compareCandidate, readText } from './read-text.ts'

test('source and output show the parts that Django rewrites', async () => {
  using folder = layFiles({ 'x.png': '1', 'a.css': "a { background: url('x.png') }\nb { background: url(x.png) }" })
  const preview = await previewFolders(folder.path)
  const marked = async (side: 'source' | 'output') => {
    const { text, marks } = await readText(preview, 'a.css', side, 0, 9000)
    return marks.map(({ start, end, kind, note }) => [text.slice(start, end), kind, note])
  }
  const written = 'url("x.c4ca4238a0b9.png")'
  expect([await marked('source'), await marked('output')]).toEqual([
    [
      ["url('x.png')", 'rewritten', `becomes ${written}`],
      ['url(x.png)', 'rewritten', `becomes ${written}`],
    ],
    [
      [written, 'rewritten', "was url('x.png')"],
      [written, 'rewritten', 'was url(x.png)'],
    ],
  ])
})

test('references that fail are marked with what Django says', async () => {
  using folder = layFiles({ 'a.css': 'a { background: url(gone.png) }' })
  const { text, marks } = await readText(await previewFolders(folder.path), 'a.css', 'source', 0, 9000)
  expect(marks.map(({ start, end, kind, note }) => [text.slice(start, end), kind, note.slice(0, 19)])).toEqual([
    ['url(gone.png)', 'error', "The file 'gone.png'"],
  ])
})

test('a text comes in pieces that cut no character', async () => {
  const whole = 'ab😀é'.repeat(600)
  using folder = layFiles({ 'a.txt': whole })
  const preview = await previewFolders(folder.path)
  const pieces: string[] = []
  let replaced = 0
  for (let next: number | null = 0; next !== null;) {
    const piece = await readText(preview, 'a.txt', 'source', next, 1025)
    pieces.push(piece.text)
    replaced += piece.replaced
    next = piece.next
  }
  expect([pieces.length, pieces.join('') === whole, replaced]).toEqual([5, true, 0])
})

test('what is not UTF-8 is shown with a sign for each wrong byte, and counted', async () => {
  using folder = layFiles({ 'a.txt': Buffer.from('Caf\xe9 \xef\xbf\xbd', 'latin1') })
  const { text, replaced } = await readText(await previewFolders(folder.path), 'a.txt', 'source', 0, 9000)
  expect([text, replaced]).toEqual(['Caf\ufffd \ufffd', 1])
})

test('images come as data, and other binaries by what they are', async () => {
  using folder = layFiles({
    'x.svg': '<svg/>',
    'x.bin': new Uint8Array([0, 1, 255]),
    'y.woff2': Buffer.from('wOF2…'),
  })
  const preview = await previewFolders(folder.path)
  const shown = async (name: string) => {
    const { kind, type, image } = await readText(preview, name, 'source', 0, 9000)
    return [kind, type, image]
  }
  expect([await shown('x.svg'), await shown('x.bin'), await shown('y.woff2')]).toEqual([
    ['text', 'SVG text', 'data:image/svg+xml;base64,PHN2Zy8+'],
    ['binary', 'binary file', null],
    ['binary', 'WOFF2 font', null],
  ])
})

test('candidates that lost can be read, and compared with the winner byte by byte', async () => {
  using first = layFiles({ 'a.bin': new Uint8Array([0, 1, 2]), 'same.txt': 'x' })
  using second = layFiles({ 'a.bin': new Uint8Array([0, 1, 3, 4]), 'same.txt': 'x' })
  const preview = await previewFolders(first.path, second.path)
  expect([
    (await readText(preview, 'a.bin', { candidate: 1 }, 0, 9000)).size,
    compareCandidate(preview, 'a.bin', 1),
    compareCandidate(preview, 'same.txt', 1).first,
  ]).toEqual([4, { first: 2, a: { size: 3, type: 'binary file' }, b: { size: 4, type: 'binary file' } }, null])
  await expect(readText(preview, 'a.bin', { candidate: 2 }, 0, 9000)).rejects.toMatchObject({ code: 'not-found' })
})
