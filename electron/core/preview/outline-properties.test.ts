import fc from 'fast-check'
import { expect, test } from 'vitest'
import { viewQuerySchema, type OutlineRow, type ViewQuery } from '../../../shared/model/preview.ts'
import type { PreviewFile } from '../collect/preview-result.ts'
import type { OutlineSource } from './outline-items.ts'
import { Outlines } from './outlines.ts'
import type { OutlineView } from './outline-view.ts'
import { previewFile, outlineOf, SHADOWED } from './outline-fixture.ts'

const RUNS = { numRuns: 150 }

const part = fc.constantFrom('a', 'B', 'b', 'css', 'x.css', 'Y.js', 'z', '.git')
const name = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
const count = fc.constantFrom(0, 0, 0, 1, 3)

/** Previews whose names are all different and where no file stands where another one needs a folder. */
const preview: fc.Arbitrary<OutlineSource> = fc
  .record({
    files: fc.array(
      fc.record({ name, size: fc.nat(99), provider: fc.nat(1), errors: count, rewritten: count, lost: count }),
      {
        maxLength: 40,
      },
    ),
    ignored: fc.array(fc.record({ name, provider: fc.nat(1) }), { maxLength: 8 }),
  })
  .map(({ files, ignored }) =>
    outlineOf(
      [...new Map(files.map((file) => [`${file.name}.f`, file]))].map(
        ([unique, { size, provider, errors, rewritten, lost }]) =>
          previewFile(unique, {
            size,
            provider,
            errors,
            rewritten,
            shadowed: Array<typeof SHADOWED>(lost).fill(SHADOWED),
          }),
      ),
      { notCollected: ignored.map((one) => ({ ...one, source: `/s/${one.name}`, pattern: '*' })) },
    ),
  )

const query: fc.Arbitrary<ViewQuery> = fc
  .record({
    grouping: fc.constantFrom('path', 'provider', 'type'),
    filter: fc.constantFrom('all', 'all', 'broken', 'shadowed', 'rewritten', 'warned', 'not-collected', 'differs'),
    search: fc.constantFrom('', '', 'b', 'css a', '*.f', 'size>50', 'app:admin', 'is:broken'),
    sort: fc.constantFrom('name', 'size', 'marks'),
    descending: fc.boolean(),
  })
  .map((fields) => viewQuerySchema.parse(fields))

function open(from: OutlineSource, asked: ViewQuery): Promise<OutlineView> {
  return new Outlines(from).open(asked, [], new AbortController().signal)
}

function all(view: OutlineView) {
  return view.rows(0, view.total)
}

/** The words of `query` again, in the plainest way. */
function isFound(file: PreviewFile, search: string): boolean {
  const lower = file.name.toLowerCase()
  switch (search) {
    case '*.f':
      return true
    case 'size>50':
      return file.size > 50
    case 'app:admin':
      return file.provider === 1
    case 'is:broken':
      return file.errors > 0
    default:
      return search.split(' ').every((word) => lower.includes(word))
  }
}

test('pages put together are the whole, whatever their size', async () => {
  await fc.assert(
    fc.asyncProperty(preview, query, fc.integer({ min: 1, max: 9 }), async (from, asked, limit) => {
      const view = await open(from, asked)
      const pages = []
      for (let offset = 0; offset < view.total; offset += limit) pages.push(...view.rows(offset, limit))
      expect(pages).toEqual(all(view))
    }),
    RUNS,
  )
})

test('toggling a group twice changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(preview, query, fc.nat(), async (from, asked, pick) => {
      const view = await open(from, asked)
      const before = all(view)
      const groups = before.filter((row) => row.kind === 'group')
      const group = groups[pick % Math.max(groups.length, 1)]
      if (group === undefined) return
      view.toggle(group.key, group.expanded !== true)
      view.toggle(group.key, group.expanded === true)
      expect(all(view)).toEqual(before)
    }),
    RUNS,
  )
})

test('chips count what a plain look at every file counts', async () => {
  await fc.assert(
    fc.asyncProperty(preview, query, async (from, asked) => {
      const view = await open(from, asked)
      const found = from.files.filter((file) => isFound(file, asked.search))
      const { 'not-collected': _, ...counts } = view.counts
      expect(counts).toEqual({
        all: found.length,
        broken: found.filter((file) => file.errors > 0).length,
        shadowed: found.filter((file) => file.shadowed.length > 0).length,
        rewritten: found.filter((file) => file.rewritten > 0).length,
        warned: 0,
        differs: 0,
      })
    }),
    RUNS,
  )
})

test('with all groups open every file of the chip is there exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(preview, query, async (from, asked) => {
      const view = await open(from, asked)
      view.toggleAll(true)
      const rows = all(view)
      const ends = rows.filter((row) => row.kind !== 'group')
      expect([ends.length, new Set(rows.map((row) => row.key)).size]).toEqual([view.counts[asked.filter], rows.length])
    }),
    RUNS,
  )
})

test('a group stands above exactly what it sums up', async () => {
  await fc.assert(
    fc.asyncProperty(preview, query, async (from, asked) => {
      const view = await open(from, asked)
      view.toggleAll(true)
      const rows = all(view)
      for (const [at, group] of rows.entries()) {
        if (group.kind !== 'group') continue
        const past = rows.findIndex((row, index) => index > at && row.depth <= group.depth)
        const below = rows.slice(at + 1, past < 0 ? undefined : past)
        const ends = below.filter((row) => row.kind !== 'group')
        const providers = new Set(ends.map((row) => row.provider))
        const direct = below.filter((row) => row.depth === group.depth + 1)
        expect([
          group.files,
          group.size,
          group.provider,
          direct.map((row) => row.position),
          direct.every((row) => row.setSize === direct.length),
        ]).toEqual([
          ends.length,
          ends.reduce((size, row) => size + row.size, 0),
          providers.size === 1 ? [...providers][0] : null,
          direct.map((_, index) => index + 1),
          true,
        ])
      }
    }),
    RUNS,
  )
})

test('each file is located at its row, from any state', async () => {
  await fc.assert(
    fc.asyncProperty(preview, query, async (from, asked) => {
      const view = await open(from, asked)
      view.toggleAll(true)
      const names = all(view)
        .filter((row) => row.kind !== 'group')
        .map((row) => row.name)
      view.toggleAll(false)
      for (const one of names) {
        const index = view.locate(one)
        expect(index === null ? null : view.rows(index, 1)[0]?.name).toBe(one)
      }
    }),
    RUNS,
  )
})

test('siblings stand in the order that was asked for', async () => {
  await fc.assert(
    fc.asyncProperty(preview, query, async (from, asked) => {
      const view = await open(from, asked)
      view.toggleAll(true)
      const top = all(view).filter((row) => row.depth === 0)
      const misplaced = top.filter((row, at) => at > 0 && isMisplaced(top[at - 1] ?? row, row, asked))
      expect(misplaced).toEqual([])
    }),
    RUNS,
  )
})

/** Whether a row may not stand right behind another one. */
function isMisplaced(before: OutlineRow, row: OutlineRow, { sort, descending }: ViewQuery): boolean {
  const broken = (one: OutlineRow) => one.marks.find((mark) => mark.kind === 'broken')?.count ?? 0
  const label = (one: OutlineRow) => one.label.toLowerCase()
  const [first, second] = descending ? [row, before] : [before, row]
  if (sort === 'size') return first.size > second.size
  if (sort === 'marks') return broken(first) > broken(second)
  return before.kind === row.kind ? label(first) > label(second) : row.kind === 'group'
}
