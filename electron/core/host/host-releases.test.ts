import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InspectorError } from '../../../shared/contract/errors.ts'
import type { Job } from '../../../shared/model/job.ts'
import { tarOf } from '../take/take-fixture.ts'
import { HostFixture } from './host-fixture.ts'
import { createInspectorHost } from './inspector-host.ts'

let fixture: HostFixture

beforeEach(() => {
  fixture = new HostFixture()
})
afterEach(() => fixture.close())

const MANIFEST = '{"paths": {"a.txt": "a.0cc175b9c0f1.txt"}, "version": "1.1"}'

/** A granted file right below the folder of the fixture. */
async function grantedFile(name: string, content: string | Uint8Array): Promise<string> {
  writeFileSync(join(fixture.folder, name), content)
  const [{ id } = { id: '' }] = await fixture.client.call('grants.roots', {})
  return (await fixture.client.call('grants.pick', { grantId: id, file: name, purpose: 'release' })).id
}

async function names(): Promise<string[]> {
  return (await fixture.client.call('releases.list', {})).map(({ release }) => release.name)
}

describe('releases in a host', () => {
  it('are taken from an opened project as a job, and shown page by page', async () => {
    const projectId = await fixture.openShop()
    const source = { kind: 'project', projectId, keepGoing: true } as const
    await fixture.client.call('releases.take', { source, name: '41', note: 'n', labels: ['l'] })
    const job = await fixture.nextEnd()
    const stored = await fixture.client.call('releases.get', { name: '41' })
    const { total, files } = await fixture.client.call('releases.files', { name: '41', offset: 1, limit: 1 })
    expect({
      state: job.state,
      kind: job.kind,
      origin: stored.release.origin.kind,
      remarks: stored.release.remarks.length,
      total,
      files: files.map(({ name }) => name),
    }).toEqual({
      state: 'done',
      kind: 'release',
      origin: 'folders',
      remarks: 1,
      total: 3,
      files: ['shop/img/logo.png'],
    })
  })

  it('of a project that would fail are refused unless asked for', async () => {
    const projectId = await fixture.openShop()
    await fixture.client.call('releases.take', { source: { kind: 'project', projectId }, name: '41' })
    expect((await fixture.nextEnd()).error).toMatchObject({ code: 'would-fail' })
    expect(await names()).toEqual([])
  })

  it('are exported into a folder that was granted, as a job', async () => {
    const projectId = await fixture.openShop()
    const source = { kind: 'project', projectId, keepGoing: true } as const
    await fixture.client.call('releases.take', { source, name: '41' })
    await fixture.nextEnd()
    const to = { name: '41', grantId: await fixture.granted('shop/vendor'), fileName: 'out.tar.gz' }
    await fixture.client.call('releases.export', to)
    const first = await fixture.nextEnd()
    await fixture.client.call('releases.export', to)
    const second = await fixture.nextEnd()
    expect([first.kind, first.state, readdirSync(join(fixture.folder, 'shop/vendor')), second.error?.code]).toEqual([
      'export-release',
      'done',
      ['out.tar.gz'],
      'output-not-empty',
    ])
  })

  it('are not exported to a name that leads elsewhere', async () => {
    const grantId = await fixture.granted('shop/vendor')
    const attempts = ['../out', '..', 'a/b', ''].map((fileName) =>
      fixture.client
        .call('releases.export', { name: '41', grantId, fileName })
        .catch((error: InspectorError) => error.code),
    )
    expect(await Promise.all(attempts)).toEqual(['bad-input', 'bad-input', 'bad-input', 'bad-input'])
  })

  it('can be taken from a manifest of any name, and a damaged one says where', async () => {
    const found = []
    for (const [name, text] of [
      ['names.json', MANIFEST],
      ['broken.json', '{\n "paths": x}'],
    ] as const)
      found.push(
        ...(await fixture.client.call('releases.candidates', { grantId: await grantedFile(name, text) })).manifests,
      )
    expect(found.map(({ path, names, error }) => [path, names, error])).toEqual([
      ['names.json', 1, null],
      ['broken.json', 0, expect.stringContaining('line 2 column 11')],
    ])
  })

  it('are taken from a commit of the project', async () => {
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], { cwd: fixture.folder })
    git('init', '-q')
    git('add', 'shop')
    git('commit', '-qm', 'one')
    writeFileSync(join(fixture.folder, 'shop/static/new.txt'), 'new')
    const projectId = await fixture.openShop()
    const source = { kind: 'project', projectId, keepGoing: true, ref: 'HEAD' } as const
    await fixture.client.call('releases.take', { source, name: '41' })
    const job = await fixture.nextEnd()
    const { release } = await fixture.client.call('releases.get', { name: '41' })
    expect([job.error, release.origin.kind, release.counts.files, release.providers.map(({ label }) => label)]).toEqual(
      [null, 'git', 3, ['shop/static']],
    )
  })

  it('are taken from a granted folder, archive or manifest, whichever it is', async () => {
    mkdirSync(join(fixture.folder, 'blog/static/r41'))
    writeFileSync(join(fixture.folder, 'blog/static/r41/staticfiles.json'), MANIFEST)
    writeFileSync(join(fixture.folder, 'blog/static/a.0cc175b9c0f1.txt'), 'a')
    const grants = [
      await fixture.granted('blog/static'),
      await grantedFile(
        'shop.tar',
        tarOf([
          { name: 'staticfiles.json', bytes: MANIFEST },
          { name: 'a.0cc175b9c0f1.txt', bytes: 'a' },
        ]),
      ),
      await grantedFile('staticfiles.json', MANIFEST),
    ]
    const told: unknown[] = []
    for (const grantId of grants) {
      const { kind, suggestedName, manifests } = await fixture.client.call('releases.candidates', { grantId })
      const [{ path, label, error } = { path: '', label: '', error: '' }] = manifests
      const manifest = kind === 'manifest' ? null : path
      await fixture.client.call('releases.take', {
        source: { kind: 'collected', grantId, manifest },
        name: suggestedName,
      })
      const job = await fixture.nextEnd()
      told.push([kind, suggestedName, path, label, error, job.error])
    }
    expect(told).toEqual([
      ['static-root', 'static', 'r41/staticfiles.json', 'r41', null, null],
      ['archive', 'shop', 'staticfiles.json', '', null, null],
      ['manifest', 'staticfiles', 'staticfiles.json', '', null, null],
    ])
    expect(await names()).toEqual(['staticfiles', 'shop', 'static'])
  })

  it('that come from a hostile archive are refused with the entry named', async () => {
    const grantId = await grantedFile('evil.tar', tarOf([{ name: '../evil' }]))
    const source = { kind: 'collected', grantId } as const
    await fixture.client.call('releases.take', { source, name: '41' })
    expect((await fixture.nextEnd()).error).toMatchObject({
      code: 'hostile-archive',
      message: expect.stringContaining('../evil'),
    })
  })

  it('are edited, removed, restored, checked and followed by file', async () => {
    const grantId = await grantedFile('staticfiles.json', MANIFEST)
    await fixture.client.call('releases.take', { source: { kind: 'collected', grantId }, name: '41' })
    await fixture.nextEnd()
    const edited = await fixture.client.call('releases.edit', { name: '41', edit: { name: '42' } })
    await fixture.client.call('releases.remove', { name: '42' })
    const without = await names()
    const removed = await fixture.client.call('releases.list', { withRemoved: true })
    const restored = await fixture.client.call('releases.restore', { name: '42' })
    const history = await fixture.client.call('releases.history', { file: 'a.txt' })
    await fixture.client.call('releases.check', {})
    await fixture.nextEnd()
    const checked = await fixture.client.call('releases.checked', {})
    expect({
      edited: edited.release.name,
      without,
      removed: removed.map(({ removedAt }) => removedAt !== null),
      restored: restored.removedAt,
      history: history.map(({ release, file }) => [release, file?.hashedName]),
      checked: [checked?.releases, checked?.damages],
    }).toEqual({
      edited: '42',
      without: [],
      removed: [true],
      restored: null,
      history: [['42', 'a.0cc175b9c0f1.txt']],
      checked: [1, []],
    })
  })

  it('have names that are taken only once', async () => {
    const grantId = await grantedFile('staticfiles.json', MANIFEST)
    const take = (name: string) =>
      fixture.client.call('releases.take', { source: { kind: 'collected', grantId }, name })
    await take('41')
    await fixture.nextEnd()
    await expect(take('41')).rejects.toMatchObject({ code: 'name-taken' })
    await expect(take('a\nb')).rejects.toMatchObject({ code: 'bad-input' })
  })

  it('of the sample are taken with one call, and no second time', { timeout: 30_000 }, async () => {
    const ended: ((job: Job) => void)[] = []
    const host = createInspectorHost({
      dataFolder: null,
      sampleFolder: join(import.meta.dirname, '../../sample'),
      roots: [],
      emit: (event) => {
        if (event.topic === 'job' && event.payload.state !== 'running') ended.shift()?.(event.payload)
      },
    })
    const { signal } = new AbortController()
    const taken: unknown[] = []
    for (let time = 0; time < 2; time++) {
      const end = new Promise<Job>((resolve) => ended.push(resolve))
      await host.call('releases.takeSample', {}, signal)
      taken.push((await end).error)
    }
    const list = await host.call('releases.list', {}, signal)
    await host.close()
    expect([taken, list]).toEqual([
      [null, null],
      [
        expect.objectContaining({ release: expect.objectContaining({ name: 'Sample 42', labels: ['sample'] }) }),
        expect.objectContaining({ release: expect.objectContaining({ name: 'Sample 41' }) }),
      ],
    ])
  })
})
