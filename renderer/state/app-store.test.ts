import { expect, test, vi } from 'vitest'
import type { InspectorClient } from '../../shared/contract/client.ts'
import type { InspectorEvent } from '../../shared/contract/envelope.ts'
import type { MethodName } from '../../shared/contract/method-names.ts'
import { DEFAULT_COLLECT_SETTINGS } from '../../shared/model/collect-settings.ts'
import type { Job } from '../../shared/model/job.ts'
import { viewQuerySchema, type OutlineRow, type ViewQuery } from '../../shared/model/preview.ts'
import { createAppStore } from './app-store.ts'
import { rowAt } from './row-pages.ts'

const PROJECT = {
  id: 'p',
  title: 'shop',
  kind: 'folders',
  sources: [],
  staticRoot: null,
  settings: DEFAULT_COLLECT_SETTINGS,
}
const COUNTS = { all: 250, broken: 0, shadowed: 0, rewritten: 0, warned: 0, 'not-collected': 0, differs: 0 }
const SUMMARY = {
  projectId: 'p',
  revision: 1,
  succeeds: true,
  counts: { files: 250, errors: 0, findings: 0, hashed: 250 },
}
const JOB: Job = {
  id: 'j',
  kind: 'preview',
  projectId: 'p',
  title: 'Preview',
  state: 'running',
  step: 'Reading',
  done: 1,
  total: 9,
  error: null,
}

const rowOf = (index: number, label: string): OutlineRow => ({
  key: `k${index}`,
  kind: 'file',
  depth: 0,
  position: index + 1,
  setSize: 250,
  expanded: null,
  label,
  name: label,
  files: 1,
  size: 1,
  action: 'copy',
  hashedName: null,
  provider: null,
  reason: null,
  marks: [],
  differences: [],
})

/** A client with one project of 250 files; `delays` holds back `view.open` by search text, in ms. */
function createWindow(delays: Readonly<Record<string, number>> = {}) {
  const queries = new Map<string, ViewQuery>()
  const calls: string[] = []
  let hear: (event: InspectorEvent) => void = () => undefined
  const answers: Partial<Record<MethodName, (input: never) => unknown>> = {
    'projects.get': () => PROJECT,
    'preview.summary': () => SUMMARY,
    'preview.freshness': () => ({ fresh: true, added: 0, removed: 0, changed: 0 }),
    'preview.file': ({ name }: { name: string }) => ({ name }),
    'preview.start': () => JOB,
    'view.open': async ({ query }: { query: ViewQuery }) => {
      await new Promise((resolve) => setTimeout(resolve, delays[query.search] ?? 0))
      const viewId = `v${queries.size + 1}`
      queries.set(viewId, query)
      return { viewId, revision: 1, total: 250, counts: COUNTS }
    },
    'view.rows': ({ viewId, offset, limit }: { viewId: string; offset: number; limit: number }) => {
      const length = Math.min(limit, 250 - offset)
      const search = queries.get(viewId)?.search ?? ''
      return { total: 250, rows: Array.from({ length }, (_, at) => rowOf(offset + at, `${search}${offset + at}`)) }
    },
    'view.locate': () => ({ total: 250, index: 217 }),
    'view.close': () => null,
  }
  const client: InspectorClient = {
    call: async (method, input) => {
      calls.push(method)
      return (await answers[method]?.(input as never)) as never
    },
    onEvent: (listener) => {
      hear = listener
      return () => undefined
    },
  }
  const store = createAppStore(client, { getItem: () => null, setItem: () => undefined })
  const openProject = async () => {
    store.getState().navigate({
      view: 'preview',
      projectId: 'p',
      name: null,
      tab: 'overview',
      panel: 'files',
      query: viewQuerySchema.parse({}),
    })
    await vi.waitFor(() => expect(store.getState().outline).not.toBeNull())
  }
  return { store, calls, openProject, send: (event: InspectorEvent) => hear(event) }
}

test('a project opens with the rows in sight and no more', async () => {
  const { store, openProject } = createWindow()
  await openProject()
  const outline = store.getState().outline
  expect([outline?.rows.total, outline?.rows.pages.size, store.getState().phase.kind]).toEqual([250, 1, 'ready'])
})

test('of two searches the newest wins, even if the older one answers last', async () => {
  const { store, openProject } = createWindow({ slow: 20, quick: 0 })
  await openProject()
  store.getState().setQuery({ search: 'slow' })
  store.getState().setQuery({ search: 'quick' })
  // Both have answered by then.
  await new Promise((resolve) => setTimeout(resolve, 40))
  const outline = store.getState().outline
  expect(outline === null ? null : rowAt(outline.rows, 0)?.label).toBe('quick0')
})

test('going to a file selects it and reads the rows around it', async () => {
  const { store, openProject } = createWindow()
  await openProject()
  store.getState().goToFile('217')
  await vi.waitFor(() => {
    const { activeIndex, activeRow, detail } = store.getState()
    expect([activeIndex, activeRow?.name, detail?.name]).toEqual([217, '217', '217'])
  })
})

test('an answer that comes after the end of its job does not start it again', async () => {
  const { store, openProject, send } = createWindow()
  await openProject()
  send({ topic: 'job', payload: { ...JOB, state: 'cancelled' } })
  store.getState().applyJob(JOB)
  expect([store.getState().jobs['j']?.state, store.getState().phase]).toEqual([
    'cancelled',
    { kind: 'cancelled', done: 1, total: 9 },
  ])
})

test('when the engine goes, running jobs end as failed with its reason', async () => {
  const { store, openProject, send } = createWindow()
  await openProject()
  send({ topic: 'job', payload: JOB })
  send({ topic: 'engine', payload: { state: 'gone', reason: 'It ran out of memory.' } })
  expect([store.getState().jobs['j']?.state, store.getState().phase]).toEqual([
    'failed',
    { kind: 'failed', error: { code: 'engine-gone', message: 'It ran out of memory.' } },
  ])
})

test('when the engine is back, the project is opened again', async () => {
  const { store, openProject, send, calls } = createWindow()
  await openProject()
  send({ topic: 'engine', payload: { state: 'gone', reason: '' } })
  calls.length = 0
  send({ topic: 'engine', payload: { state: 'starting', reason: '' } })
  send({ topic: 'engine', payload: { state: 'ready', reason: '' } })
  await vi.waitFor(() =>
    expect([calls.includes('projects.get'), calls.includes('view.open'), store.getState().phase.kind]).toEqual([
      true,
      true,
      'ready',
    ]),
  )
})
