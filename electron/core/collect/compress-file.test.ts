import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { compressedForms, gzipSize } from './compress-file.ts'
import { isCompressible } from './is-compressible.ts'

/** Name, content, size, and the neighbours that WhiteNoise 6.12.0 with brotli 1.2.1 and zlib 1.2.13 wrote: suffix, size, MD5. */
const RECORDED: readonly (readonly [
  string,
  'css' | 'noise',
  number,
  readonly (readonly [string, number, string])[],
])[] = [
  ['empty.css', 'css', 0, []],
  ['one.css', 'css', 1, []],
  ['tiny.css', 'css', 40, []],
  [
    'small.css',
    'css',
    131,
    [
      ['.br', 76, '03728644177c99d7a281e947ad6ef7e7'],
      ['.gz', 92, '085cf8c3ec8c05f0ad53e009a9b91ad3'],
    ],
  ],
  [
    'app.css',
    'css',
    1000,
    [
      ['.br', 216, '0e31d6baef44bfd0e8dfd90a7da69aca'],
      ['.gz', 285, 'a4b18be0dadbe7bb48f5c7414ce5bd0b'],
    ],
  ],
  [
    'block.css',
    'css',
    65536,
    [
      ['.br', 7307, '17bfec9f3a40c8a5baf234017f9205e9'],
      ['.gz', 12715, '63828d567fd931c247fcfead312ab758'],
    ],
  ],
  [
    'large.css',
    'css',
    262145,
    [
      ['.br', 28087, '38cefd2e76aa7e227a1cf08642160502'],
      ['.gz', 49384, 'd304be5f27d3f82f136841de3ca12743'],
    ],
  ],
  [
    'huge.js',
    'css',
    1200000,
    [
      ['.br', 105226, '2bdf298228038de20230dc15d2b24829'],
      ['.gz', 220517, '4722e68e8c99a82ebf783c5d9a3b4fd0'],
    ],
  ],
  ['noise.bin', 'noise', 5000, []],
  ['half.bin', 'noise', 100, []],
  ['photo.PNG', 'css', 1000, []],
  ['font.woff2', 'css', 1000, []],
  ['a.css.gz', 'css', 1000, []],
  ['clip.3gp', 'css', 1000, []],
  [
    'noext',
    'css',
    500,
    [
      ['.br', 134, 'b2933c25762f474e4da4889013780c87'],
      ['.gz', 183, 'f4bf3991aae1974dbbaaee6e511363a9'],
    ],
  ],
  [
    'png',
    'css',
    500,
    [
      ['.br', 134, 'b2933c25762f474e4da4889013780c87'],
      ['.gz', 183, 'f4bf3991aae1974dbbaaee6e511363a9'],
    ],
  ],
  ['a.GİF', 'css', 1000, []],
  ['a.aſf', 'css', 1000, []],
]

test('the compressed bytes equal those of the real WhiteNoise', () => {
  const ours = RECORDED.map(([name, kind, size]) => {
    const forms = compressedForms(kind === 'css' ? sampleCss(size) : sampleNoise(size), name)
    return [name, kind, size, forms.map(({ suffix, bytes }) => [suffix, bytes.byteLength, hash('md5', bytes)])]
  })
  expect(ours).toEqual(RECORDED)
})

test('without brotli gzip stands alone, and without both nothing is written', () => {
  const bytes = sampleCss(1000)
  const suffixes = (brotli: boolean, gzip: boolean) =>
    compressedForms(bytes, 'a.css', { brotli, gzip }).map(({ suffix }) => suffix)
  expect([suffixes(true, true), suffixes(false, true), suffixes(true, false), suffixes(false, false)]).toEqual([
    ['.br', '.gz'],
    ['.gz'],
    ['.br'],
    [],
  ])
})

test('a size under gzip at level 6 is that of zlib', () => {
  // Bytes of `zlib.compressobj(6, wbits=-15)` of Python over zlib 1.2.13, with 18 for head and tail.
  const recorded = [
    [0, 20],
    [1, 21],
    [131, 92],
    [1000, 285],
    [65_536, 13_309],
    [262_145, 51_974],
    [1_200_000, 232_563],
  ] as const
  expect(recorded.map(([size]) => [size, gzipSize(sampleCss(size), 6)])).toEqual(recorded)
})

test('names are skipped as Python’s pattern skips them', () => {
  const names = [
    'a.png\n',
    'a.',
    '.png',
    'a.png.',
    'x.mpg2',
    'a.xz',
    'A.JPEG',
    'a.webp/b',
    'a.ı',
    'a.gıf',
    'a.webm\n\n',
    'mpeg.css',
  ]
  expect(names.filter((name) => !isCompressible(name))).toEqual(['a.png\n', '.png', 'a.xz', 'A.JPEG', 'a.gıf'])
})

test('own extensions take the place of WhiteNoise’s, and an empty list skips only the empty name', () => {
  const names = ['a.css', 'a.tar.gz', 'a.tarxgz', 'a.k+', 'a.\u212a+', 'a.png', '', '\n', 'a']
  const skipped = (extensions: readonly string[]) => names.filter((name) => !isCompressible(name, extensions))
  expect([skipped(['css', 'tar.gz', 'k+']), skipped([])]).toEqual([
    ['a.css', 'a.tar.gz', 'a.k+', 'a.\u212a+'],
    ['', '\n'],
  ])
})

/** Text that compresses well, the same as the recording used. */
function sampleCss(size: number): Uint8Array {
  const rules = Array.from(
    { length: Math.floor(size / 20) + 2 },
    (_, i) => `.c${i} { color: #${((i * 2654435761) % 16777216).toString(16)}; margin: ${i % 7}px }\n`,
  )
  return Buffer.from(rules.join('')).subarray(0, size)
}

/** Bytes that do not compress, from the generator of C's old rand(). */
function sampleNoise(size: number): Uint8Array {
  let state = 1n
  return Uint8Array.from({ length: size }, () => {
    state = (state * 1103515245n + 12345n) % 2147483648n
    return Number((state >> 16n) & 255n)
  })
}
