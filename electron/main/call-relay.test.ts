import { expect, test } from 'vitest'
import type { Response } from '../../shared/contract/envelope.ts'
import { InspectorError } from '../../shared/contract/errors.ts'
import { CallRelay } from './call-relay.ts'

const call = (id: string) => ({ type: 'call', id, method: 'jobs.list', input: {} }) as const

function make() {
  const replies: Response[] = []
  const signals: AbortSignal[] = []
  const relay = new CallRelay(
    (_method, _input, signal) =>
      new Promise((_resolve, reject) => {
        signals.push(signal)
        signal.addEventListener('abort', () => reject(new InspectorError('cancelled', 'Cancelled')))
      }),
    (response) => replies.push(response),
  )
  return { relay, replies, signals }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('a cancelled call is answered with the code "cancelled"', async () => {
  const { relay, replies } = make()
  relay.receive(call('1'))
  relay.receive({ type: 'cancel', id: '1' })
  await settled()
  expect(replies).toEqual([
    { type: 'failure', id: '1', error: { code: 'cancelled', message: 'Cancelled', details: null } },
  ])
})

test('when the page goes, its calls are cancelled and nothing is sent to the next page', async () => {
  const { relay, replies, signals } = make()
  relay.receive(call('1'))
  relay.receive(call('2'))
  relay.dropAll()
  await settled()
  expect([signals.map(({ aborted }) => aborted), replies]).toEqual([[true, true], []])
})

test('the next page may use the same ids', () => {
  const { relay, replies, signals } = make()
  relay.receive(call('1'))
  relay.dropAll()
  relay.receive(call('1'))
  expect([signals.length, replies]).toEqual([2, []])
})

test('a second call with an id that is still running is refused', () => {
  const { relay, replies } = make()
  relay.receive(call('1'))
  relay.receive(call('1'))
  expect(replies.map((reply) => reply.type === 'failure' && reply.error.code)).toEqual(['bad-input'])
})
