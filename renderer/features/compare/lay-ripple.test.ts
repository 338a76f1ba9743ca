import { expect, test } from 'vitest'
import type { ComparisonFile } from '../../../shared/model/comparison-view.ts'
import { layRipple, nextNode } from './lay-ripple.ts'

const SIDE = { hashedName: null, sourceHash: null, outputHash: null, size: null }

function fileWith(targets: number, users: number): ComparisonFile {
  const named = (kind: string, count: number) =>
    Array.from({ length: count }, (_, at) => ({ name: `${kind}/${at}.css`, cause: 'ripple' as const }))
  return {
    difference: {
      name: 'css/site.css',
      status: 'changed',
      cause: 'own-edit-and-ripple',
      from: null,
      pairing: 'name',
      similarity: null,
      ripples: true,
      providerChanged: false,
      a: SIDE,
      b: SIDE,
      roots: [],
      rootCount: 0,
      chain: [],
      blast: null,
    },
    a: null,
    b: null,
    providerA: null,
    providerB: null,
    alarms: [],
    reaches: [],
    targets: named('target', targets),
    users: named('user', Math.min(users, 200)),
    userCount: users,
  }
}

test('a file stands between what it refers to and who refers to it, and what has no room is counted', () => {
  const { nodes, moreTargets, moreUsers } = layRipple(fileWith(2, 300), 500)
  const columns = ['targets', 'itself', 'users'].map((column) => nodes.filter((node) => node.column === column).length)
  expect({ columns, moreTargets, moreUsers }).toEqual({ columns: [2, 1, 8], moreTargets: 0, moreUsers: 292 })
})
test('arrows lead to the next column and to the row beside, and stop at the edge', () => {
  const { nodes } = layRipple(fileWith(2, 0), 500)
  const [first, second, itself] = nodes
  const names =
    first === undefined || second === undefined || itself === undefined
      ? []
      : [
          nextNode(nodes, itself, 'ArrowLeft')?.name,
          nextNode(nodes, first, 'ArrowDown')?.name,
          nextNode(nodes, second, 'ArrowRight')?.name,
          nextNode(nodes, itself, 'ArrowRight'),
        ]
  expect(names).toEqual(['target/0.css', 'target/1.css', 'css/site.css', null])
})
