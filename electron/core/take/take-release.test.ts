import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReleaseFile } from '../../../shared/model/release.ts'
import { exportRelease } from './export-release.ts'
import { sourceCandidates } from './source-candidates.ts'
import { origin, TakeFixture, tarOf, zipOf } from './take-fixture.ts'
import type { ReleaseSource } from './take-release.ts'

let fixture: TakeFixture

beforeEach(() => {
  fixture = new TakeFixture()
})
afterEach(() => fixture.close())

const SHOP = {
  'css/site.css': '@import "base.css?v=1";\n@import \'base.css\';\na { background: url(../img/a.png#x) }\n',
  'css/base.css': 'b { background: url(../img/a.png) }\n',
  'img/a.png': 'png',
  'js/app.js': 'import { x } from "./lib.js";\n//# sourceMappingURL=app.js.map\n',
  'js/app.js.map': '{}',
  'js/lib.js': 'export const x = 1\n',
}

function collected(folder: string, manifest: string | null = null): ReleaseSource {
  return { kind: 'static-root', folder, manifest, origin: origin('static-root') }
}

function withoutProvider(files: readonly ReleaseFile[]): readonly ReleaseFile[] {
  return files.map((file) => ({ ...file, provider: null }))
}

async function exported(name: string, place: string): Promise<string> {
  const output = join(fixture.folder, place)
  await exportRelease(fixture.store, name, output, { signal: fixture.abort.signal, report: () => undefined })
  return output
}

describe('a release of folders', () => {
  it('has the bytes of both sides, the plain copy, providers and settings', async () => {
    await fixture.take(fixture.preview(fixture.lay('src', SHOP)), '41')
    const { release } = fixture.store.get('41')
    expect({
      source: await fixture.text('41', 'css/base.css', 'source'),
      output: await fixture.text('41', 'css/base.css', 'output'),
      plain: await fixture.text('41', 'css/base.css', 'plain'),
      providers: release.providers.map(({ kind }) => kind),
      unknowns: release.unknowns,
      manifest: release.manifest?.version,
    }).toEqual({
      source: SHOP['css/base.css'],
      output: `b { background: url("../img/a.${hashIn('41', 'img/a.png')}.png") }\n`,
      plain: SHOP['css/base.css'],
      providers: ['directory'],
      unknowns: ['templates'],
      manifest: '1.1',
    })
  })

  it('has every rewritten reference with its place in the output, and says which name came from the source alone', async () => {
    await fixture.take(fixture.preview(fixture.lay('src', SHOP), { jsModules: true }), '41')
    const output = (await fixture.text('41', 'css/site.css', 'output')) ?? ''
    const site = fixture.store.fileOf('41', 'css/site.css')
    expect({
      css: site?.references.map(({ target, range, fromSource }) => [target, output.slice(...range), fromSource]),
      written: site?.references.map(({ written }) => written),
      js: fixture.store.fileOf('41', 'js/app.js')?.references.map(({ target }) => target),
    }).toEqual({
      css: [
        ['css/base.css', `base.${site?.references[0]?.written.split('.')[1]}.css?v=1`, true],
        ['css/base.css', `base.${hashIn('41', 'css/base.css')}.css`, false],
        ['img/a.png', `../img/a.${hashIn('41', 'img/a.png')}.png#x`, false],
      ],
      written: [
        site?.references[0]?.written,
        `css/base.${hashIn('41', 'css/base.css')}.css`,
        `img/a.${hashIn('41', 'img/a.png')}.png`,
      ],
      js: ['js/lib.js', 'js/app.js.map'],
    })
  })

  it('that would fail is refused, and with keep-going has a remark per error', async () => {
    const path = fixture.lay('src', { 'a.css': 'url(gone.png)', 'b.css': 'b' })
    await expect(fixture.take(fixture.preview(path), '41')).rejects.toMatchObject({ code: 'would-fail' })
    await fixture.take(fixture.preview(path, {}, true), '41')
    expect(fixture.store.get('41').release.remarks).toEqual([
      expect.stringMatching(/^a\.css, line 1: ValueError: .*gone/),
    ])
  })

  it('taken twice stores its bytes once', async () => {
    const path = fixture.lay('src', SHOP)
    await fixture.take(fixture.preview(path), '41')
    const before = (await fixture.store.check({ signal: fixture.abort.signal, report: () => undefined })).contents
    await fixture.take(fixture.preview(path), '42')
    const { contents } = await fixture.store.check({ signal: fixture.abort.signal, report: () => undefined })
    expect([contents, fixture.store.get('42').stored.own]).toEqual([before, 0])
  })

  it('taken again mends contents that were damaged or are gone', async () => {
    const path = fixture.lay('src', SHOP)
    await fixture.take(fixture.preview(path), '41')
    const [turned, gone] = fixture.files('41').map(({ source }) => fixture.store.pathOfContent(source?.hash ?? ''))
    const bytes = readFileSync(turned ?? '')
    bytes[0] = (bytes[0] ?? 0) ^ 1
    writeFileSync(turned ?? '', bytes)
    rmSync(gone ?? '')
    const damages = async () =>
      (await fixture.store.check({ signal: fixture.abort.signal, report: () => undefined })).damages.map(
        ({ kind }) => kind,
      )
    const before = await damages()
    await fixture.take(fixture.preview(path), '42')
    expect([before.toSorted(), await damages()]).toEqual([['damaged', 'missing'], []])
  })
})

describe('a collected folder', () => {
  it(
    'gives the same files as the sources that it was collected from, for any graph and any series',
    { timeout: 60_000 },
    async () => {
      const name = fc.constantFrom('a.css', 'b.css', 'x/c.css', 'x/y/d.css', 'e.js', 'x/f.js', 'img/g.png', 'LICENSE')
      const reference = fc.tuple(
        fc.constantFrom(
          'url(/static/%)',
          'url("/static/%?#iefix")',
          "@import '/static/%?v=1';",
          '@import "/static/%";',
          'url( /static/%#x )',
          'plain',
        ),
        name,
      )
      const files = fc.dictionary(name, fc.array(reference, { maxLength: 4 }), { minKeys: 1, noNullPrototype: true })
      let count = 0
      await fc.assert(
        fc.asyncProperty(files, fc.constantFrom('3.2', '4.0', '4.2', '5.2', '6.0', '6.1'), async (graph, django) => {
          const id = ++count
          const texts = Object.entries(graph).map(([key, parts]): [string, string] => [
            key,
            parts.map(([form, target]) => form.replace('%', target)).join('\n') + key,
          ])
          const path = fixture.lay(`src-${id}`, Object.fromEntries<string>(texts))
          await fixture.take(fixture.preview(path, { django }, true), `from sources ${id}`)
          // What fails leaves out files; then there is nothing to be compared.
          fc.pre(fixture.store.get(`from sources ${id}`).release.remarks.length === 0)
          await fixture.take(collected(await exported(`from sources ${id}`, `root-${id}`)), `collected ${id}`)
          expect(fixture.files(`collected ${id}`)).toEqual(withoutProvider(fixture.files(`from sources ${id}`)))
        }),
        { numRuns: 20 },
      )
    },
  )

  it('without plain copies has sources that were recovered by undoing hashes, and says so', async () => {
    await fixture.take(fixture.preview(fixture.lay('src', SHOP)), '41')
    const root = await exported('41', 'root')
    for (const name of Object.keys(SHOP)) rmSync(join(root, name))
    await fixture.take(collected(root), 'hashed only')
    const site = fixture.store.fileOf('hashed only', 'css/site.css')
    expect({
      unknowns: fixture.store.get('hashed only').release.unknowns,
      isRecovered: site?.isRecovered,
      plain: site?.plain,
      source: await fixture.text('hashed only', 'css/site.css', 'source'),
      references: site?.references,
      image: fixture.store.fileOf('hashed only', 'img/a.png')?.isRecovered,
    }).toEqual({
      unknowns: ['sources', 'providers', 'settings', 'templates'],
      isRecovered: true,
      plain: null,
      source: '@import url("base.css?v=1");\n@import url("base.css");\na { background: url("../img/a.png#x") }\n',
      references: fixture.store.fileOf('41', 'css/site.css')?.references,
      image: false,
    })
  })

  it('with the manifests of several releases is one candidate each, the newest first', async () => {
    const root = fixture.lay('root', {
      'a.0cc175b9c0f1.txt': 'a',
      'a.92eb5ffee6ae.txt': 'b',
      'a.txt': 'b',
      'r41/staticfiles.json': '{"paths": {"a.txt": "a.0cc175b9c0f1.txt"}, "version": "1.1"}',
      'r42/staticfiles.json': '{"paths": {"a.txt": "a.92eb5ffee6ae.txt"}, "version": "1.1"}',
      'r43/staticfiles.json': '{"paths": ',
    })
    await expect(fixture.take(collected(root), 'any')).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(/3 manifests/),
    })
    const source = { kind: 'static-root', folder: root, manifest: null, origin: origin('static-root') } as const
    const candidates = await sourceCandidates(source, { signal: fixture.abort.signal, report: () => undefined })
    await fixture.take(collected(root, 'r41/staticfiles.json'), '41')
    await fixture.take(collected(root, 'r42/staticfiles.json'), '42')
    const shown = (name: string) => {
      const [file] = fixture.files(name)
      return [file?.hashedName, file?.plain === null, fixture.store.get(name).release.unknowns.includes('plain-copies')]
    }
    expect({
      candidates: candidates
        .map(({ label, names, error }) => [label, names, error === null])
        .toSorted((a, b) => (String(a) < String(b) ? -1 : 1)),
      old: shown('41'),
      new: shown('42'),
    }).toEqual({
      candidates: [
        ['r41', 1, true],
        ['r42', 1, true],
        ['r43', 0, false],
      ],
      old: ['a.0cc175b9c0f1.txt', true, true],
      new: ['a.92eb5ffee6ae.txt', false, true],
    })
  })

  it('with compressed neighbours has their sizes, and no files of them', async () => {
    const root = fixture.lay('root', {
      'a.0cc175b9c0f1.txt': 'a',
      'a.0cc175b9c0f1.txt.gz': 'packed',
      'a.0cc175b9c0f1.txt.br': 'pack',
      'old.0cc175b9c0f1.txt': 'a',
      'staticfiles.json': '{"paths": {"a.txt": "a.0cc175b9c0f1.txt"}, "version": "1.1"}',
    })
    await fixture.take(collected(root), '41')
    expect({
      compressed: fixture.files('41').map(({ compressed }) => compressed),
      remarks: fixture.store.get('41').release.remarks,
    }).toEqual({
      compressed: [
        [
          { encoding: 'br', size: 4 },
          { encoding: 'gz', size: 6 },
        ],
      ],
      remarks: ['1 file of the folder is not named in the manifest, and not part of the release.'],
    })
  })

  it('without a manifest has every file under its own name', async () => {
    await fixture.take(
      collected(fixture.lay('root', { 'a.css': 'a', 'a.css.gz': 'g', 'b.0cc175b9c0f1.txt': 'a' })),
      '41',
    )
    expect({
      files: fixture.files('41').map(({ name, hashedName, compressed }) => [name, hashedName, compressed.length]),
      remarks: fixture.store.get('41').release.remarks.length,
    }).toEqual({
      files: [
        ['a.css', null, 1],
        ['b.0cc175b9c0f1.txt', null, 0],
      ],
      remarks: 1,
    })
  })

  it('in which a file is missing or was changed has a remark on it', async () => {
    const root = fixture.lay('root', {
      'a.0cc175b9c0f1.txt': 'changed',
      'staticfiles.json':
        '{"paths": {"a.txt": "a.0cc175b9c0f1.txt", "b.txt": "b.1.txt", "../x": "../../etc/passwd"}, "version": "1.1"}',
    })
    await fixture.take(collected(root), '41')
    expect(fixture.store.get('41').release.remarks).toEqual([
      'a.0cc175b9c0f1.txt has other bytes than its name says: it was changed after Django had written it.',
      'b.1.txt is in the manifest and not in the folder.',
      '../../etc/passwd is in the manifest and not in the folder.',
    ])
    expect(fixture.files('41').map(({ name, output }) => [name, output === null])).toEqual([
      ['../x', true],
      ['a.txt', false],
      ['b.txt', true],
    ])
  })
})

describe('a manifest alone', () => {
  it('gives names, and says what is not known', async () => {
    const folder = fixture.lay('m', { 'staticfiles.json': '{"paths": {"b": "b.1", "a": "a.1"}, "version": "1.0"}' })
    await fixture.take({ kind: 'manifest', path: join(folder, 'staticfiles.json'), origin: origin('manifest') }, '41')
    expect({
      names: fixture.files('41').map(({ name, hashedName, output }) => [name, hashedName, output]),
      unknowns: fixture.store.get('41').release.unknowns,
    }).toEqual({
      names: [
        ['a', 'a.1', null],
        ['b', 'b.1', null],
      ],
      unknowns: ['contents', 'sources', 'plain-copies', 'references', 'providers', 'settings', 'templates'],
    })
  })
})

describe('an archive of a collected folder', () => {
  it('gives the same release as the folder, whatever its kind', async () => {
    await fixture.take(fixture.preview(fixture.lay('src', SHOP)), '41')
    const root = await exported('41', 'root')
    await fixture.take(collected(root), 'folder')
    const listed = spawnSync('find', ['.', '-type', 'f'], { cwd: root, encoding: 'utf8' }).stdout.trim().split('\n')
    const entries = listed.map((name) => ({ name, bytes: readFileSync(join(root, name)) }))
    const archives = {
      zip: zipOf(entries),
      tar: tarOf(entries),
      gz: gzipSync(tarOf(entries)),
      zst: zstdCompressSync(tarOf(entries)),
    }
    for (const [kind, bytes] of Object.entries(archives)) {
      const file = join(fixture.folder, kind)
      writeFileSync(file, bytes)
      await fixture.take({ kind: 'archive', file, folder: '', manifest: null, origin: origin('archive') }, kind)
    }
    const own = await exported('41', 'own.tar.zst')
    await fixture.take({ kind: 'archive', file: own, folder: '', manifest: null, origin: origin('archive') }, 'own')
    const folder = fixture.files('folder')
    for (const name of [...Object.keys(archives), 'own']) expect([name, fixture.files(name)]).toEqual([name, folder])
  })
})

describe('whatever goes wrong, the store is as it was', () => {
  it('when the work is cancelled', async () => {
    const path = fixture.lay('src', SHOP)
    const source = fixture.preview(path)
    fixture.steps.add = (step) => {
      if (step === 'Keeping files') fixture.abort.abort()
      return fixture.steps
    }
    await expect(fixture.take(source, '41')).rejects.toMatchObject({ code: 'cancelled' })
    expect(fixture.store.list()).toEqual([])
  })

  it('when the folder is removed in the middle, which is told by its name', async () => {
    const path = fixture.lay('src', SHOP)
    fixture.steps.add = (step) => {
      if (step === 'Keeping files') rmSync(path, { recursive: true, force: true })
      return fixture.steps
    }
    await expect(fixture.take(fixture.preview(path), '41')).rejects.toMatchObject({
      code: 'missing-folder',
      message: `The folder ${path} went away while it was read.`,
    })
    expect(fixture.store.list()).toEqual([])
  })

  it('when a file of the folder is removed in the middle, which is told by the name of the file', async () => {
    const path = fixture.lay('src', { a: 'a', b: 'b', c: 'c' })
    fixture.steps.add = (step) => {
      if (step === 'Keeping files') rmSync(join(path, 'c'), { force: true })
      return fixture.steps
    }
    await expect(fixture.take(fixture.preview(path), '41')).rejects.toMatchObject({
      code: 'changed-while-reading',
      message: expect.stringContaining(`${path}/c changed while the release was taken`),
    })
    expect(fixture.store.list()).toEqual([])
  })

  it('when a collected folder is removed in the middle, which is told by its name', async () => {
    const path = fixture.lay('root', { a: 'a', b: 'b', c: 'c' })
    fixture.steps.add = (step) => {
      if (step === 'Keeping files') rmSync(path, { recursive: true, force: true })
      return fixture.steps
    }
    await expect(fixture.take(collected(path), '41')).rejects.toMatchObject({
      code: 'missing-folder',
      message: `The folder ${path} went away while it was read.`,
    })
    expect(fixture.store.list()).toEqual([])
  })

  it('when the disk is full', { timeout: 30_000 }, () => {
    const path = fixture.lay('src', { 'a.css': 'a', 'large.bin': Buffer.alloc(6 << 20, 'x') })
    const store = join(fixture.folder, 'small')
    mkdirSync(store)
    const script = `
      import { openReleaseStore } from ${JSON.stringify(join(import.meta.dirname, '../releases/release-store.ts'))}
      import { takeRelease } from ${JSON.stringify(join(import.meta.dirname, 'take-release.ts'))}
      const store = openReleaseStore(${JSON.stringify(store)})
      const work = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 0 }
      const words = { name: '41', note: '', labels: [] }
      const source = { kind: 'static-root', folder: ${JSON.stringify(path)}, manifest: null, origin: { kind: 'static-root', display: '', commit: null } }
      const error = await takeRelease(source, words, store, work).catch((error) => error)
      console.log(JSON.stringify({ code: error.code, left: store.list().length }))`
    // A limit on the size of files stands for a full disk; without the trap its signal would end the process.
    const limited = `trap '' XFSZ; ulimit -f 4096; exec "$0" --input-type=module -e "$1"`
    const { stdout, stderr } = spawnSync('bash', ['-c', limited, process.execPath, script], { encoding: 'utf8' })
    expect({ stdout, stderr }).toEqual({ stdout: '{"code":"disk-full","left":0}\n', stderr: '' })
  })

  it('when the name is taken', async () => {
    const path = fixture.lay('src', { a: 'a' })
    await fixture.take(fixture.preview(path), 'Easter')
    await expect(fixture.take(fixture.preview(path), 'easter')).rejects.toMatchObject({ code: 'name-taken' })
  })
})

/** The hash in a file's hashed name. */
function hashIn(name: string, file: string): string {
  return /\.([0-9a-f]{12})\./.exec(fixture.store.fileOf(name, file)?.hashedName ?? '')?.[1] ?? ''
}
