import { expect, test } from 'vitest'
import type { Route } from '../state/route.ts'
import { formatRoute, parseRoute } from './routes.ts'

const FULL: Route = {
  view: 'preview',
  projectId: 'a/b c',
  name: 'css/ü & #1.css',
  tab: 'references',
  panel: 'errors',
  query: { grouping: 'type', filter: 'broken', search: 'size>100k app:admin', sort: 'size', descending: true },
}

test('a full route survives the way through the address', () => {
  expect(parseRoute(formatRoute(FULL))).toEqual(FULL)
})
test('a route at its defaults is short', () => {
  expect(formatRoute(parseRoute('#/preview/p1'))).toBe('#/preview/p1')
})
test('settings keep the project that they were opened from', () => {
  expect(parseRoute('#/settings/p1')).toEqual({ view: 'settings', projectId: 'p1' })
})
test('words that are not known fall back to the defaults', () => {
  expect(parseRoute('#/preview/p1?by=colour&filter=odd&tab=x&sort=y')).toEqual(parseRoute('#/preview/p1'))
})
test('an address that means nothing opens the welcome page', () => {
  expect(['', '#', '#/nothing/p1', '#/preview', '#/preview/%E0%A4%A'].map(parseRoute)).toEqual(
    Array.from({ length: 5 }, () => ({ view: 'welcome' })),
  )
})

test('the settings card of a project has an address', () => {
  const route = { view: 'card', projectId: 'a/b' } as const
  expect([formatRoute(route), parseRoute('#/settings-card/a%2Fb'), parseRoute('#/settings-card')]).toEqual([
    '#/settings-card/a%2Fb',
    route,
    { view: 'welcome' },
  ])
})

test('a comparison survives the way through the address, whatever its sides are called', () => {
  const sides = [
    { kind: 'release', name: 'v1/2 #3' },
    { kind: 'release', name: 'working:x' },
    { kind: 'working', projectId: 'a/b' },
    null,
  ] as const
  const routes = sides.map((side): Route => ({
    view: 'compare',
    projectId: 'p1',
    a: { kind: 'release', name: 'Sample 41' },
    b: side,
    name: 'css/ü & #1.css',
    tab: 'ripple',
    form: 'treemap',
    query: { grouping: 'root', filter: 'own', cause: 'moved', search: 'status:moved', sort: 'size', descending: true },
  }))
  expect(routes.map((route) => parseRoute(formatRoute(route)))).toEqual(routes)
})
test('a comparison at its defaults is short', () => {
  expect(['#/compare', '#/compare/Sample%2041/Sample%2042'].map((hash) => formatRoute(parseRoute(hash)))).toEqual([
    '#/compare',
    '#/compare/Sample%2041/Sample%2042',
  ])
})

test('the references of a project keep list, grouping, filter, search, selection and tab in the address', () => {
  const route = {
    view: 'references',
    projectId: 'a/b',
    list: 'pages',
    by: 'target',
    filter: 'accepted',
    since: 'v1 a',
    search: 'ü & #1',
    selected: 'shop/home.html',
    tab: 'neighbours',
  } as const
  expect([parseRoute(formatRoute(route)), formatRoute(parseRoute('#/references/p1'))]).toEqual([
    route,
    '#/references/p1',
  ])
})
