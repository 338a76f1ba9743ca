import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const home = mkdtempSync(join(tmpdir(), 'staticscope-check-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
lay('shop/static/a.css', 'a { background: image-set("gone.png" 1x) }')
lay('shop/templates/p.html', `{% static 'gone.css' %}`)

function lay(name: string, text: string): string {
  const path = join(home, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}

function run(...words: readonly string[]) {
  return runInShop('static', ...words)
}

function runInShop(...words: readonly string[]) {
  const cli = join(import.meta.dirname, 'cli.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'check', ...words], {
    encoding: 'utf8',
    cwd: join(home, 'shop'),
    env: { ...process.env, XDG_DATA_HOME: home },
  })
  return { code: status, stdout, stderr }
}

describe('staticscope check', { timeout: 60_000 }, () => {
  it('tells both readings of each reference, and every finding', () => {
    const { code, stdout } = run('--templates', '--json')
    const document: unknown = JSON.parse(stdout)
    expect([code, document]).toMatchObject([
      1,
      {
        schema: 'staticscope/check@1',
        references: [
          {
            file: 'a.css',
            line: 1,
            column: 28,
            offset: 27,
            kind: 'css-image-set',
            text: 'gone.png',
            django: { verdict: 'not-seen', written: null },
            browser: { verdict: 'conditional' },
            resolved: 'gone.png',
            exists: false,
          },
          { file: 'p.html', kind: 'django-static', django: { verdict: 'error' }, exists: false },
        ],
        findings: [{ code: 'template-name-missing', pages: ['p.html'] }, { code: 'missing-in-browser' }, {}],
      },
    ])
  })

  it('ends with 1 only for what it is told to', () => {
    expect(
      [[], ['--fail-on', 'warning'], ['--fail-on', 'missing-in-browser'], ['--fail-on', 'cycle']].map(
        (words) => run('--quiet', ...words).code,
      ),
    ).toEqual([0, 1, 1, 0])
  })

  it('lets accepted findings be, until they expire', () => {
    const accept = (expires: string | null): string =>
      lay(
        'accepted.json',
        JSON.stringify({
          schema: 'staticscope/accepted@1',
          accepted: [{ code: 'missing-in-browser', place: 'a.css:*', reason: 'known', expires }],
        }),
      )
    expect(
      ['2999-01-01', '2020-01-01', null].map(
        (expires) => run('--quiet', '--fail-on', 'warning', '--accepted', accept(expires)).code,
      ),
    ).toEqual([0, 1, 0])
  })

  it('writes the findings for other tools', () => {
    const [sarif, annotations] = [join(home, 'r.sarif'), join(home, 'r.txt')]
    run('--quiet', '--sarif', sarif, '--github', annotations)
    expect([JSON.parse(readFileSync(sarif, 'utf8')), readFileSync(annotations, 'utf8')]).toMatchObject([
      {
        version: '2.1.0',
        runs: [
          {
            tool: { driver: { name: 'Staticscope', rules: [{ id: 'missing-in-browser' }] } },
            results: [
              {
                ruleId: 'missing-in-browser',
                ruleIndex: 0,
                level: 'warning',
                locations: [{ physicalLocation: { region: { startLine: 1, startColumn: 28 } } }],
              },
            ],
          },
        ],
      },
      expect.stringMatching(
        /^::warning file=.*a\.css,line=1,col=28,title=Browsers get 404 \(missing-in-browser\)::Django/,
      ),
    ])
  })

  it('looks names up that templates of a named folder ask for, behind those beside the sources', () => {
    lay('more/p.html', `{% static 'shadowed.css' %}`)
    lay('more/q.html', `{% static 'lost.css' %}`)
    const { code, stdout } = run('--template-folder', join(home, 'more'), '--json')
    const { findings }: { findings: readonly { code: string; target: string }[] } = JSON.parse(stdout)
    const targets = findings.filter((finding) => finding.code === 'template-name-missing').map(({ target }) => target)
    const wrong = run('--template-folder', join(home, 'nowhere'))
    expect([code, targets.sort(), wrong.code, wrong.stderr]).toEqual([
      1,
      ['gone.css', 'lost.css'],
      2,
      expect.stringContaining('nowhere (--template-folder) does not exist'),
    ])
  })

  it('names what cannot be checked as it was written', () => {
    lay('shop/dist.zip', '')
    const wrong = ['nosuch', 'app=nosuch', 'dist.zip', 'git:main'].map((word) => {
      const { code, stderr } = runInShop(word)
      return [code, stderr]
    })
    const sources = 'Name a folder, written [PREFIX=]DIR, a Django project, or sample:41.'
    expect(wrong).toEqual([
      [2, `staticscope: nosuch is not there. ${sources}\n`],
      [2, `staticscope: app=nosuch is not there. ${sources}\n`],
      [2, `staticscope: dist.zip cannot be checked. ${sources}\n`],
      [2, `staticscope: git:main cannot be checked. ${sources}\n`],
    ])
  })

  it('refuses a folder of templates in place of a source, and a collected folder', () => {
    lay('shop/pages/a.html', '{% extends "p.html" %}')
    lay('shop/pages/mail/b.txt', 'Hello')
    lay('shop/built/index.html', '<script src="app.js"></script>')
    lay('shop/built/app.js', 'run()')
    lay('shop/angular/index.html', '<p>{{ name }}</p>')
    lay('shop/out/staticfiles.json', '{"version": "1.1", "paths": {}}')
    const told = (...words: readonly string[]) => runInShop('--fail-on', 'never', ...words)
    const way = (folder: string) =>
      `holds Django templates, and a source is a folder of static files. To have the names looked up that they ask for, write --template-folder ${folder};`
    for (const words of [
      ['static', '--templates', 'templates'],
      ['--templates', 'static', 'templates'],
    ]) {
      const { code, stderr } = told(...words)
      expect([code, stderr]).toEqual([2, expect.stringContaining(`templates ${way('templates')}`)])
    }
    expect(told('app=pages')).toMatchObject({ code: 2, stderr: expect.stringContaining(`app=pages ${way('pages')}`) })
    expect(told('static-root:out')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('static-root:out cannot be checked: it is what was collected'),
    })
    const fine = [['built'], ['angular'], ['source:pages'], ['out'], ['static', '--source', 'pages', '--templates']]
    expect(fine.map((words) => [words.join(' '), told(...words).code])).toEqual(
      fine.map((words) => [words.join(' '), 0]),
    )
  })

  it('reads other files where it is told to', () => {
    lay('shop/data/menu.json', '{"icon": "/static/gone.svg", "style": "/static/a.css"}')
    const { stdout } = run('--also', 'data/*.json', '--json')
    const { findings }: { findings: readonly { code: string; in: string; target: string }[] } = JSON.parse(stdout)
    expect(findings.filter((finding) => finding.in === 'other').map(({ code, target }) => [code, target])).toEqual([
      ['missing-in-browser', 'gone.svg'],
      ['hardcoded-static-url', 'a.css'],
    ])
  })

  it('says that a finding is back whose day has come', () => {
    const entry = { code: 'missing-in-browser', place: 'a.css', reason: 'was known', expires: '2020-01-01' }
    const file = lay('back.json', JSON.stringify({ schema: 'staticscope/accepted@1', accepted: [entry] }))
    expect(run('--accepted', file).stdout).toContain('Back: it was accepted until 2020-01-01 (was known)')
  })

  it('refuses a level that it does not know', () => {
    expect(run('--fail-on', 'nonsense').code).toBe(2)
  })
})
