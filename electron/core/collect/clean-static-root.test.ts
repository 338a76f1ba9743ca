import { expect, test } from 'vitest'
import { CLEAN_STATIC_ROOT, hideCleanStaticRoot } from './clean-static-root.ts'
import { absPath, joinPath } from '../python/posix-path.ts'

test('paths in and above a clean STATIC_ROOT are shown relative to it', () => {
  const at = (name: string): string => hideCleanStaticRoot(`(${absPath('/', joinPath(CLEAN_STATIC_ROOT, name))})`)
  expect([at('a.css'), at('../x.png'), at('../../../x.png'), at('../../..')]).toEqual([
    '(<STATIC_ROOT>/a.css)',
    '(<STATIC_ROOT>/../x.png)',
    '(<STATIC_ROOT>/../../../x.png)',
    '(<STATIC_ROOT>/../../..)',
  ])
})
