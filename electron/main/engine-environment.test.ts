import { expect, test } from 'vitest'
import { engineEnvironment } from './engine-environment.ts'

test('the engine gets no options for Node, no Electron switches and no secrets', () => {
  expect(
    engineEnvironment({
      PATH: '/bin',
      LC_ALL: 'C',
      STATICSCOPE_WORKERS: '1',
      NODE_OPTIONS: '--require x',
      ELECTRON_RUN_AS_NODE: '1',
      AWS_SECRET_ACCESS_KEY: 'x',
      HOMEBREW_TOKEN: 'x',
    }),
  ).toEqual({ PATH: '/bin', LC_ALL: 'C', STATICSCOPE_WORKERS: '1' })
})
