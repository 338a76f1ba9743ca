import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ReleaseSource } from '../take/take-release.ts'
import { TakeFixture } from '../take/take-fixture.ts'
import { compareReleaseFindings, type ComparedFindings } from './compare-release-findings.ts'
import { compareSides } from './compare-sides.ts'
import { type ComparedSide, sideOfSource, sideOfStore } from './compared-side.ts'

const fixture = new TakeFixture()
const work = { signal: fixture.abort.signal, report: () => undefined, facts: null }
const old = fixture.preview(
  fixture.lay('old', { 'a.css': 'a { background: image-set("gone.png" 1x) }', 'b.css': 'b { }', 'l.png': 'l' }),
)
const broken = fixture.preview(
  fixture.lay('new', {
    'a.css': '/* a line above */\na { background: image-set("gone.png" 1x) }',
    'b.css': 'b { background: url(lost.png) }',
    'l.png': 'l',
  }),
  {},
  true,
)
beforeAll(async () => {
  await fixture.take(old, 'old')
})
afterAll(() => fixture.close())

async function findingsOf(a: ComparedSide, b: ComparedSide): Promise<ComparedFindings> {
  return compareReleaseFindings(a, b, await compareSides(a, b, work), work)
}

const told = ({ added, fixed, remaining }: ComparedFindings) =>
  [added, fixed, remaining].map((list) => list.map(({ code, file, line }) => [code, file, line]))

const taken = (source: ReleaseSource) => sideOfSource(source, 'new', work)
const stored = () => sideOfStore(fixture.store, 'old', fixture.abort.signal)

it('tells what a release breaks anew, and that what moved by a line remains', async () => {
  const findings = await findingsOf(await stored(), await taken(broken))
  expect(told(findings)).toEqual([[['missing-target', 'b.css', 1]], [], [['missing-in-browser', 'a.css', 2]]])
  expect(findings.remarks).toEqual([
    'The templates of old were not read, so names that pages ask for are not compared.',
    'The templates of new were not read, so names that pages ask for are not compared.',
  ])
})

it('finds nothing new between a release of the store and the same folder', async () => {
  const findings = await findingsOf(await stored(), await taken(old))
  expect(told(findings)).toEqual([[], [], [['missing-in-browser', 'a.css', 1]]])
})

it('can tell though a picture was too large to be kept, and cannot where a style sheet was', async () => {
  const without = (side: ComparedSide, name: string): ComparedSide => {
    const lost = side.files.find((file) => file.name === name)?.source?.hash
    return { ...side, readBytes: async (hash) => (hash === lost ? null : side.readBytes(hash)) }
  }
  const findings = await findingsOf(await stored(), without(await taken(old), 'l.png'))
  expect(told(findings)).toEqual([[], [], [['missing-in-browser', 'a.css', 1]]])
  const unknown = await findingsOf(await stored(), without(await taken(old), 'a.css'))
  expect(unknown.remarks).toContain('new: The bytes of a.css cannot be had any more.')
})

it('looks up the names of pages where both sides know them, and tells each name once with its pages', async () => {
  const templates = fixture.lay('templates', {
    'base.html': `{% static 'a.css' %}{% block main %}{% endblock %}`,
    'one.html': `{% extends 'base.html' %}{% block main %}{% static 'x.js' %}{% endblock %}`,
    'two.html': `{% extends 'base.html' %}{% block main %}{% static 'x.js' %}{% endblock %}`,
  })
  const templateFolders = [{ path: templates, engine: 'django' as const }]
  const before = fixture.preview(fixture.lay('before', { 'a.css': '', 'x.js': '' }))
  const after = fixture.preview(fixture.lay('after', { 'a.css': '' }))
  const findings = await findingsOf(
    await taken({ ...before, templateFolders } as ReleaseSource),
    await taken({ ...after, templateFolders } as ReleaseSource),
  )
  expect(findings.added).toMatchObject([
    { code: 'template-name-missing', target: 'x.js', file: 'one.html', line: null, pages: ['one.html', 'two.html'] },
  ])
  expect([findings.fixed, findings.remaining, findings.remarks]).toEqual([[], [], []])
})

it('says which side cannot tell, and why', async () => {
  const side = await stored()
  const bare = { ...side, files: side.files.map((file) => ({ ...file, source: null })) }
  const nameless = { ...side, release: { ...side.release, name: 'old', settings: null } }
  const texts = [(await findingsOf(bare, side)).remarks, (await findingsOf(side, nameless)).remarks].flat()
  expect(texts).toEqual(['old: The author’s bytes of its files are not known.', 'The settings of old are not known.'])
})
