import { describe, expect, it } from 'vitest'
import type { Release, ReleaseFile } from '../model/release.ts'
import { diffReleases } from './diff-releases.ts'
import { contentOf, referenceTo, releaseFile, wholeRelease } from './release-fixture.ts'

const noText = async (): Promise<null> => null

describe('the cause of a difference', () => {
  it('is an own edit where the source differs', async () => {
    expect(await causes([releaseFile('a.css', '1')], [releaseFile('a.css', '2')])).toEqual({ 'a.css': 'own-edit' })
  })

  it('is ripple where only the written name of a target differs, and leads to the edit', async () => {
    const { differences, head } = await diff(chain('1'), chain('2'))
    expect(
      differences.map(({ difference: { name, cause, roots, chain: way } }) => ({ name, cause, roots, way })),
    ).toEqual([
      { name: 'a.css', cause: 'ripple', roots: ['c.png'], way: ['a.css', 'b.css', 'c.png'] },
      { name: 'b.css', cause: 'ripple', roots: ['c.png'], way: ['b.css', 'c.png'] },
      { name: 'c.png', cause: 'own-edit', roots: [], way: [] },
    ])
    expect(head.verdict.roots).toEqual([{ name: 'c.png', files: 2, bytes: 4 }])
  })

  it('is both where the source and the written name of a target differ', async () => {
    const after = chain('2').map((file) => (file.name === 'a.css' ? { ...file, source: contentOf('new') } : file))
    expect(await causes(chain('1'), after)).toEqual({
      'a.css': 'own-edit-and-ripple',
      'b.css': 'ripple',
      'c.png': 'own-edit',
    })
  })

  it('is an own edit where a reference was rewritten by hand', async () => {
    const before = releaseFile('a.css', '1', { references: [referenceTo('x.png', 'x.1.png')] })
    const after = releaseFile('a.css', '2', { references: [referenceTo('y.png', 'y.1.png')] })
    expect(await causes([before], [after])).toEqual({ 'a.css': 'own-edit' })
  })

  it('is source only where Django wrote the difference away', async () => {
    const before = releaseFile('a.css', '1', { source: contentOf("url('x')") })
    const after = releaseFile('a.css', '1', { source: contentOf('url(x)') })
    expect(await causes([before], [after])).toEqual({ 'a.css': 'source-only' })
  })

  it('is the tool where equal sources with equal targets give other bytes', async () => {
    const before = releaseFile('a.css', '1', { source: contentOf('s') })
    const after = releaseFile('a.css', '2', { source: contentOf('s') })
    expect(await causes([before], [after])).toEqual({ 'a.css': 'tool' })
  })

  it('is the tool, rippling, where a target changed as well and more than hashes differs', async () => {
    const make = (n: string, text: string): ReleaseFile[] => [
      releaseFile('a.css', n, {
        source: contentOf('s'),
        output: contentOf(text),
        references: [referenceTo('c.png', `c.${n}.png`)],
      }),
      releaseFile('c.png', n),
    ]
    const texts = new Map([
      [contentOf('one').hash, 'url("c.1.png")'],
      [contentOf('two').hash, "url('c.2.png')"],
    ])
    const { differences } = await diffReleases(
      wholeRelease(make('1', 'one')),
      wholeRelease(make('2', 'two'), { storageClass: 'shop.Storage' }),
      { readText: async (hash) => texts.get(hash) ?? null },
    )
    expect(
      differences.map(({ difference: { name, cause, ripples, roots } }) => ({ name, cause, ripples, roots })),
    ).toEqual([
      { name: 'a.css', cause: 'tool', ripples: true, roots: ['c.png'] },
      { name: 'c.png', cause: 'own-edit', ripples: false, roots: [] },
    ])
  })

  it('is the name alone where equal bytes are served under another name', async () => {
    const before = releaseFile('a.png', '1', { hashedName: null })
    expect(await causes([before], [releaseFile('a.png', '1')])).toEqual({ 'a.png': 'name-only' })
  })

  it('is an alarm where one served name has other bytes', async () => {
    const { differences, alarms } = await diff(
      [releaseFile('a.png', '1', { hashedName: null })],
      [releaseFile('a.png', '2', { hashedName: null })],
    )
    expect({ cause: differences[0]?.difference.cause, alarms }).toEqual({
      cause: 'other-bytes',
      alarms: [{ code: 'other-bytes', severity: 'error', name: 'a.png', other: null }],
    })
  })

  it('is not known where a side has names alone', async () => {
    const bare = { source: null, output: null }
    const before = [releaseFile('a.css', '1', bare), releaseFile('b.css', '1', bare)]
    const after = [releaseFile('a.css', '2', bare), releaseFile('b.css', '1', bare)]
    expect(await causes(before, after)).toEqual({ 'a.css': 'unknown' })
  })

  it('is moved where a name gone and a name new have equal bytes, one to one', async () => {
    const before = [releaseFile('img/logo.png', '1'), releaseFile('x.txt', '')]
    const after = [releaseFile('art/logo.png', '1'), releaseFile('art/copy.png', '1'), releaseFile('y.txt', '')]
    const { differences } = await diff(before, after)
    expect(differences.map(({ difference: { name, cause, from } }) => [name, cause, from])).toEqual([
      ['art/copy.png', 'added', null],
      ['art/logo.png', 'moved', 'img/logo.png'],
      ['x.txt', 'removed', null],
      ['y.txt', 'added', null],
    ])
  })

  it('is moved where the text is similar, and tells how similar', async () => {
    const texts = new Map([
      [contentOf('1').hash, 'line one\nline two\nline three\nline four\n'],
      [contentOf('2').hash, 'line one\nline two\nline three\nline five\n'],
    ])
    const { differences } = await diffReleases(
      wholeRelease([releaseFile('a.css', '1')]),
      wholeRelease([releaseFile('b.css', '2')]),
      { readText: async (hash) => texts.get(hash) ?? null },
    )
    expect(
      differences.map(({ difference: { name, cause, from, similarity } }) => [name, cause, from, similarity]),
    ).toEqual([['b.css', 'moved', 'a.css', 0.75]])
  })
})

describe('ripple', () => {
  it('comes through a reference made from a source only with an edit of that source', async () => {
    const make = (b: string, c: string): ReleaseFile[] => [
      releaseFile('a.css', b, { source: contentOf('a'), references: [referenceTo('b.css', `b.raw${b}.css`, true)] }),
      releaseFile('b.css', b + c, { source: contentOf(b), references: [referenceTo('c.png', `c.${c}.png`)] }),
      releaseFile('c.png', c),
    ]
    expect(await causes(make('1', '1'), make('1', '2'))).toEqual({ 'b.css': 'ripple', 'c.png': 'own-edit' })
    const { differences } = await diff(make('1', '1'), make('2', '2'))
    expect(differences.map(({ difference: { name, roots } }) => [name, roots])).toEqual([
      ['a.css', ['b.css']],
      ['b.css', ['c.png']],
      ['c.png', []],
    ])
  })

  it('goes round a cycle once', async () => {
    const make = (n: string): ReleaseFile[] => [
      releaseFile('a.js', n, { source: contentOf('a'), references: [referenceTo('b.js', `b.${n}.js`)] }),
      releaseFile('b.js', n, {
        source: contentOf('b'),
        references: [referenceTo('a.js', `a.${n}.js`), referenceTo('c.js', `c.${n}.js`)],
      }),
      releaseFile('c.js', n),
    ]
    const { differences } = await diff(make('1'), make('2'))
    expect(differences.map(({ difference: { name, roots, chain: way } }) => [name, roots, way])).toEqual([
      ['a.js', ['c.js'], ['a.js', 'b.js', 'c.js']],
      ['b.js', ['c.js'], ['b.js', 'c.js']],
      ['c.js', [], []],
    ])
  })

  it('follows more roots than fit into one round, exactly', async () => {
    const make = (n: string): ReleaseFile[] => {
      const images = Array.from({ length: 1300 }, (_, at) => releaseFile(`i${at}.png`, n))
      const references = images.map(({ name, hashedName }) => referenceTo(name, hashedName ?? ''))
      return [...images, releaseFile('a.css', n, { source: contentOf('a'), references })]
    }
    const { differences } = await diff(make('1'), make('2'))
    const css = differences.find(({ difference }) => difference.name === 'a.css')?.difference
    const reached = differences.filter(({ difference }) => difference.blast?.files === 1).length
    expect({ count: css?.rootCount, shown: css?.roots.length, reached }).toEqual({
      count: 1300,
      shown: 100,
      reached: 1300,
    })
  })
})

describe('names with bundler hashes', () => {
  it('are one logical file', async () => {
    const { differences } = await diff(
      [
        releaseFile('d/index-DKpFM4TH.js', '1'),
        releaseFile('d/app.1a2b3c.js', '3'),
        releaseFile('chunk-XYZ.css', '5'),
        releaseFile('pay-Dliafysh.js', '7'),
      ],
      [
        releaseFile('d/index-B0oZcrGB.js', '2'),
        releaseFile('d/app.9f8e7d.js', '3'),
        releaseFile('chunk-ABC.css', '6'),
        releaseFile('pay-BNiLvybq.js', '8'),
      ],
    )
    expect(differences.map(({ difference: { name, status, cause, from } }) => [name, status, cause, from])).toEqual([
      ['chunk-ABC.css', 'changed', 'own-edit', 'chunk-XYZ.css'],
      ['d/app.9f8e7d.js', 'changed', 'name-only', 'd/app.1a2b3c.js'],
      ['d/index-B0oZcrGB.js', 'changed', 'own-edit', 'd/index-DKpFM4TH.js'],
      ['pay-BNiLvybq.js', 'changed', 'own-edit', 'pay-Dliafysh.js'],
    ])
  })

  it.each([
    ['jquery-3.7.1.js', 'jquery-3.7.2.js'],
    ['news-20240131.js', 'news-20240228.js'],
    ['form-Settings.js', 'form-Advanced.js'],
    ['a/index-DKpFM4TH.js', 'b/index-B0oZcrGB.js'],
    ['index-DKpFM4TH.js', 'index-B0oZcrGB.css'],
    ['messages-en_GB.js', 'messages-de_AT.js'],
  ])('are not seen in %s and %s', async (a, b) => {
    const { head } = await diff([releaseFile(a, '1')], [releaseFile(b, '2')])
    expect([head.verdict.causes.removed, head.verdict.causes.added]).toEqual([1, 1])
  })
})

describe('alarms and cost', () => {
  it('name what is referenced and not there, new names of equal bytes, overwritten plain copies, and names that differ in case', async () => {
    const plain = (word: string): Partial<ReleaseFile> => ({ plain: contentOf(word) })
    const before = [releaseFile('a.css', '1', plain('1')), releaseFile('b.png', '1', { hashedName: 'b.old.png' })]
    const after = [
      releaseFile('a.css', '2', { ...plain('2'), references: [referenceTo('x.png', 'x.0.png')] }),
      releaseFile('b.png', '1'),
      releaseFile('B.png', '3'),
    ]
    const { alarms } = await diff(before, after)
    expect(alarms.map(({ code, name, other }) => [code, name, other])).toEqual([
      ['missing-referenced', 'a.css', 'x.0.png'],
      ['new-name-equal-bytes', 'b.png', 'b.old.png'],
      ['case-collision', 'B.png', 'b.png'],
      ['plain-overwritten', 'a.css', null],
    ])
  })

  it('counts what a returning visitor downloads again, by kind and by page', async () => {
    const pages = [{ template: 'shop.html', names: ['a.css'], plainNames: [] }]
    const { head } = await diff(chain('1'), chain('2'), { pages })
    const { all, kinds, pages: ofPages } = head.cost
    expect({ all, kinds: kinds.map(({ kind, bytes }) => [kind, bytes]), page: ofPages?.[0]?.bytes }).toEqual({
      all: { files: 3, bytes: 5, compressed: 5, compressedFiles: 0, computedFiles: 0, unsized: 0 },
      kinds: [
        ['css', 4],
        ['png', 1],
      ],
      page: 5,
    })
  })

  it('name settings that differ', async () => {
    const { head } = await diff([], [], { storageClass: 'shop.Storage' })
    expect(head.ruleChanges).toEqual([
      { setting: 'storage', a: 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage', b: 'shop.Storage' },
    ])
  })
})

/** a.css uses b.css, which uses c.png; the image has an edit for each word. */
function chain(word: string): ReleaseFile[] {
  return [
    releaseFile('a.css', `a${word}`, { source: contentOf('a'), references: [referenceTo('b.css', `b.b${word}.css`)] }),
    releaseFile('b.css', `b${word}`, { source: contentOf('b'), references: [referenceTo('c.png', `c.${word}.png`)] }),
    releaseFile('c.png', word),
  ]
}

function diff(a: readonly ReleaseFile[], b: readonly ReleaseFile[], ofB: Partial<Release> = {}) {
  return diffReleases(wholeRelease(a), wholeRelease(b, ofB), { readText: noText })
}

async function causes(a: readonly ReleaseFile[], b: readonly ReleaseFile[]): Promise<Record<string, string>> {
  const { differences } = await diff(a, b)
  return Object.fromEntries(differences.map(({ difference: { name, cause } }) => [name, cause]))
}
