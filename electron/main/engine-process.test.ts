import { fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import type { MessageFromEngine, MessageToEngine } from '../../shared/contract/engine-messages.ts'
import { describeExit, EngineProcess, type EngineChild } from './engine-process.ts'

/** A real process that speaks the engine's channel: it echoes, dies, or sleeps, as the project's id asks. */
const script = `
process.on('message', (message) => {
  if (message.kind === 'start') process.send({ kind: 'ready' })
  if (message.kind === 'stop') process.exit(0)
  if (message.kind === 'cancel') process.send({ kind: 'failure', id: message.id, error: { code: 'cancelled', message: 'Cancelled', details: null } })
  if (message.kind !== 'call') return
  if (message.input.id === 'die') { console.error('the last words'); setImmediate(() => process.exit(7)) }
  else if (message.input.id !== 'sleep') process.send({ kind: 'result', id: message.id, output: [process.pid, message.input.id] })
})
`
const folder = mkdtempSync(join(tmpdir(), 'staticscope-engine-'))
const file = join(folder, 'engine.cjs')
writeFileSync(file, script)
afterAll(() => rmSync(folder, { recursive: true }))

let running: EngineProcess | null = null
afterEach(() => running?.stop())

function start() {
  const states: string[] = []
  const log: string[] = []
  const gone = Promise.withResolvers<string>()
  const backAgain = Promise.withResolvers<void>()
  const engine = new EngineProcess({
    fork: () => {
      const child = fork(file, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] })
      return {
        get pid() {
          return child.pid
        },
        stdout: child.stdout,
        stderr: child.stderr,
        postMessage: (message: MessageToEngine) => void child.send(message),
        kill: () => child.kill(),
        on: (event: 'message' | 'exit', listener: (value: never) => void) => {
          if (event === 'message') child.on('message', (message) => listener(message as MessageFromEngine as never))
          // "close" comes after the last line was read, as the last line is part of the reason.
          else child.on('close', (code) => listener((code ?? 1) as never))
        },
      } satisfies EngineChild
    },
    start: { kind: 'start', dataFolder: null, sampleFolder: folder, roots: [] },
    onEvent: (event) => {
      if (event.topic !== 'engine') return
      states.push(event.payload.state)
      if (event.payload.state === 'gone') gone.resolve(event.payload.reason)
      if (event.payload.state === 'ready' && states.includes('gone')) backAgain.resolve()
    },
    log: (line) => log.push(line),
  })
  running = engine
  engine.start()
  const ask = (id: string, signal?: AbortSignal) =>
    engine.ask({ kind: 'call', method: 'projects.get', input: { id } }, signal)
  return { engine, states, log, ask, gone: gone.promise, backAgain: backAgain.promise }
}

test('a question asked before the engine is ready waits for it', async () => {
  const { engine, ask, states } = start()
  expect(engine.state).toBe('starting')
  expect(await ask('a')).toEqual([engine.pid, 'a'])
  expect(states).toEqual(['starting', 'ready'])
})

test('a crash answers what was running, is told with its reason, and the engine comes back once', async () => {
  const { ask, states, gone, backAgain, log } = start()
  await ask('a')
  const [slept, died] = [ask('sleep'), ask('die')]
  await expect(slept).rejects.toMatchObject({ code: 'engine-gone' })
  await expect(died).rejects.toMatchObject({ code: 'engine-gone' })
  expect(await gone).toBe('It ended with code 7: the last words.')
  await backAgain
  expect(await ask('b')).toEqual([expect.any(Number), 'b'])
  expect(states).toEqual(['starting', 'ready', 'gone', 'starting', 'ready'])
  expect(log).toEqual([
    expect.stringMatching(/^\[engine \d+\] ready$/),
    expect.stringMatching(/^\[engine \d+\] the last words$/),
    expect.stringMatching(/^\[engine \d+\] ready$/),
  ])
})

test('after a second crash it stays gone, refuses questions at once, and can be started by hand', async () => {
  const { engine, ask, backAgain } = start()
  await expect(ask('die')).rejects.toMatchObject({ code: 'engine-gone' })
  await backAgain
  await expect(ask('die')).rejects.toMatchObject({ code: 'engine-gone' })
  expect(engine.state).toBe('gone')
  await expect(ask('a')).rejects.toMatchObject({ code: 'engine-gone' })
  engine.start()
  expect(await ask('c')).toEqual([engine.pid, 'c'])
})

test('an aborted signal reaches the engine', async () => {
  const { ask } = start()
  await ask('a')
  const abort = new AbortController()
  const asked = ask('sleep', abort.signal)
  abort.abort()
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
})

test('a question that still waits is cancelled without the engine', async () => {
  const { ask } = start()
  const abort = new AbortController()
  const asked = ask('a', abort.signal)
  abort.abort()
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
})

test('stopping is no crash: the engine ends by itself and does not come back', async () => {
  const { engine, ask, states } = start()
  await ask('a')
  await engine.stop()
  expect([engine.state, engine.pid, states]).toEqual(['gone', undefined, ['starting', 'ready', 'gone']])
})

test('the ways to end are told apart', () => {
  expect([
    describeExit(0, true, ''),
    describeExit(143, true, ''),
    describeExit(139, true, ''),
    describeExit(134, true, 'FATAL ERROR: Reached heap limit'),
    describeExit(1, false, 'no database'),
  ]).toEqual([
    'It ended by itself.',
    'It was ended from outside.',
    'It crashed (code 139).',
    'It ran out of memory.',
    'It could not start (code 1): no database.',
  ])
})
