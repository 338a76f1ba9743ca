import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLLOUT_METHODS } from '../../../shared/contract/rollout-methods.ts'
import { OUTCOMES, rolloutDocumentSchema } from '../../../shared/model/rollout.ts'
import { type RolloutPlanInput, rolloutPlanSchema, TOPOLOGIES } from '../../../shared/model/rollout-plan.ts'
import { HostFixture } from './host-fixture.ts'

const DAY = 86_400
let fixture: HostFixture
let pairId: string

/** Keeps release `old`; then an image is edited, a file goes and one comes, and the folder as it is now follows. */
beforeAll(async () => {
  fixture = new HostFixture()
  const projectId = await fixture.openShop()
  const source = { kind: 'project', projectId, keepGoing: true } as const
  await fixture.client.call('releases.take', { source, name: 'old' })
  await fixture.nextEnd()
  const folder = join(fixture.folder, 'shop/static')
  writeFileSync(join(folder, 'shop/img/logo.png'), 'another image')
  writeFileSync(join(folder, 'humans.txt'), 'people')
  rmSync(join(folder, 'robots.txt'))
  const started = await fixture.client.call('rollout.start', { a: { release: 'old' }, b: { source } })
  await fixture.nextEnd()
  pairId = started.pairId
}, 60_000)
afterAll(() => fixture.close())

async function simulate(plan: Partial<RolloutPlanInput> = {}) {
  const full = rolloutPlanSchema.parse({ topology: 'shared-manifest', rollbackWindow: 0, ...plan })
  return fixture.client.call('rollout.simulate', { pairId, plan: full })
}

const FIRST = { offset: 0, limit: 500 } as const
const QUERY = { text: '', which: 'all', sort: 'until', descending: true } as const

describe('a rollout in a host', () => {
  it('offers each topology with a plan that can be played', async () => {
    const cards = await fixture.client.call('rollout.topologies', {})
    expect(cards.map(({ topology }) => topology)).toEqual([...TOPOLOGIES])
    for (const { plan } of cards) expect((await simulate(plan)).head.plan.topology).toBe(plan.topology)
  })

  it('is played at once for another plan, and has the same id for the same one', async () => {
    const [one, same, other] = [await simulate(), await simulate(), await simulate({ topology: 'folder-per-release' })]
    expect([one.rolloutId === same.rolloutId, one.rolloutId === other.rolloutId]).toEqual([true, false])
    expect([one.head.worst, other.head.worst, other.head.hazardCount]).toEqual(['error-500', 'ok', 0])
  })

  it('has a time line of steps, moments and lanes, and tells of each step what is done', async () => {
    const { rolloutId } = await simulate({ servers: 3 })
    const { steps, lanes, moments } = await fixture.client.call('rollout.timeline', { rolloutId, server: 2 })
    const told = await Promise.all(
      steps.map(async (at) => (await fixture.client.call('rollout.matrix', { rolloutId, at })).step),
    )
    expect(told.map(({ at }) => at)).toEqual(steps)
    expect(told.flatMap(({ sentences }) => sentences).join(' ')).toMatch(
      /collectstatic of .* starts .* The manifest of .* is written .* Server 3 starts with the code of /,
    )
    expect(moments).toEqual(moments.toSorted((a, b) => a - b))
    expect(lanes.map(({ name }) => name)).toEqual(expect.arrayContaining(['Server 2', 'Server 3']))
  })

  it('lists hazards page by page, each in one group, with all of its files', async () => {
    const { rolloutId, head } = await simulate()
    const { total, hazards } = await fixture.client.call('rollout.hazards', { rolloutId, ...FIRST })
    const second = await fixture.client.call('rollout.hazards', { rolloutId, offset: 1, limit: 1 })
    expect([total, hazards.length, second.hazards]).toEqual([head.hazardCount, total, hazards.slice(1, 2)])
    const [first] = hazards
    const find = first?.id ?? ''
    const { groups, found } = await fixture.client.call('rollout.hazardGroups', {
      rolloutId,
      by: 'cause',
      find,
      ...FIRST,
    })
    const inGroups = await Promise.all(
      groups.map(({ key }) =>
        fixture.client.call('rollout.hazards', { rolloutId, group: { by: 'cause', key }, ...FIRST }),
      ),
    )
    expect(inGroups.flatMap((part) => part.hazards.map(({ id }) => id)).toSorted()).toEqual(
      hazards.map(({ id }) => id).toSorted(),
    )
    expect(groups.map(({ key }) => key)).toContain(found)
    const named = await fixture.client.call('rollout.hazard', { rolloutId, hazardId: find, ...FIRST })
    expect([named.files.total, named.files.names.slice(0, 1)]).toEqual([first?.fileCount, first?.files.slice(0, 1)])
  })

  it('tells of a moment its matrix, its hazards and whether the old release can come back', async () => {
    const { rolloutId } = await simulate({ rollbackWindow: DAY })
    const { cells, rollback, hazards } = await fixture.client.call('rollout.matrix', { rolloutId, at: 660 })
    const worst = cells.map((cell) => OUTCOMES.indexOf(cell.worst)).toSorted((a, b) => a - b)[0]
    expect(OUTCOMES[worst ?? -1]).toBe('error-500')
    expect(hazards.every(({ from, to }) => from <= 660 && (to ?? Infinity) > 660)).toBe(true)
    expect([rollback.isPossible, rollback.needs.length > 0]).toEqual([false, true])
  })

  it('tells until when files must stay, and lists as deletable just those whose time is over', async () => {
    const { rolloutId } = await simulate()
    const keep = await fixture.client.call('rollout.keep', { rolloutId, query: QUERY, ...FIRST })
    const ends = keep.files.flatMap(({ until }) => (until === null ? [] : [until]))
    const end = Math.max(...ends)
    const [early, late] = await Promise.all(
      [end - 1, end].map((at) => fixture.client.call('rollout.deletable', { rolloutId, at, ...FIRST })),
    )
    expect([keep.total, keep.counts.all, late?.total, (early?.total ?? 0) < ends.length]).toEqual([
      3,
      3,
      ends.length,
      true,
    ])
    expect(late?.bytes).toBe(late?.files.reduce((sum, { size }) => sum + (size ?? 0), 0))
    const found = await fixture.client.call('rollout.keep', {
      rolloutId,
      query: { ...QUERY, text: 'robots' },
      find: keep.files.find(({ name }) => name === 'robots.txt')?.storedName ?? '',
      ...FIRST,
    })
    expect([found.files.map(({ name }) => name), found.found]).toEqual([['robots.txt'], 0])
  })

  it('advises, and explains an error that somebody met', async () => {
    const { rolloutId } = await simulate()
    const advice = await fixture.client.call('rollout.advice', { rolloutId })
    expect(advice[0]?.code).toBe('manifest-per-release')
    const text = "ValueError: Missing staticfiles manifest entry for 'robots.txt'"
    const explained = await fixture.client.call('rollout.explain', { rolloutId, text, at: null })
    expect(explained[0]?.why).toContain('robots.txt')
    const nothing = await fixture.client.call('rollout.explain', { rolloutId, text: 'all is well', at: null })
    expect(nothing).toEqual([])
  })

  it('gives documents in each format, and the list of what may go for the clipboard', async () => {
    const { rolloutId } = await simulate()
    const at = 30 * DAY
    const names = await Promise.all(
      (['html', 'markdown', 'json', 'list', 'sh', 'aws', 'gsutil', 'az'] as const).map(
        async (format) => (await fixture.client.call('rollout.export', { rolloutId, format, at })).fileName,
      ),
    )
    expect(names.map((name) => name.replace(/^.*-rollout/, ''))).toEqual([
      '.html',
      '.md',
      '.json',
      '-delete.txt',
      '-delete.sh',
      '-delete.sh',
      '-delete.sh',
      '-delete.sh',
    ])
    const { text } = await fixture.client.call('rollout.deleteText', { rolloutId, format: 'aws', at })
    const { files } = await fixture.client.call('rollout.deletable', { rolloutId, at, ...FIRST })
    expect(text?.split('\n').filter((line) => line.startsWith('aws s3 rm'))).toEqual(
      files.map(({ storedName }) => `aws s3 rm "$BUCKET"/'${storedName}'`),
    )
  })

  it('exports the document that the command line prints', async () => {
    const { rolloutId } = await simulate()
    const { exportId } = await fixture.client.call('rollout.export', { rolloutId, format: 'json', at: null })
    const text = [...fixture.host.exported(exportId).pieces()].join('')
    expect(rolloutDocumentSchema.parse(JSON.parse(text)).head.a).toBe('old')
  })

  it('recognises the set-up from a text that was dropped or pasted', async () => {
    const text = 'server {\n  location /static/ {\n    alias /srv/static/;\n    expires 30d;\n  }\n}\n'
    const texts = [{ name: 'site.conf', kind: 'nginx', text }] as const
    const { plan, facts } = await fixture.client.call('rollout.recognise', { projectId: null, texts: [...texts] })
    expect([plan['lifetimes'], facts.map(({ line }) => line)]).toEqual([
      { hashed: 2_592_000, plain: 2_592_000 },
      [3, 4],
    ])
  })

  it('reads a plan file, and names the line and key of what is wrong in one', async () => {
    const read = (text: string) => fixture.client.call('rollout.readPlan', { text, otherwise: 'disk-per-server' })
    const { topology, bucket } = await read('bucket: gcs\n')
    expect([topology, bucket]).toEqual(['disk-per-server', 'gcs'])
    await expect(read('topology: single-server\nbucket: ftp\n')).rejects.toThrow(/line 2: bucket/)
  })

  it('refuses ids that nobody has given, one by one', async () => {
    const codes = await Promise.all([
      refusal(
        fixture.client.call('rollout.simulate', {
          pairId: 'none',
          plan: rolloutPlanSchema.parse({ topology: 'single-server' }),
        }),
      ),
      refusal(fixture.client.call('rollout.advice', { rolloutId: 'none' })),
      refusal(
        simulate().then(({ rolloutId }) =>
          fixture.client.call('rollout.hazard', { rolloutId, hazardId: 'none', ...FIRST }),
        ),
      ),
      refusal(fixture.client.call('rollout.recognise', { projectId: 'none', texts: [] })),
    ])
    expect(codes).toEqual(['not-found', 'not-found', 'not-found', 'not-found'])
  })

  it('is tested here with every method that there is', () => {
    expect(Object.keys(ROLLOUT_METHODS).toSorted()).toEqual([
      'rollout.advice',
      'rollout.deletable',
      'rollout.deleteText',
      'rollout.explain',
      'rollout.export',
      'rollout.hazard',
      'rollout.hazardGroups',
      'rollout.hazards',
      'rollout.keep',
      'rollout.matrix',
      'rollout.readPlan',
      'rollout.recognise',
      'rollout.simulate',
      'rollout.start',
      'rollout.timeline',
      'rollout.topologies',
    ])
  })
})

async function refusal(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'given',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  )
}
