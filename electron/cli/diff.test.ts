import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { CAUSES, diffDocumentSchema, type DiffDocument } from '../../shared/model/comparison.ts'
import { type EndedCli, finishCli, startCli } from './run-cli-fixture.ts'

const home = mkdtempSync(join(tmpdir(), 'staticscope-diff-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const before = folder('before', { 'a.css': 'a { background: url(b.png) }', 'b.png': 'one', 'gone.txt': 'gone' })
const after = folder('after', { 'a.css': 'a { background: url(b.png) }', 'b.png': 'two', 'c.txt': 'new' })

describe('staticscope diff', { timeout: 60_000 }, () => {
  it('says first which edit changes what', async () => {
    const { code, stdout, stderr } = await run('diff', before, after)
    expect({ code, stderr, first: stdout.split('\n')[0] }).toEqual({
      code: 0,
      stderr: '',
      first: '• 1 edit changes 2 names: 1 changes only by ripple from b.png. 1 added, 1 removed.',
    })
  })

  it('prints the same document twice', async () => {
    const [first, again] = [await document(before, after), await document(before, after, '--no-cache')]
    expect(again).toEqual(first)
    expect(first.files.map(({ name, cause, roots, chain }) => [name, cause, roots, chain])).toEqual([
      ['a.css', 'ripple', ['b.png'], ['a.css', 'b.png']],
      ['b.png', 'own-edit', [], []],
      ['c.txt', 'added', [], []],
      ['gone.txt', 'removed', [], []],
    ])
  })

  it('compares releases of the store, with one another and with a source', async () => {
    const store = join(home, 'store')
    await run('release', 'add', '--source', before, '--name', 'old', '--store', store)
    await run('release', 'add', '--source', after, '--name', 'new', '--store', store)
    const stored = await document('old', 'new', '--store', store)
    const mixed = await document('release:old', `source:${after}`, '--store', store)
    expect(mixed.files).toEqual(stored.files)
    expect(stored.verdict.edits).toBe(1)
  })

  it('says what changes with another Django, by options of one side', async () => {
    const source = folder('tool', { 'a.css': "a { background: url('b.png') }\n/* url(b.png) */", 'b.png': 'one' })
    const { ruleChanges, files } = await document(`source:"${source}" --django 5.2`, `source:${source} --django 6.1`)
    expect({ ruleChanges, files: files.map(({ name, cause }) => [name, cause]) }).toEqual({
      ruleChanges: [{ setting: 'django', a: '5.2', b: '6.1' }],
      files: [['a.css', 'tool']],
    })
  })

  it('shows only what is asked for, and ends with 1 when told to', async () => {
    const { code, stdout } = await run('diff', before, after, '--only', 'own', '--fail-on', 'change', '--json')
    const { files } = diffDocumentSchema.parse(JSON.parse(stdout))
    expect({ code, names: files.map(({ name }) => name) }).toEqual({ code: 1, names: ['b.png'] })
  })

  it('writes reports into files', async () => {
    const [html, markdown] = [join(home, 'r.html'), join(home, 'r.md')]
    const { code } = await run('diff', before, after, '--html', html, '--markdown', markdown, '--quiet')
    expect({
      code,
      html: readFileSync(html, 'utf8').slice(0, 15),
      markdown: readFileSync(markdown, 'utf8').slice(0, 18),
    }).toEqual({
      code: 0,
      html: '<!doctype html>',
      markdown: '### 1 edit changes',
    })
  })

  it('tells findings that are new or fixed when asked, and ends by them', async () => {
    const [whole, broken] = [
      folder('whole', { 'a.css': 'a { background: image-set("x.png" 1x) }', 'x.png': 'x' }),
      folder('broken', { 'a.css': 'a { background: image-set("x.png" 1x) }' }),
    ]
    const { code, stdout } = await run('diff', whole, broken, '--findings', '--fail-on', 'new-findings', '--json')
    expect([code, JSON.parse(stdout).findings]).toMatchObject([
      1,
      {
        new: [{ code: 'missing-in-browser', file: 'a.css', target: 'x.png' }],
        fixed: [{ code: 'unhashed-reference' }],
        remaining: [],
      },
    ])
    const html = join(home, 'findings.html')
    const back = await run('diff', broken, whole, '--fail-on', 'new-findings', '--markdown', '--html', html)
    expect([back.code, back.stdout, readFileSync(html, 'utf8')]).toEqual([
      1,
      expect.stringContaining('1 new finding, 1 fixed, 0 remain'),
      expect.stringContaining('<summary>Fixed: 1 finding</summary>'),
    ])
  })

  it('tells no findings of a release with a damaged text, and is not fine then', async () => {
    const store = join(home, 'damaged')
    await run('release', 'add', '--source', before, '--name', 'old', '--store', store)
    await run('release', 'add', '--source', after, '--name', 'new', '--store', store)
    const hash = createHash('sha256')
      .update(readFileSync(join(after, 'a.css')))
      .digest('hex')
    const content = join(store, 'contents', hash.slice(0, 2), hash.slice(2))
    writeFileSync(content, readFileSync(content, 'utf8').replace('b.png', 'c.png'))
    const told = 'old: The bytes of a.css in the release store are not those that were kept.'
    const shown = await run('diff', 'old', 'new', '--store', store, '--findings')
    const asked = await run('diff', 'old', 'new', '--store', store, '--fail-on', 'new-findings', '--json')
    const checked = await run('release', 'check', '--store', store)
    expect([shown.code, asked.code, checked.code]).toEqual([0, 2, 1])
    expect([shown.stdout, asked.stderr]).toEqual([
      expect.stringContaining(told),
      expect.stringContaining(`Which findings are new cannot be told. ${told}`),
    ])
    expect(JSON.parse(asked.stdout).findings).toMatchObject({ new: null, fixed: null, remaining: null })
  })

  it('prints a report where its file is called -', async () => {
    const [alone, dash] = [await run('diff', before, after, '--json'), await run('diff', before, after, '--json', '-')]
    expect({ ...dash, isFile: existsSync('-') }).toEqual({ ...alone, isFile: false })
  })

  it.each([
    ['a name that is nothing', ['diff', 'nothing', before], 'There is no release nothing in the store'],
    ['a wrong option of a side', ['diff', 'sample:41 --sauce x', before], 'unknown option'],
    ['a cause that is none', ['diff', before, after, '--only', 'mood'], '--only mood is no cause'],
    ['a sample that would fail', ['diff', 'sample:41', 'sample:42'], 'collectstatic would fail'],
  ])('explains %s in one sentence', async (_, words, sentence) => {
    const { code, stderr } = await run(...words)
    expect({
      isTold: stderr.includes(sentence),
      isWrong: code === 1 || code === 2,
      hasStack: /\n\s+at /.test(stderr),
    }).toEqual({
      isTold: true,
      isWrong: true,
      hasStack: false,
    })
  })
})

describe('the two releases of the sample', { timeout: 120_000 }, () => {
  it('show every cause at least once', async () => {
    const sides: readonly (readonly [string, string])[] = [
      ['sample:41', 'sample:42'],
      ['sample:41 --django 5.2', 'sample:41 --django 6.1'],
      ['sample:41 --storage plain', 'sample:41 --storage manifest'],
      ['sample:41 --storage plain', 'sample:42 --storage plain'],
    ]
    const seen = new Set<string>(['unchanged'])
    for (const [a, b] of sides) for (const { cause } of (await document(a, b, '--keep-going')).files) seen.add(cause)
    const [older, newer] = [join(home, 'out41'), join(home, 'out42')]
    await run('collect', '--sample', '41', '--output', older, '--quiet')
    await run('collect', '--sample', '42', '--output', newer, '--keep-going', '--quiet')
    const namesAlone = await document(join(older, 'staticfiles.json'), join(newer, 'staticfiles.json'))
    for (const { cause } of namesAlone.files) seen.add(cause)
    expect(CAUSES.filter((cause) => !seen.has(cause))).toEqual([])
  })
})

async function document(a: string, b: string, ...words: readonly string[]): Promise<DiffDocument> {
  const { stdout, stderr } = await run('diff', a, b, '--json', ...words)
  if (stdout === '') throw new Error(stderr)
  return diffDocumentSchema.parse(JSON.parse(stdout))
}

function run(...words: readonly string[]): Promise<EndedCli> {
  return finishCli(startCli(join(home, 'data'), words))
}

function folder(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name, path)), { recursive: true })
    writeFileSync(join(home, name, path), text)
  }
  return join(home, name)
}
