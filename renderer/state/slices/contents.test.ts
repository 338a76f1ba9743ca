import { expect, test } from 'vitest'
import type { InspectorClient } from '../../../shared/contract/client.ts'
import type { MethodInput } from '../../../shared/contract/methods.ts'
import type { TextSlice } from '../../../shared/model/file-text.ts'
import { createAppStore } from '../app-store.ts'

const never = new AbortController().signal

/** The store of a window that shows a preview with one file of these bytes; notes the offsets that were asked for. */
function openWindow(bytes: Uint8Array) {
  const offsets: number[] = []
  const answer = ({ offset, limit }: MethodInput<'preview.text'>): TextSlice => {
    offsets.push(offset)
    const end = Math.min(bytes.length, offset + limit)
    return {
      kind: 'text',
      type: 'text',
      size: bytes.length,
      text: new TextDecoder().decode(bytes.subarray(offset, end)),
      next: end < bytes.length ? end : null,
      replaced: 1,
      marks: [],
      image: null,
    }
  }
  const call = (method: string, input: unknown) =>
    method === 'preview.text'
      ? Promise.resolve(answer(input as MethodInput<'preview.text'>))
      : Promise.reject(new Error(`${method} is not asked for here`))
  const client: InspectorClient = { call: call as InspectorClient['call'], onEvent: () => () => undefined }
  const store = createAppStore(client, { getItem: () => null, setItem: () => undefined })
  return { store, offsets }
}

const SUMMARY = { projectId: 'p', revision: 1 }
const show = ({ store }: ReturnType<typeof openWindow>) => store.setState({ summary: SUMMARY as never })

test('a text of several pieces is put together again', async () => {
  const text = 'abc\n'.repeat(600_000)
  const at = openWindow(new TextEncoder().encode(text))
  show(at)
  const read = await at.store.getState().readText('long.txt', 'source', never)
  expect([read.text === text, read.replaced, read.isCut, at.offsets]).toEqual([true, 3, false, [0, 1 << 20, 2 << 20]])
})

test('a text that is too large for the window is told by its size, after one piece', async () => {
  const at = openWindow(new Uint8Array((16 << 20) + 1).fill(120))
  show(at)
  const read = await at.store.getState().readText('huge.txt', 'source', never)
  expect([read.text, read.isCut, read.size, at.offsets]).toEqual(['', true, (16 << 20) + 1, [0]])
})

test('before there is a preview nothing can be read', async () => {
  const { store } = openWindow(new Uint8Array())
  await expect(store.getState().readText('a.css', 'source', never)).rejects.toMatchObject({ code: 'not-found' })
})
