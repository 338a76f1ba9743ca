import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runOnWorkers } from './worker-pool.ts'

/** Waits, or fills so many megabytes of its heap, and answers with when it began and ended, and in which thread. */
const WORKER = `
const { parentPort, threadId } = require('node:worker_threads')
parentPort.on('message', async ({ name, wait = 0, megabytes = 0 }) => {
  const began = Date.now()
  const lists = []
  for (let i = 0; i < megabytes; i++) lists.push(Array.from({ length: 1 << 17 }, (_, at) => at + i + 0.5))
  await new Promise((resolve) => setTimeout(resolve, wait))
  parentPort.postMessage({ name, began, ended: Date.now(), threadId, kept: lists.length })
})`

type Task = { readonly name: string; readonly wait?: number; readonly megabytes?: number; readonly isLarge?: boolean }
type Answer = {
  readonly name: string
  readonly began: number
  readonly ended: number
  readonly threadId: number
  readonly kept: number
}

let home = ''
let file = ''
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'staticscope-pool-'))
  file = join(home, 'worker.cjs')
  writeFileSync(file, WORKER)
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

async function run(
  count: number,
  tasks: readonly Task[],
  options: Parameters<typeof runOnWorkers<Task, Answer>>[5] = {},
): Promise<Answer[]> {
  const answers: Answer[] = []
  const { signal } = new AbortController()
  await runOnWorkers<Task, Answer>(file, tasks, count, signal, (answer) => answers.push(answer), options)
  return answers
}

const heapAlone = ({ isLarge }: Task): number | null => (isLarge === true ? 128 : null)

it('runs large tasks one after the other, in a worker of their own, and the others beside them', async () => {
  const large = ['a', 'b', 'c'].map((name) => ({ name, wait: 150, isLarge: true }))
  const small = Array.from({ length: 6 }, (_, at) => ({ name: `${at}`, wait: 20 }))
  const answers = await run(3, [...large, ...small], { heapAlone })
  expect(answers.map(({ name }) => name).toSorted()).toEqual(['0', '1', '2', '3', '4', '5', 'a', 'b', 'c'])
  const ofLarge = answers.filter(({ name }) => /[abc]/.test(name)).toSorted((one, other) => one.began - other.began)
  expect(ofLarge.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  for (const [at, { began }] of ofLarge.entries()) expect(began).toBeGreaterThanOrEqual(ofLarge[at - 1]?.ended ?? 0)
  expect(new Set(ofLarge.map(({ threadId }) => threadId)).size).toBe(1)
  const ofSmall = answers.filter(({ name }) => /\d/.test(name))
  expect(ofSmall.some(({ threadId }) => ofLarge.some((large) => large.threadId === threadId))).toBe(false)
  expect(Math.min(...ofSmall.map(({ began }) => began))).toBeLessThan(ofLarge.at(-1)?.ended ?? 0)
})

it('ends the worker of a large task before one that asks for more heap, and keeps it for one that asks for less', async () => {
  const tasks = ['64', '128', '96'].map((name) => ({ name }))
  const answers = await run(2, tasks, { heapAlone: ({ name }) => Number(name) })
  const threads = new Map(answers.map(({ name, threadId }) => [name, threadId]))
  expect(threads.get('128')).not.toBe(threads.get('64'))
  expect(threads.get('96')).toBe(threads.get('128'))
})

it('runs large tasks with one thread too, before and behind the others', async () => {
  const tasks = ['0', 'a', '1', 'b'].map((name) => ({ name, isLarge: /[ab]/.test(name) }))
  const answers = await run(1, tasks, { heapAlone })
  expect(answers.map(({ name }) => name).toSorted()).toEqual(['0', '1', 'a', 'b'])
})

it('goes on without a task whose worker ran out of memory, and tells of it', async () => {
  const tasks = [{ name: 'huge', megabytes: 200 }, ...Array.from({ length: 4 }, (_, at) => ({ name: `${at}` }))]
  const heavy: string[] = []
  const outOfMemory = ({ name }: Task): unknown => heavy.push(name)
  const answers = await run(2, tasks, { heap: 32, atOnce: 2, outOfMemory })
  expect(heavy).toEqual(['huge'])
  expect(answers.map(({ name }) => name).toSorted()).toEqual(['0', '1', '2', '3'])
})

it('gives a large task the heap that it asks for', async () => {
  const tasks = [{ name: 'huge', megabytes: 100, isLarge: true }]
  const answers = await run(2, tasks, { heap: 32, heapAlone: () => 256 })
  expect(answers).toMatchObject([{ name: 'huge', kept: 100 }])
})

it('ends when a worker runs out of memory and nobody hears of its task', async () => {
  await expect(run(2, [{ name: 'huge', megabytes: 200 }], { heap: 32 })).rejects.toMatchObject({
    code: 'ERR_WORKER_OUT_OF_MEMORY',
  })
})
