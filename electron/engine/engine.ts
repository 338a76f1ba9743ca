import type { MessageFromEngine, MessageToEngine } from '../../shared/contract/engine-messages.ts'
import { InspectorError, toErrorData } from '../../shared/contract/errors.ts'
import { createInspectorHost, type InspectorHost } from '../core/host/inspector-host.ts'

/** The part of Electron's `process.parentPort` that the engine uses; declared here so that nothing of Electron is imported. */
type ParentPort = {
  on(event: 'message', listener: (event: { data: MessageToEngine }) => void): void
  postMessage(message: MessageFromEngine): void
}

const port = (process as unknown as { parentPort: ParentPort }).parentPort
const running = new Map<string, AbortController>()
let host: InspectorHost | null = null

port.on('message', ({ data }) => receive(data))

function receive(message: MessageToEngine): void {
  switch (message.kind) {
    case 'start':
      start(message)
      return
    case 'cancel':
      running.get(message.id)?.abort()
      return
    case 'stop':
      void stop()
      return
    case 'call':
      void answer(message.id, (ready, signal) => ready.call(message.method, message.input, signal))
      return
    case 'grant':
      void answer(message.id, (ready) => ready.grant(message.path))
      return
    case 'grant-file':
      void answer(message.id, (ready) => ready.grantFile(message.path, message.purpose))
      return
    case 'write-export':
      void answer(message.id, (ready) => ready.writeExport(message.exportId, message.path))
      return
    case 'locate':
      void answer(message.id, (ready) => locate(ready, message.projectId, message.name))
      return
  }
}

function start(options: Extract<MessageToEngine, { kind: 'start' }>): void {
  const { dataFolder, sampleFolder, roots } = options
  try {
    host = createInspectorHost({
      dataFolder,
      sampleFolder,
      roots,
      emit: (event) => port.postMessage({ kind: 'event', event }),
    })
  } catch (error) {
    // Told through the log and the exit: main shows the last line as the reason.
    console.error(toErrorData(error).message)
    process.exit(1)
  }
  port.postMessage({ kind: 'ready' })
}

async function answer(
  id: string,
  work: (ready: InspectorHost, signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const abort = new AbortController()
  running.set(id, abort)
  try {
    if (host === null) throw new InspectorError('engine-gone', 'The engine has not started yet.')
    port.postMessage({ kind: 'result', id, output: await work(host, abort.signal) })
  } catch (error) {
    const data = toErrorData(error)
    if (data.code === 'defect') console.error(data.details ?? data.message)
    port.postMessage({ kind: 'failure', id, error: data })
  } finally {
    running.delete(id)
  }
}

function locate(ready: InspectorHost, projectId: string, name: string): Promise<string> {
  const path = ready.pathOf(projectId, name)
  if (path === null) return Promise.reject(new InspectorError('not-found', `The preview has no file ${name}.`))
  return Promise.resolve(path)
}

async function stop(): Promise<void> {
  for (const abort of running.values()) abort.abort()
  try {
    await host?.close()
  } finally {
    process.exit(0)
  }
}
