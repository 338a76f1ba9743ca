import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { Job } from '../../../shared/model/job.ts'
import { JobRunner, type JobContext, type JobRequest } from './job-runner.ts'

const SHOP: JobRequest = { kind: 'preview', projectId: 'shop', title: 'Shop', key: 'a' }

let events: Job[] = []
let runner = new JobRunner(() => {})
beforeEach(() => {
  vi.useFakeTimers()
  events = []
  runner = new JobRunner((job) => events.push(job))
})
afterEach(() => {
  vi.useRealTimers()
})

/** Work that ends when it is told to. */
function heldWork() {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const contexts: JobContext[] = []
  const work = (context: JobContext) => {
    contexts.push(context)
    return promise
  }
  return { work, contexts, resolve, reject }
}

/** Lets promises settle without letting time pass. */
const settle = () => vi.advanceTimersByTimeAsync(0)

test('a job tells its start and its end', async () => {
  const started = runner.start(SHOP, () => Promise.resolve())
  await settle()
  expect([started.state, events.map((job) => job.state), runner.list().map((job) => job.state)]).toEqual([
    'running',
    ['running', 'done'],
    ['done'],
  ])
})

test('however often work reports, events come ten times a second and the last one always', async () => {
  const held = heldWork()
  runner.start(SHOP, held.work)
  await settle()
  for (let done = 1; done <= 1000; done++) {
    held.contexts[0]?.report({ step: 'Reading files', done, total: 1000 })
    await vi.advanceTimersByTimeAsync(1)
  }
  const during = events.length
  held.contexts[0]?.report({ step: 'Reading files', done: 1000, total: 1000 })
  held.resolve()
  await settle()
  expect([during >= 10, during <= 12, events.at(-1)]).toEqual([
    true,
    true,
    expect.objectContaining({ state: 'done', done: 1000, total: 1000 }),
  ])
})

test('news that came within the interval goes out when it is over', async () => {
  const held = heldWork()
  runner.start(SHOP, held.work)
  await settle()
  held.contexts[0]?.report({ step: 'Hashing', done: 1, total: 2 })
  expect(events.length).toBe(1)
  await vi.advanceTimersByTimeAsync(100)
  expect(events.at(-1)).toMatchObject({ step: 'Hashing', done: 1, total: 2 })
  held.resolve()
})

test('the same start again joins what is running', async () => {
  const held = heldWork()
  const first = runner.start(SHOP, held.work)
  const second = runner.start(SHOP, held.work)
  await settle()
  expect([second.id, held.contexts.length]).toEqual([first.id, 1])
  held.resolve()
})

test('a start with another input cancels the older one of its project', async () => {
  const held = heldWork()
  const first = runner.start(SHOP, held.work)
  const other = runner.start({ ...SHOP, projectId: 'blog' }, held.work)
  const second = runner.start({ ...SHOP, key: 'b' }, held.work)
  held.resolve()
  await settle()
  const stateOf = (id: string) => runner.list().find((job) => job.id === id)?.state
  expect([stateOf(first.id), stateOf(other.id), stateOf(second.id)]).toEqual(['cancelled', 'done', 'done'])
})

test('a cancel is acknowledged at once, and ends the job when the work has ended', async () => {
  const held = heldWork()
  const { id } = runner.start(SHOP, held.work)
  await settle()
  runner.cancel(id)
  expect([held.contexts[0]?.signal.aborted, events.at(-1)]).toEqual([
    true,
    expect.objectContaining({ state: 'running', step: 'Cancelling' }),
  ])
  held.reject(new InspectorError('cancelled', 'Cancelled'))
  await settle()
  expect(events.at(-1)).toMatchObject({ state: 'cancelled', error: null })
})

test('work that ends well after a cancel is still cancelled, and a new start does not join it', async () => {
  const held = heldWork()
  const first = runner.start(SHOP, held.work)
  runner.cancel(first.id)
  const second = runner.start(SHOP, () => Promise.resolve())
  held.resolve()
  await settle()
  expect(runner.list().map((job) => [job.id, job.state])).toEqual([
    [first.id, 'cancelled'],
    [second.id, 'done'],
  ])
})

test('a failure keeps its code, and a crash is a defect', async () => {
  runner.start(SHOP, () => Promise.reject(new InspectorError('missing-folder', 'The folder /a is not there.')))
  runner.start({ ...SHOP, projectId: 'b' }, () => {
    throw new TypeError('x is undefined')
  })
  await settle()
  expect(runner.list().map((job) => [job.state, job.error])).toEqual([
    ['failed', { code: 'missing-folder', message: 'The folder /a is not there.' }],
    ['failed', { code: 'defect', message: 'This is a fault in Staticscope: x is undefined' }],
  ])
})

test('reports after the end change nothing', async () => {
  const held = heldWork()
  runner.start(SHOP, held.work)
  held.resolve()
  await settle()
  held.contexts[0]?.report({ step: 'Late', done: 1, total: 1 })
  await vi.advanceTimersByTimeAsync(1000)
  expect(events.at(-1)).toMatchObject({ state: 'done', step: 'Starting' })
})

test('an unknown job cannot be cancelled, an ended one stays as it is', async () => {
  const { id } = runner.start(SHOP, () => Promise.resolve())
  await settle()
  runner.cancel(id)
  expect(runner.list().map((job) => job.state)).toEqual(['done'])
  expect(() => runner.cancel('nobody')).toThrowError(expect.objectContaining({ code: 'not-found' }))
})

test('only the jobs that ended last are remembered', async () => {
  for (let at = 0; at < 30; at++) {
    runner.start({ ...SHOP, key: String(at) }, () => Promise.resolve())
    await settle()
  }
  expect(runner.list().length).toBe(20)
})

test('closing cancels what runs and waits for it', async () => {
  let isEnded = false
  runner.start(SHOP, async ({ signal }) => {
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => setTimeout(resolve, 50))
    })
    isEnded = true
  })
  await settle()
  const closed = runner.close()
  await vi.advanceTimersByTimeAsync(60)
  await closed
  expect([isEnded, events.at(-1)?.state]).toEqual([true, 'cancelled'])
})
