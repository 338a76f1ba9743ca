import { statSync } from 'node:fs'
import type { BrowserWindow, IpcMain, IpcMainEvent } from 'electron'
import type { CHANNELS } from '../../shared/contract/channels.ts'
import type { Response } from '../../shared/contract/envelope.ts'
import { METHODS, type MethodOutput } from '../../shared/contract/methods.ts'
import type { MethodName } from '../../shared/contract/method-names.ts'
import { type Dropped, grantDropped } from './answer-natively.ts'
import { CallRelay } from './call-relay.ts'
import type { EngineProcess } from './engine-process.ts'
import { admitRequest, isTrusted, type Sender } from './ipc-gate.ts'
import type { NativeMethod, NativeMethods } from './native-methods.ts'

export type PageService = {
  readonly ipcMain: IpcMain
  readonly channels: typeof CHANNELS
  readonly window: BrowserWindow
  readonly engine: EngineProcess
  readonly pageOrigin: string
  readonly native: NativeMethods
}

/** More folders than anyone drops on purpose. */
const MOST_DROPPED = 500

/** Connects one window's page with the engine and the native methods, through the gate. */
export function servePage({ ipcMain, channels, window, engine, pageOrigin, native }: PageService): void {
  const contents = window.webContents
  const reply = (response: Response) => {
    if (!window.isDestroyed()) contents.send(channels.response, response)
  }
  const relay = new CallRelay((method, input, signal) => {
    if (isNative(method)) return answerNative(native, method, input)
    return engine.ask({ kind: 'call', method, input }, signal)
  }, reply)

  ipcMain.on(channels.request, (event, message: unknown) => {
    const admission = admitRequest(senderOf(event, window), message, pageOrigin)
    if (admission.kind === 'admitted') {
      relay.receive(admission.request)
      return
    }
    console.warn(`A request was refused: ${admission.error.message}`)
    if (admission.id !== null) {
      event.senderFrame?.send(channels.response, { type: 'failure', id: admission.id, error: admission.error })
    }
  })

  ipcMain.on(channels.drop, (event, paths: unknown) => {
    if (!isTrusted(senderOf(event, window), pageOrigin)) return
    grantDropped(engine, readDropped(paths)).then(
      (grants) => grants.length > 0 && reply({ type: 'event', event: { topic: 'grants', payload: grants } }),
      (error: unknown) => console.warn(`What was dropped was not granted: ${String(error)}`),
    )
  })

  // Answers to a page that has left must not reach the next one.
  contents.on('did-start-navigation', (_event, _url, isInPlace, isMainFrame) => {
    if (isMainFrame && !isInPlace) relay.dropAll()
  })
  contents.on('render-process-gone', () => relay.dropAll())
  contents.on('destroyed', () => relay.dropAll())
}

function senderOf(event: IpcMainEvent, window: BrowserWindow): Sender {
  const frame = event.senderFrame
  if (frame === null || window.isDestroyed()) return { isMainFrame: false, url: '' }
  return { isMainFrame: event.sender === window.webContents && frame.parent === null, url: frame.url }
}

function isNative(method: MethodName): method is NativeMethod {
  return METHODS[method].side === 'native'
}

/** The gate has parsed the input; it is parsed again here to have its type and defaults. */
async function answerNative<M extends NativeMethod>(
  native: NativeMethods,
  method: M,
  input: unknown,
): Promise<MethodOutput<M>> {
  const answer = native[method] as (input: unknown) => Promise<MethodOutput<M>>
  return answer(METHODS[method].input.parse(input))
}

/** The folders and files among dropped paths; what does not exist is left out. */
function readDropped(paths: unknown): Dropped[] {
  if (!Array.isArray(paths)) return []
  return paths
    .slice(0, MOST_DROPPED)
    .filter((path): path is string => typeof path === 'string' && path !== '')
    .flatMap((path): Dropped[] => {
      const found = statSync(path, { throwIfNoEntry: false })
      if (found?.isDirectory() === true) return [{ path, isFile: false }]
      return found?.isFile() === true ? [{ path, isFile: true }] : []
    })
}
